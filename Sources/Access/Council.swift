public import Postgres

/// A council of the Order, or an office beside the councils: the tenant of every case.
public struct Council: Hashable, Sendable {
    /// What an organisation is; the raw values are those of the database.
    public enum Kind: String, Sendable, CaseIterable {
        /// A council with physicians of its own.
        case departmental
        /// The national council.
        case national
        /// The Conseil national de la certification périodique (L. 4022-7): référentiels, and no name of anybody.
        case cncp
    }

    /// The key of the tenant; 0 is the national council, -1 the CNCP.
    public let id: Int32
    /// The code of addresses and files: `33`, `2A`, `974`, `national` or `CNCP`.
    public let code: String
    /// Such as « Conseil départemental Gironde ».
    public let name: String
    /// Such as « Gironde ».
    public let shortName: String

    /// A council as the reference file names it.
    public init(id: Int32, code: String, name: String, shortName: String) {
        self.id = id
        self.code = code
        self.name = name
        self.shortName = shortName
    }

    /// What it is, as its key tells (`council_key_tells_its_kind`).
    public var kind: Kind { id > 0 ? .departmental : id == 0 ? .national : .cncp }

    /// On whose behalf its people's transactions run.
    public var principal: Principal {
        switch kind {
        case .departmental: .council(id)
        case .national: .national
        case .cncp: .cncp
        }
    }

    /// The council with this exact code, or nil.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ transaction: Transaction, code: String) throws -> Council? {
        try transaction.first("select council_id, code, name, short_name from access.council where code = \(code)")
            .map(Council.init(row:))
    }

    /// Every departmental council, in the order of the reference file.
    ///
    /// - Throws: `PostgresError`.
    public static func departmental(_ transaction: Transaction) throws -> [Council] {
        try transaction.query(
            """
            select council_id, code, name, short_name from access.council
            where kind = 'departmental' order by council_id
            """
        ).map(Council.init(row:))
    }

    init(row: Row) throws {
        id = try row.value("council_id")
        code = try row.text("code")
        name = try row.text("name")
        shortName = try row.text("short_name")
    }
}
