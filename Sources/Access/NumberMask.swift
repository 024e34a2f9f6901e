/// Takes numbers of physicians out of free text: eleven digits, in a row or in groups with spaces, dots or dashes
/// between them, and the national identifier, which is an 8 before them.
public enum NumberMask {
    /// The text with dots in the place of each such number.
    public static func masked(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let groups = groups(in: scalars)
        var (masked, copied, index) = (String.UnicodeScalarView(), 0, 0)
        while index < groups.count {
            guard let last = end(of: index, groups, scalars) else {
                index += 1
                continue
            }
            masked.append(contentsOf: scalars[copied..<groups[index].lowerBound])
            masked.append(contentsOf: "•••".unicodeScalars)
            copied = groups[last].upperBound
            index = last + 1
        }
        masked.append(contentsOf: scalars[copied...])
        return String(masked)
    }

    /// The last group of the number that begins with this one; nil when none does.
    private static func end(of first: Int, _ groups: [Range<Int>], _ scalars: [Unicode.Scalar]) -> Int? {
        let mayBeNational = scalars[groups[first].lowerBound] == "8"
        var count = 0
        for place in first..<groups.count {
            if place > first {
                let gap = scalars[groups[place - 1].upperBound..<groups[place].lowerBound]
                guard gap.count <= 3, gap.allSatisfy(isSeparator) else { return nil }
            }
            count += groups[place].count
            if count == 11 || count == 12 && mayBeNational { return place }
            if count > 11 { return nil }
        }
        return nil
    }

    private static func groups(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for (index, scalar) in scalars.enumerated() where ("0"..."9").contains(scalar) {
            if groups.last?.upperBound == index {
                groups[groups.count - 1] = groups[groups.count - 1].lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    /// A space of any width, a sign that is not seen, a dot, a dash, a slash or an underscore.
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .dashPunctuation, .format, .control, .connectorPunctuation: true
        default: [".", "·", "/", "'", "’", "+"].contains(scalar)
        }
    }
}
