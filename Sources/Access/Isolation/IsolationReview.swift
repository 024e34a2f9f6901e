public import Postgres

/// Sections 1 and 2 of the certificate: what the database itself says and does.
public enum IsolationReview {
    /// Reads the catalogue, then tries every door; the caller rolls back, and nothing stays.
    ///
    /// - Parameter transaction: of the login of the application, without a principal.
    /// - Throws: `PostgresError`, or the reading error of the rules.
    public static func run(_ transaction: Transaction) throws -> [IsolationSection] {
        let rules = try IsolationRules.load()
        let catalogue = try IsolationCatalogue(transaction)
        var review = CatalogueReview(catalogue, rules)
        try review.run(transaction)
        let found = try tenants(catalogue, rules, transaction)
        var probe = RowProbe(catalogue, rules, tenants: found.acting, seen: found.seen, transaction)
        try probe.run()
        return [review.section, probe.section]
    }

    /// What the database is, fact by fact, to be kept as the declaration of this version.
    ///
    /// - Parameter transaction: of the login of the application, without a principal.
    /// - Throws: `PostgresError`.
    public static func declaration(_ transaction: Transaction) throws -> String {
        try CatalogueFacts(transaction).text
    }

    /// At most this many organisations act in the trials; their foreign rows are those of all.
    private static let most = 24

    /// The organisations that act in the trials, those with rows in the most tables first, two at least and two of each
    /// kind, since a region's rows are seen by regions alone; and the tables in which some organisation, acting or not,
    /// sees rows of its own.
    private static func tenants(
        _ catalogue: IsolationCatalogue, _ rules: IsolationRules, _ transaction: Transaction
    ) throws -> (acting: [Int32], seen: Set<String>) {
        try transaction.become(.access)
        let all = try transaction.query("select council_id, kind from access.council order by council_id desc").map {
            (id: try $0.value("council_id", as: Int32.self), kind: try $0.text("kind"))
        }
        let readable = CatalogueReview.tenantTables(catalogue, rules).map(\.name).filter {
            catalogue.may("sextant_council", "select", $0)
        }
        guard !readable.isEmpty else { return (all.prefix(2).map(\.id), []) }
        let parts = readable.map { "select '\($0)' as name where exists (select from \($0) where council_id = " }
        var (richness, seen): ([(id: Int32, kind: String, tables: Int)], Set<String>) = ([], [])
        for (tenant, kind) in all {
            try transaction.become(.council(tenant))
            let question = parts.map { $0 + "\(tenant))" }.joined(separator: " union all ")
            let names = try transaction.query(SQL(stringLiteral: question)).map { try $0.text("name") }
            richness.append((tenant, kind, names.count))
            seen.formUnion(names)
        }
        let ordered = richness.sorted { $0.tables > $1.tables }
        let richest = Set(ordered.prefix(max(2, min(most, ordered.count { $0.tables > 0 }))).map(\.id))
        let ofEachKind = Dictionary(grouping: ordered, by: \.kind).values.flatMap { $0.prefix(2).map(\.id) }
        return (ordered.map(\.id).filter { richest.contains($0) || ofEachKind.contains($0) }, seen)
    }
}
