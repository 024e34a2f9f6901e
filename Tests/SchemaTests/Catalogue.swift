import Postgres
import Support

/// Reads the catalogue of the migrated database: tests go by what is there, not by a list of their own.
enum Catalogue {
    /// Our schemas.
    static let ours: SQL = "('access', 'jobs', 'letters', 'intake', 'registry', 'frameworks', 'standings', 'alerts')"

    /// The first column of every row, as text.
    static func names(_ select: SQL) async throws -> [String] {
        let place = try await SharedDatabase.open()
        return try await place.owner.rolledBack(as: nil) { transaction in
            try transaction.query(select).map { try $0.text("name") }
        }
    }

    /// Every table whose rows belong to a council: it has the tenant's column, and is not the list of councils.
    static func tenantTables() async throws -> [String] {
        try await names(
            """
            select c.oid::regclass::text as name from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'council_id' and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace::regnamespace::text in \(ours)
                and c.oid <> 'access.council'::regclass
            order by 1
            """)
    }

    /// How many rows of a table a principal sees; the name comes from the catalogue.
    static func count(_ table: String, _ transaction: Transaction) throws -> Int {
        try transaction.query(SQL(stringLiteral: "select count(*) as number from \(table)"))[0].int("number")
    }
}
