/// What a lot did, council by council.
public struct LotOutcome: Sendable {
    /// The part of each council the lot concerns, by key.
    public var parts: [Int32: LotPart] = [:]
    /// What reading the file showed.
    public var report = LotReport()
    /// Lines in quarantine.
    public var rejected: [RejectedLine] = []
    /// Lines left out by rule.
    public var ignored = 0

    /// Nothing yet.
    public init() {}

    /// Sets a line aside.
    public mutating func reject(_ line: QuarantinedLine, file: String) {
        rejected.append(
            RejectedLine(
                fileName: file, number: line.number, line: line.text, code: line.code, reason: line.sentence))
    }

    /// The counts of the whole lot.
    public var counts: LotCounts {
        var counts = LotCounts()
        for part in parts.values { counts.add(part.counts) }
        counts.rejected = rejected.count
        counts.ignored = ignored
        return counts
    }
}

/// What a lot did in one council.
public struct LotPart: Sendable {
    /// By class.
    public var counts: LotCounts
    /// French sentences for that council alone.
    public var notes: [String] = []

    /// Counts without notes.
    public init(counts: LotCounts) { self.counts = counts }
}
