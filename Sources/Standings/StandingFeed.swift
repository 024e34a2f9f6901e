import Frameworks
public import Postgres
import Progress
public import Vocabulary

/// The stored standings of a council as a program reads them: in the order of opaque keys, so that a page never skips
/// or repeats anybody and no name travels in an address.
public enum StandingFeed {
    /// A physician whose standing was judged otherwise than before.
    public struct Change: Sendable {
        /// The number of the change, growing within a council.
        public let number: Int64
        /// The key of the physician.
        public let physicianID: Int64
        /// Where they stand now; nil when they are no longer subject to certification in this council.
        public let row: WorklistRow?
    }

    /// Physicians by key.
    ///
    /// - Parameters:
    ///   - after: the last key of the page before; 0 for the first page.
    ///   - limit: how many at most, 1 or more.
    /// - Throws: `PostgresError`.
    public static func page(
        _ filter: WorklistFilter, after: Int64, limit: Int, _ transaction: Transaction
    ) throws -> [WorklistRow] {
        try transaction.query(
            """
            select \(WorklistRow.columns) from standings.standing
            where \(WorklistStore.condition(filter)) and physician_id > \(after)
            order by physician_id limit \(limit)
            """
        ).map(WorklistRow.init(row:))
    }

    /// One physician; nil when they have no standing in this council.
    ///
    /// - Throws: `PostgresError`.
    public static func row(_ physician: Int64, _ transaction: Transaction) throws -> WorklistRow? {
        try transaction.first(
            "select \(WorklistRow.columns) from standings.standing where physician_id = \(physician)"
        ).map(WorklistRow.init(row:))
    }

    /// The changes that come after a number, each physician once with the latest of them. Refreshes of a council take
    /// turns, so a number below one that was read never appears later.
    ///
    /// - Parameters:
    ///   - after: the last number that was read; 0 from the beginning.
    ///   - limit: how many changes are looked at, 1 or more.
    /// - Returns: the changes, by number, and the number from which to go on.
    /// - Throws: `PostgresError`.
    public static func changes(
        after: Int64, limit: Int, _ transaction: Transaction
    ) throws -> (changes: [Change], last: Int64, hasMore: Bool) {
        let found = try transaction.query(
            """
            select record_id, physician_id from standings.record
            where record_id > \(after) and proof is null order by record_id limit \(limit + 1)
            """
        ).map { (number: Int64(try $0.int("record_id")), physician: Int64(try $0.int("physician_id"))) }
        let read = found.prefix(limit)
        var latest: [Int64: Int64] = [:]
        for change in read { latest[change.physician] = change.number }
        let keys = latest.keys.sorted().map(String.init).joined(separator: ",")
        let rows = try transaction.query(
            """
            select \(WorklistRow.columns) from standings.standing
            where physician_id = any(string_to_array(\(keys), ',')::bigint[])
            """
        ).map(WorklistRow.init(row:))
        let standing = Dictionary(rows.map { ($0.physicianID, $0) }, uniquingKeysWith: { first, _ in first })
        let changes = latest.map { Change(number: $0.value, physicianID: $0.key, row: standing[$0.key]) }
        return (changes.sorted { $0.number < $1.number }, read.last?.number ?? after, found.count > limit)
    }
}

extension WorklistCase {
    /// The proof tree and the advice of a physician of the transaction's council as JSON texts, with nothing of block 4
    /// but counts (rule R24); nil where nothing is judged.
    ///
    /// - Throws: `PostgresError`.
    public static func documents(
        _ transaction: Transaction, _ assessor: Assessor, physician: Int64, on day: CalendarDate
    ) throws -> (proof: [UInt8], advice: [UInt8]?)? {
        guard let file = try CaseStore(transaction: transaction).files(.some([Int(physician)])).first,
            let assessed = assessor.assess(file, on: day), let cycle = assessed.cycle,
            let standing = assessed.standing, let proof = assessor.recordedProof(assessed)
        else { return nil }
        let advice = Engine(rulebook: assessor.law.rulebook, policies: assessor.law.rules.progress).advice(
            for: cycle, profile: assessor.profile(file, currently: standing.framework),
            declarations: file.declarations, asOf: assessed.asOf)
        return (proof.json(masksBlockFour: true), advice?.json(masksBlockFour: true))
    }
}
