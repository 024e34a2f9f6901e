public import Access
import Frameworks
import Intake
public import Postgres
import Progress
import Registry
public import Vocabulary

/// One line of the export (contracts §7).
public struct StandingLine: Sendable, Equatable {
    /// Text, eleven digits.
    public var rpps: String
    /// The code of the council.
    public var council: String
    /// The id of the référentiel, else its official code; nil when it is to be confirmed.
    public var framework: String?
    /// First day of the cycle.
    public var cycleStart: CalendarDate?
    /// Last day of the cycle, included.
    public var cycleEnd: CalendarDate?
    /// Counted actions of the four blocks; nil without a standing.
    public var counts: [Int]?
    /// What is asked in the four blocks; nil without a standing.
    public var required: [Int]?
    /// Nil without a standing.
    public var isComplete: Bool?
    /// Nil without a standing.
    public var isLate: Bool?
    /// The first milestone on which an alert would be due.
    public var nextAlertOn: CalendarDate?
    /// `in_cycle`, `to_verify`, `framework_to_confirm` or `framework_missing`.
    public var state: String
}

/// Gives where every physician of one or all councils stands on a day; nothing is written but the log entry.
public struct ExportStandings: Sendable {
    let database: Database
    let asOf: CalendarDate
    let knownAt: Double?
    let author: Author

    /// - Parameters:
    ///   - knownAt: seconds since 1970-01-01T00:00:00Z: only what was recorded by then; nil is now.
    ///   - actor: who exports, for the journal.
    public init(database: Database, asOf: CalendarDate, knownAt: Double? = nil, actor author: Author) {
        self.database = database
        self.asOf = asOf
        self.knownAt = knownAt
        self.author = author
    }

    /// The lines sorted by RPPS number. The councils are visited one by one, each under its own tenant.
    ///
    /// - Parameter council: the code of the only council; nil for all.
    /// - Throws: `Refusal` when there is no such council.
    public func run(council code: String?) async throws -> [StandingLine] {
        let (asOf, knownAt) = (asOf, knownAt)
        let (assessor, councils, knowledge) = try await database.transaction(as: .role("sextant_council"), timeout: 0) {
            (try Assessor.national(on: asOf, $0), try Self.councils(code, $0), try Knowledge.at(knownAt, $0))
        }
        var lines: [StandingLine] = []
        for council in councils {
            lines += try await database.transaction(
                as: .council(council.id), timeout: 0, isolation: .repeatableRead
            ) { transaction in
                let found = try Self.lines(of: council, assessor, asOf, knowledge, transaction)
                try ListReading("standings", shows: found.map(\.0))
                    .record(.listExported, by: author, on: "standings:\(asOf)", transaction, council: council.id)
                return found.map(\.1)
            }
        }
        return lines.sorted { ($0.rpps, $0.council) < ($1.rpps, $1.council) }
    }

    private static func councils(_ code: String?, _ transaction: Transaction) throws -> [Council] {
        guard let code else { return try Council.departmental(transaction) }
        guard let council = try Council.find(transaction, code: code) else {
            throw Refusal("Le conseil « \(code) » n'existe pas. Donnez son code, par exemple 33, 2A ou 974.")
        }
        return [council]
    }

    /// What the last refresh stored when it is of that day and nothing changed since; else judged now.
    private static func lines(
        of council: Council, _ assessor: Assessor, _ asOf: CalendarDate, _ knowledge: Knowledge,
        _ transaction: Transaction
    ) throws -> [(Int64, StandingLine)] {
        let assessor = try assessor.ofCouncil(on: asOf, transaction)
        let runs = RunStore(transaction: transaction, council: council.id)
        if knowledge == .now, let last = try runs.last(), last.asOf == asOf,
            last.rulesFingerprint == assessor.used.mark, let seen = last.seen,
            try ChangeStore.changed(since: seen, from: asOf, through: asOf, transaction).isEmpty
        {
            return try StandingLineStore.lines(of: council.code, transaction)
        }
        return try CaseStore(transaction: transaction, knowledge: knowledge).files(.all).compactMap { file in
            assessor.assess(file, on: asOf).map { (Int64(file.physicianID), StandingLine($0, council: council.code)) }
        }
    }
}

extension StandingLine {
    /// The line of an assessed case.
    init(_ item: AssessedCase, council: String) {
        let standing = item.standing
        self.init(
            rpps: item.file.rppsNumber, council: council, framework: item.frameworkCode, cycleStart: item.cycle?.start,
            cycleEnd: item.cycle?.end, counts: standing.map { StandingLine.numbers($0.counts) },
            required: standing.map { StandingLine.numbers($0.required) }, isComplete: standing?.isComplete,
            isLate: item.isLate, nextAlertOn: item.nextAlertOn, state: item.state.rawValue)
    }

    private static func numbers(_ counts: BlockCounts) -> [Int] { Block.allCases.map { counts[$0] } }
}
