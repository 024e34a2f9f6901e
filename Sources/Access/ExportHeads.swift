public import Postgres
public import Vocabulary

/// Seals what waits, then writes the heads that are new, and once a day their root, where the administrator of the
/// database cannot write.
public struct ExportHeads: Sendable {
    /// What one round wrote.
    public struct Summary: Sendable {
        /// How many heads were new.
        public var heads = 0
        /// Whether this round wrote the root of its day.
        public var wroteRoot = false
        /// How many roots were time-stamped.
        public var stamps = 0
        /// Why roots have no time-stamp yet, in French; empty when all is well.
        public var faults: [String] = []
    }

    private let folder: AuditFolder
    private let key: AuditKey
    private let authority: TimeStampAuthority?

    /// - Parameter authority: nil leaves the roots without a time-stamp.
    public init(to folder: AuditFolder, key: AuditKey, authority: TimeStampAuthority?) {
        self.folder = folder
        self.key = key
        self.authority = authority
    }

    /// - Parameters:
    ///   - sealed: what ``SealJournal`` found.
    ///   - random: so many random bytes.
    /// - Throws: `AuditFolder.Fault`.
    public func run(
        _ sealed: SealJournal.Summary, on day: CalendarDate, at now: Instant, random: @Sendable (Int) -> [UInt8]
    ) async throws -> Summary {
        try folder.add(key.publicKey)
        var summary = Summary()
        let known = try folder.heads().heads.reduce(into: [String: Int64]()) {
            $0[$1.council] = max($0[$1.council] ?? 0, $1.seal)
        }
        let fresh = sealed.heads.filter { $0.seal > known[$0.council.code] ?? 0 }
        let moment = AuditMoment.text(now)
        try folder.add(try fresh.map { try AuditHead($0, exportedAt: moment, key: key) }, on: day)
        summary.heads = fresh.count
        try addRoot(of: day, sealed, &summary)
        await addStamps(&summary, random)
        return summary
    }

    private func addRoot(of day: CalendarDate, _ sealed: SealJournal.Summary, _ summary: inout Summary) throws {
        let roots = try folder.roots().compactMap(\.root)
        guard !sealed.heads.isEmpty, !roots.contains(where: { $0.day >= day }) else { return }
        try folder.add(
            try AuditRoot(on: day, after: roots.last?.root ?? AuditSeal.none, heads: sealed.heads, key: key))
        summary.wroteRoot = true
    }

    /// An authority that does not answer is asked again at the next round.
    private func addStamps(_ summary: inout Summary, _ random: (Int) -> [UInt8]) async {
        guard let authority, let roots = try? folder.roots() else { return }
        for (name, root, stamp) in roots where stamp == nil {
            guard let root else { continue }
            do {
                try folder.add(try await authority.stamp(root.root, nonce: random(8)), to: root)
                summary.stamps += 1
            } catch {
                summary.faults.append("\(name) : \(error)")
                return
            }
        }
    }
}
