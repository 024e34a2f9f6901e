public import Access
public import Postgres
import Registry
public import Vocabulary

/// The nightly run: every council's standings brought up to date, each in a transaction of its own (contracts §6).
public struct Nightly: Sendable {
    /// What a run did over the councils.
    public struct Summary: Sendable {
        /// Councils visited.
        public var councils = 0
        /// Physicians looked at.
        public var examined = 0
        /// Standings written.
        public var written = 0
        /// Standings removed.
        public var removed = 0
    }

    let database: Database
    let asOf: CalendarDate
    let knownAt: Double?
    let author: Author

    /// - Parameters:
    ///   - asOf: the legal date; facts dated later do not count.
    ///   - knownAt: seconds since 1970-01-01T00:00:00Z: only what was recorded by then; nil is now.
    ///   - author: who runs it: each council's journal keeps that its standings are those of an earlier knowledge.
    public init(
        database: Database, asOf: CalendarDate, knownAt: Double? = nil, by author: Author = Author(operator: "nuit")
    ) {
        self.database = database
        self.asOf = asOf
        self.knownAt = knownAt
        self.author = author
    }

    /// Runs, `lanes` councils at a time.
    ///
    /// - Throws: `PostgresError`; councils done before stay done, and a second run takes up the rest.
    public func run(
        lanes: Int = 2, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Summary {
        let (asOf, knownAt, author) = (asOf, knownAt, author)
        let (assessor, councils, knowledge) = try await database.transaction(as: .role("sextant_council"), timeout: 0) {
            (
                try Assessor.national(on: asOf, $0), try Councils.keys($0).filter { $0 > 0 },
                try Knowledge.at(knownAt, $0)
            )
        }
        let refresh = RefreshStandings(assessor: assessor, asOf: asOf, knowledge: knowledge)
        let (figures, isNow) = (PublishFigures(asOf: asOf), knownAt == nil)
        var summary = Summary()
        try await withThrowingTaskGroup(of: RefreshStandings.Summary.self) { group in
            var waiting = councils[...]
            func next() {
                guard let council = waiting.popFirst() else { return }
                group.addTask {
                    // Read committed: the council's lock is taken first, and what it waited for must be seen.
                    try await database.transaction(as: .council(council), timeout: 0) {
                        let done = try refresh.run(council, $0)
                        if let knownAt {
                            try AuditEvent(
                                .standingsRecomputed, by: author, on: "standings:\(asOf)",
                                detail: "{\"known_at\": \(Int64(knownAt))}"
                            ).record($0, council: council)
                        }
                        if isNow { try figures.count(council, $0) }
                        return done
                    }
                }
            }
            for _ in 0..<max(1, lanes) { next() }
            while let done = try await group.next() {
                summary.councils += 1
                summary.examined += done.examined
                summary.written += done.written
                summary.removed += done.removed
                progress(summary.councils, councils.count)
                next()
            }
        }
        // What is published is what is known today, never what an earlier knowledge would have said.
        if isNow { try await database.transaction(as: .national, timeout: 0) { try figures.publish($0) } }
        return summary
    }
}
