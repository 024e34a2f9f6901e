public import Postgres

/// What one organisation alone has, for the certificate to name it where it must not be found.
public enum ProbeThings {
    /// The tables with the number of each thing that a form may name, and the fields that name it.
    private static let numbered: [(table: String, number: String, fields: [String])] = [
        ("access.membership", "person_id", ["personne", "elu", "vers"]),
        ("access.delegation", "delegation_id", ["delegation"]),
        ("access.absence", "absence_id", ["absence"]),
        ("access.assignment", "assignment_id", ["affectation"]),
        ("access.api_token", "token_id", ["cle"]),
        ("access.exceptional_reading", "reading_id", ["lecture"]),
        ("access.notice", "notice_id", ["avis"]),
    ]

    /// The fields of forms that such numbers fill.
    public static let fields = numbered.flatMap(\.fields)

    /// The fields of forms that name a thing of an organisation, each with the number of its newest such thing; absent
    /// where it has none.
    ///
    /// - Parameter transaction: of the role of sign-in, confined to the organisation (`Principal.members(of:)`).
    /// - Throws: `PostgresError`.
    public static func numbers(of council: Council, _ transaction: Transaction) throws -> [String: Int64] {
        var found: [String: Int64] = [:]
        for thing in numbered {
            let newest = SQL(stringLiteral: "select max(\(thing.number)) as number from \(thing.table)")
            let mine = SQL(stringLiteral: " having max(\(thing.number)) is not null")
            let row = try transaction.first(newest + " where council_id = \(council.id)" + mine)
            guard let number = try row.map({ Int64(try $0.int("number")) }) else { continue }
            for field in thing.fields { found[field] = number }
        }
        return found
    }

    /// The addresses of whoever signs in to an organisation.
    ///
    /// - Parameter transaction: of the role of sign-in, confined to the organisation.
    /// - Throws: `PostgresError`.
    public static func emails(of council: Council, _ transaction: Transaction) throws -> Set<String> {
        Set(
            try transaction.query(
                """
                select p.email from access.person p join access.membership m using (person_id)
                where m.council_id = \(council.id)
                """
            ).map { try $0.text("email") })
    }

    /// Every row of an organisation, table by table, as a number of rows and a sum over them: two are the same exactly
    /// when nobody has touched anything of it in between.
    ///
    /// - Parameter transaction: of the organisation's own role, confined to it.
    /// - Throws: `PostgresError`, or the reading error of the rules.
    public static func fingerprint(of council: Council, _ transaction: Transaction) throws -> [String: String] {
        let rules = try IsolationRules.load()
        let catalogue = try IsolationCatalogue(transaction)
        let role = try transaction.query("select current_user::text as name")[0].text("name")
        let tables = CatalogueReview.tenantTables(catalogue, rules).filter {
            catalogue.may(role, "select", $0.name)
        }
        var found: [String: String] = [:]
        for table in tables {
            let sum = SQL(
                stringLiteral: "select concat(count(*), ' ', sum(hashtextextended(t::text, 0)::numeric)) as sum from "
                    + "\(table.name) t")
            found[table.name] = try transaction.query(sum + " where council_id = \(council.id)")[0].text("sum")
        }
        return found
    }
}
