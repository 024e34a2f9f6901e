// Rule R24: of an action for the physician's own health, only the fact that it was done is kept.
extension Declaration {
    /// What replaces a text that could hide a free sentence.
    public static let masked = "masque"

    /// Whether the action counts, or may count, in block 4.
    /// - Parameter lines: The lines of every version of every référentiel whose id is ``action``.
    public func mayCountInBlockFour(lines: [ActionLine]) -> Bool {
        if lines.contains(where: { $0.blocks.contains(.health) }) { return true }
        guard lines.isEmpty else { return false }
        let granted = labelEvents.compactMap { $0.kind == .granted ? $0.block : nil }
        if blockWanted == .health || granted.contains(.health) { return true }
        return action != Declaration.offList && blockWanted == nil && granted.isEmpty
    }

    /// The same declaration with nothing about health: dates, kinds, decisions and truth values only.
    /// - Parameters:
    ///   - lines: The lines of every version whose id is ``action``; none when the action is unknown.
    ///   - exclusions: The tags that the référentiels of those lines exclude.
    /// - Returns: The declaration to keep, and the names of the fields that were discarded or reduced.
    public func withoutHealthDetails(
        lines: [ActionLine], exclusions: Set<String>
    ) -> (declaration: Declaration, discarded: [String]) {
        var kept = Declaration(id: id, action: Declaration.isSlug(action) ? action : Declaration.masked, date: date)
        kept.period = period
        kept.hasMethodFollowed = hasMethodFollowed
        kept.isIndustryFunded = isIndustryFunded
        kept.isObjectLabelled = isObjectLabelled
        kept.isExcludedPractice = isExcludedPractice || tags.contains { exclusions.contains($0) }
        kept.item = item.map { keptItem($0, lines) }
        kept.role = lines.contains { $0.conditions.contains { $0.role == role } } ? role : nil
        kept.measures = measures?.withoutHealthDetails
        kept.evidence = evidence.map {
            Evidence(
                kind: EvidenceKind.known.contains($0.kind) ? $0.kind : Declaration.masked, receivedOn: $0.receivedOn)
        }
        kept.labelEvents = labelEvents.map { keptEvent($0, lines) }
        kept.unmetConditions = keptConditions(lines)
        return (kept, discarded(against: kept))
    }

    /// An item stays when it stands in the line's own list; anything else could be a free text.
    private func keptItem(_ item: String, _ lines: [ActionLine]) -> String {
        let isListed = lines.contains {
            $0.labelling.list?.items.contains(item) ?? false || $0.itemThresholds[item] != nil
        }
        return isListed ? item : Declaration.masked
    }

    /// A decision stays; one that names no block takes the wished block 4, since the wish itself is not kept.
    private func keptEvent(_ event: LabelEvent, _ lines: [ActionLine]) -> LabelEvent {
        var event = event
        event.cnp = event.cnp.map { Declaration.isSlug($0) ? $0 : Declaration.masked }
        if lines.isEmpty, event.block == nil, blockWanted == .health { event.block = .health }
        return event
    }

    private func keptConditions(_ lines: [ActionLine]) -> [String] {
        let asked = Set(lines.flatMap(\.conditions).map(\.rawValue))
        var unmet = unmetConditions.filter { lines.isEmpty ? Condition.known.contains($0) : asked.contains($0) }
        let treating: Condition? =
            switch treatingPhysician {
            case .other: nil
            case .oneself: .treatedByOther
            case .firstDegreeRelative: .notTreatedByRelative
            }
        if let word = treating?.rawValue, lines.isEmpty || asked.contains(word), !unmet.contains(word) {
            unmet.append(word)
        }
        return unmet
    }

    private func discarded(against kept: Declaration) -> [String] {
        var names: [String] = []
        func note(_ name: String, _ changed: Bool) {
            if changed { names.append(name) }
        }
        note("action", action != kept.action)
        note("item", item != kept.item)
        note("object", object != nil)
        note("variant", variant != nil)
        note("role", role != kept.role)
        note("tags", !tags.isEmpty)
        note("measures", measures != kept.measures)
        note("labelEvents", labelEvents != kept.labelEvents)
        note("evidence", evidence != kept.evidence)
        note("equivalents", !equivalents.isEmpty)
        note("blockWanted", blockWanted != nil)
        note("treatingPhysicianIs", treatingPhysician != .other)
        note("unmetConditions", unmetConditions != kept.unmetConditions && treatingPhysician == .other)
        return names
    }

    /// Whether the text is made of the characters of an id only, and short.
    static func isSlug(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}

extension Measures {
    /// Dates, weeks and frequency only.
    var withoutHealthDetails: Measures? {
        var kept = Measures()
        kept.meetingDates = meetingDates
        kept.consultations = consultations
        kept.weeks = weeks
        kept.frequency = frequency.flatMap { Frequency(rawValue: $0) }?.rawValue
        return kept == Measures() ? nil : kept
    }
}
