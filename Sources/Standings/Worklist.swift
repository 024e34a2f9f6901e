public import Postgres
public import Vocabulary

/// The list of the physicians of a council, read from the stored standings alone.
public struct Worklist: Sendable {
    /// The rows of the page.
    public let rows: [WorklistRow]
    /// How many rows the whole list has.
    public let total: Int
    /// How many rows stand before the first one of the page.
    public let skipped: Int
    /// Whether a page comes before.
    public var hasPrevious: Bool { skipped > 0 && !rows.isEmpty }
    /// Whether a page comes after.
    public var hasNext: Bool { skipped + rows.count < total }

    /// Reads one page.
    ///
    /// - Parameters:
    ///   - transaction: of a council; row-level security answers with its rows only.
    ///   - excluding: physicians put aside by the reader.
    /// - Throws: `PostgresError`.
    public static func page(
        _ transaction: Transaction, _ query: WorklistQuery, excluding: [Int64] = []
    ) throws -> Worklist {
        var (query, rows) = (query, try WorklistStore.rows(transaction, query, excluding: excluding, limit: query.size))
        if case .before = query.place, rows.count < query.size {
            query.place = .start
            rows = try WorklistStore.rows(transaction, query, excluding: excluding, limit: query.size)
        }
        let total = try WorklistStore.count(transaction, query.filter, excluding: excluding)
        var skipped = 0
        if query.place != .start, let first = rows.first, excluding.isEmpty {
            skipped = try WorklistStore.position(transaction, query, of: first.physicianID) ?? 0
        }
        return Worklist(rows: rows, total: total, skipped: skipped)
    }

    /// How many physicians the filter keeps.
    ///
    /// - Throws: `PostgresError`.
    public static func count(
        _ transaction: Transaction, _ filter: WorklistFilter, excluding: [Int64] = []
    ) throws -> Int {
        try WorklistStore.count(transaction, filter, excluding: excluding)
    }

    /// Hands every row of a list to `body`, by pages of 500, in the order shown: the export of exactly the view.
    ///
    /// - Returns: the number of rows.
    /// - Throws: `PostgresError`, or what `body` throws.
    @discardableResult
    public static func forEach(
        _ transaction: Transaction, _ query: WorklistQuery, _ body: (WorklistRow) throws -> Void
    ) throws -> Int {
        var query = query
        query.place = .start
        var total = 0
        while true {
            let rows = try WorklistStore.rows(transaction, query, excluding: [], limit: 500)
            try rows.forEach(body)
            total += rows.count
            guard rows.count == 500, let last = rows.last else { return total }
            query.place = .after(last.physicianID)
        }
    }

    /// Where a physician stands on a list, from 1, with the neighbours; nil when he or she is not on it.
    ///
    /// - Throws: `PostgresError`.
    public static func place(
        _ transaction: Transaction, _ query: WorklistQuery, of physician: Int64
    ) throws -> WorklistNeighbours? {
        guard let before = try WorklistStore.position(transaction, query, of: physician) else { return nil }
        var query = query
        query.place = .before(physician)
        let previous = try WorklistStore.rows(transaction, query, excluding: [], limit: 1).first
        query.place = .after(physician)
        let next = try WorklistStore.rows(transaction, query, excluding: [], limit: 1).first
        return WorklistNeighbours(
            position: before + 1, total: try WorklistStore.count(transaction, query.filter),
            previous: previous?.physicianID, next: next?.physicianID)
    }
}

/// A physician's place on a list.
public struct WorklistNeighbours: Sendable {
    /// From 1.
    public let position: Int
    /// How many the list has.
    public let total: Int
    /// Who comes before.
    public let previous: Int64?
    /// Who comes after.
    public let next: Int64?
}
