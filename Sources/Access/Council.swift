public import Postgres

/// A council of the Order, or an office beside the councils: the tenant of every case.
public struct Council: Hashable, Sendable {
    /// What an organisation is; the raw values are those of the database, and the key tells which one it is
    /// (`council_key_tells_its_kind`).
    public enum Kind: String, Sendable, CaseIterable {
        /// A council with physicians of its own.
        case departmental
        /// The national council.
        case national
        /// The Conseil national de la certification périodique (L. 4022-7): référentiels, and no name of anybody.
        case cncp
        /// The Direction générale de l'offre de soins: published figures, and no name of anybody.
        case ministry
        /// Whoever keeps the platform running: no case of anybody.
        case platform
        /// A regional or interregional council.
        case regional
        /// A Conseil national professionnel (CNP): its own référentiel.
        case college
    }

    /// The key of the tenant: its range tells the kind (`Kind(ofKey:)`).
    public let id: Int32
    /// The code of addresses and files: `33`, `2A`, `974`, `national`, `CNCP` or `medecine-generale`.
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

    /// What it is, as its key tells.
    public var kind: Kind { Kind(ofKey: id) }

    /// On whose behalf its people's transactions run.
    public var principal: Principal { kind.principal(id) }

    /// The council with this exact code, or nil.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ transaction: Transaction, code: String) throws -> Council? {
        try transaction.first("select council_id, code, name, short_name from access.council where code = \(code)")
            .map(Council.init(row:))
    }

    /// The council of this key, or nil.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ transaction: Transaction, key: Int32) throws -> Council? {
        try transaction.first("select council_id, code, name, short_name from access.council where council_id = \(key)")
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

    /// Every organisation of a kind, in the order of the reference file.
    ///
    /// - Throws: `PostgresError`.
    public static func all(of kind: Kind, _ transaction: Transaction) throws -> [Council] {
        try transaction.query(
            """
            select council_id, code, name, short_name from access.council
            where kind = \(kind.rawValue) order by abs(council_id)
            """
        ).map(Council.init(row:))
    }

    /// How many organisations of each kind are installed.
    ///
    /// - Throws: `PostgresError`.
    public static func counts(_ transaction: Transaction) throws -> [Kind: Int] {
        var counts: [Kind: Int] = [:]
        for row in try transaction.query("select kind, count(*) as number from access.council group by kind") {
            if let kind = Kind(rawValue: try row.text("kind")) { counts[kind] = try row.int("number") }
        }
        return counts
    }

    init(row: Row) throws {
        id = try row.value("council_id")
        code = try row.text("code")
        name = try row.text("name")
        shortName = try row.text("short_name")
    }
}

extension Council.Kind {
    /// The kind whose range holds this key.
    public init(ofKey key: Int32) {
        switch key {
        case 1...: self = .departmental
        case 0: self = .national
        case -1: self = .cncp
        case -2: self = .ministry
        case -3: self = .platform
        case -199 ... -101: self = .regional
        default: self = .college
        }
    }

    /// The one place that says as which role of the database each kind of organisation acts; row-level security
    /// reads the role and the key, and nothing else.
    func principal(_ key: Int32) -> Principal {
        switch self {
        case .departmental: .council(key)
        case .national: .national
        case .cncp: .cncp
        case .college: .tenant(key, as: "sextant_cnp")
        case .ministry, .platform: .tenant(key, as: "sextant_report")
        case .regional: .tenant(key, as: "sextant_region")
        }
    }
}
