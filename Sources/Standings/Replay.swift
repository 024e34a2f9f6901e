public import Access
import Intake
public import Postgres
import Registry
public import Vocabulary

/// Judges again what is on record, from the facts as they were known then, by the law and the engine of then, and
/// reports every byte that differs. Nothing is written but a line in the journal of each council whose files were read.
public struct Replay: Sendable {
    /// What a replay found.
    public struct Summary: Sendable {
        /// Councils visited.
        public var councils = 0
        /// Runs whose records were judged again.
        public var runs = 0
        /// Records judged again.
        public var records = 0
        /// Of these, records whose whole proof is kept for a decision.
        public var decisions = 0
        /// Present standings compared with the record they were written with.
        public var standings = 0
        /// Laws rebuilt: texts, links and revision of the engine.
        public var laws = 0
        /// Everything that differs.
        public var differences: [ReplayDifference] = []
    }

    let database: Database
    let period: ReplayPeriod
    let author: Author

    /// - Parameters:
    ///   - period: which records.
    ///   - author: who replays, for the journals.
    public init(
        database: Database, period: ReplayPeriod = ReplayPeriod(), by author: Author = Author(operator: Author.command)
    ) {
        self.author = author
        self.database = database
        self.period = period
    }

    /// Visits the councils, `lanes` at a time, each in a transaction of its own and under its own tenant.
    ///
    /// - Parameters:
    ///   - council: the code of the only council; nil for all.
    ///   - progress: councils done, and how many there are.
    /// - Throws: `Refusal` when there is no such council, no record of the physician asked, or when the database was restored into a cluster whose
    ///   transactions do not reach its facts; `PostgresError`.
    public func run(
        council code: String? = nil, lanes: Int = 2,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Summary {
        let (laws, councils) = try await database.transaction(as: .role("sextant_council"), timeout: 0) {
            if try KnowledgeStore.isAhead($0) { throw Refusal(ReplaySentence.ahead) }
            return (try ReplayStore.laws($0), try Self.councils(code, $0))
        }
        var summary = Summary()
        summary.laws = laws.count
        summary.differences = ReplayDifference.altered(laws)
        let (period, author) = (period, author)
        try await withThrowingTaskGroup(of: Summary.self) { group in
            var waiting = councils[...]
            func next() {
                guard let council = waiting.popFirst() else { return }
                group.addTask {
                    try await database.transaction(
                        as: .council(council.id), timeout: 0, isolation: .repeatableRead
                    ) {
                        try ReplayCouncil(council: council, laws: laws, period: period, author: author, transaction: $0)
                            .run()
                    }
                }
            }
            for _ in 0..<max(1, lanes) { next() }
            while let done = try await group.next() {
                summary.add(done)
                progress(summary.councils, councils.count)
                next()
            }
        }
        if let number = period.rppsNumber, summary.records == 0 {
            throw Refusal("Aucun état n'est conservé pour le médecin « \(number) » dans cette période.")
        }
        summary.differences.sort()
        return summary
    }

    private static func councils(_ code: String?, _ transaction: Transaction) throws -> [Council] {
        guard let code else { return try Council.departmental(transaction) }
        guard let council = try Council.find(transaction, code: code) else {
            throw Refusal("Le conseil « \(code) » n'existe pas. Donnez son code, par exemple 33, 2A ou 974.")
        }
        return [council]
    }
}

/// Which records are judged again.
public struct ReplayPeriod: Hashable, Sendable {
    /// The first legal date; nil is without bound.
    public var from: CalendarDate?
    /// The last legal date; nil is without bound.
    public var through: CalendarDate?
    /// At most so many records a council and run, chosen by their keys; nil takes all.
    public var sample: Int?
    /// The RPPS number of the only physician; nil takes everybody.
    public var rppsNumber: String?

    /// A period, by default everything.
    public init(
        from: CalendarDate? = nil, through: CalendarDate? = nil, sample: Int? = nil, rppsNumber: String? = nil
    ) {
        self.from = from
        self.through = through
        self.sample = sample
        self.rppsNumber = rppsNumber
    }
}

/// Sentences about knowledge for whoever runs the program.
enum ReplaySentence {
    static let ahead =
        "Cette base vient d'un autre serveur PostgreSQL, dont le compteur de transactions était plus avancé : on ne peut "
        + "plus dire ce qui était connu quand. Avancez-le (pg_resetwal --epoch), puis recommencez."
}

extension Replay.Summary {
    mutating func add(_ other: Replay.Summary) {
        councils += other.councils
        runs += other.runs
        records += other.records
        decisions += other.decisions
        standings += other.standings
        differences += other.differences
    }
}
