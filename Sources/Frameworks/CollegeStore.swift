public import Postgres

/// The Conseils nationaux professionnels, one a référentiel, and the référentiels of the other professions.
public enum CollegeStore {
    /// One of them.
    public struct College: Hashable, Sendable {
        /// The official code of its référentiel, such as `REF.10.01_1`.
        public let frameworkCode: String
        /// The short name, used in addresses.
        public let slug: String
        /// The name, in French.
        public let name: String
        /// The code of the profession (TRE_G15): `10` for physicians.
        public let professionCode: String
    }

    /// All of them, by official code.
    ///
    /// - Throws: `PostgresError`.
    public static func list(_ transaction: Transaction) throws -> [College] {
        try transaction.query("\(select) order by framework_code").map(decode)
    }

    /// The one with this short name; nil when there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func find(slug: String, _ transaction: Transaction) throws -> College? {
        try transaction.first("\(select) where slug = \(slug)").map(decode)
    }

    private static let select: SQL = "select framework_code, slug, name, profession_code from frameworks.college"

    private static func decode(_ row: Row) throws -> College {
        College(
            frameworkCode: try row.text("framework_code"), slug: try row.text("slug"), name: try row.text("name"),
            professionCode: try row.text("profession_code"))
    }
}
