/// What changes between two sets of paragraphs: each as it was, as it is, or both.
public enum ParagraphChange: Hashable, Sendable {
    /// In both.
    case same(String)
    /// Only in the new words.
    case added(String)
    /// Only in the old ones.
    case removed(String)
    /// In the place of another.
    case changed(old: String, new: String)

    /// From old paragraphs to new ones, in reading order.
    public static func between(_ old: [String], _ new: [String]) -> [ParagraphChange] {
        var (removed, added) = (Set<Int>(), Set<Int>())
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var (changes, left, right) = ([ParagraphChange](), 0, 0)
        while left < old.count || right < new.count {
            switch (removed.contains(left), added.contains(right)) {
            case (true, true):
                changes.append(.changed(old: old[left], new: new[right]))
                (left, right) = (left + 1, right + 1)
            case (true, false):
                changes.append(.removed(old[left]))
                left += 1
            case (false, true):
                changes.append(.added(new[right]))
                right += 1
            case (false, false):
                changes.append(.same(new[right]))
                (left, right) = (left + 1, right + 1)
            }
        }
        return changes
    }

    /// Whether anything differs.
    public var isChange: Bool { if case .same = self { false } else { true } }
}
