import Postgres

/// Section 2: each role, under each tenant and under none, tries each verb on the rows of all others. Every attempt is
/// taken back. Being refused or reaching nothing is right; anything else is an open door, also a duplicate key or a
/// missing value, which the server only looks at behind the door.
struct RowProbe {
    let catalogue: IsolationCatalogue
    let rules: IsolationRules
    /// The organisations that act, one after the other.
    let tenants: [Int32]
    var section = IsolationSection("Essais sur les lignes")
    private var seen: Set<String>
    let transaction: Transaction

    private static let refused = "42501"
    /// How many other organisations a row is offered to, one by one; reading and changing try all of them at once.
    private static let offered = 4

    init(
        _ catalogue: IsolationCatalogue, _ rules: IsolationRules, tenants: [Int32], seen: Set<String>,
        _ transaction: Transaction
    ) {
        self.catalogue = catalogue
        self.rules = rules
        self.tenants = tenants
        self.seen = seen
        self.transaction = transaction
    }

    private var tables: [IsolationCatalogue.Relation] { CatalogueReview.tenantTables(catalogue, rules) }

    private var views: [IsolationCatalogue.Relation] {
        let shared = Set(rules.shared.map(\.relation))
        return catalogue.relations.filter { $0.kind == "v" && $0.namesCouncil && !shared.contains($0.name) }
    }

    mutating func run() throws {
        section.count("rôles", catalogue.roles.count)
        section.count("organisations", tenants.count)
        section.count("tables et vues éprouvées", tables.count + views.count)
        for role in catalogue.roles {
            try tryWithoutRight(role)
            for tenant in tenants.map(Optional.some) + [nil] {
                try become(role, tenant)
                for table in tables { try tryAll(table, role, tenant) }
                for view in views { try read(view, role, tenant) }
                try tryTrials(role, tenant)
            }
        }
        judgeSilence()
        section.count("tables prouvées (des lignes propres sont vues)", seen.count)
    }

    /// The views of past knowledge ask for a snapshot: any will do.
    private func become(_ role: String, _ tenant: Int32?) throws {
        try transaction.become(.probe(role: role, council: tenant))
        try transaction.query("select set_config('sextant.known', pg_current_snapshot()::text, true)")
    }

    /// What the role has no right to at all is refused by the server, for real.
    private mutating func tryWithoutRight(_ role: String) throws {
        try become(role, tenants.first)
        for relation in catalogue.relations where relation.isReadable {
            for verb in IsolationCatalogue.verbs where !catalogue.may(role, verb, relation.name) {
                guard relation.isTable || verb == "select" else { continue }
                let text =
                    switch verb {
                    case "select": "select 1 from \(relation.name) limit 1"
                    case "insert": "insert into \(relation.name) default values"
                    case "update": "update \(relation.name) set \(relation.settable) = null"
                    default: "delete from \(relation.name)"
                    }
                section.add("essais sans aucun droit, refusés")
                try expectRefused(SQL(stringLiteral: text), relation, role, verb, nil)
            }
        }
    }

    private mutating func tryAll(
        _ table: IsolationCatalogue.Relation, _ role: String, _ tenant: Int32?
    ) throws {
        try read(table, role, tenant)
        let others = others(of: tenant)
        for verb in IsolationCatalogue.verbs.dropFirst() where catalogue.may(role, verb, table.name) {
            guard !isOpen(table, role, verb, tenant) else {
                section.add("essais couverts par une exception")
                continue
            }
            if verb == "insert" {
                for other in others { try offer(table, role, tenant, to: other) }
            } else {
                try reach(table, role, tenant, verb)
                if verb == "update", let tenant, let other = others.first {
                    try giveAway(table, role, tenant, to: other)
                }
            }
        }
    }

    private func others(of tenant: Int32?) -> [Int32] {
        guard let tenant, let place = tenants.firstIndex(of: tenant) else { return Array(tenants.prefix(1)) }
        return Array((tenants[(place + 1)...] + tenants[..<place]).prefix(RowProbe.offered))
    }

    private func isOpen(
        _ relation: IsolationCatalogue.Relation, _ role: String, _ verb: String, _ tenant: Int32?
    ) -> Bool {
        rules.openings.contains {
            ($0.reach == .everywhere || $0.reach == .beforeTenant && tenant == nil)
                && $0.table == relation.name && $0.roles.contains(role)
                && ($0.command == "all" || $0.command == verb)
        }
    }

    private mutating func read(_ relation: IsolationCatalogue.Relation, _ role: String, _ tenant: Int32?) throws {
        guard catalogue.may(role, "select", relation.name) else { return }
        let counting =
            SQL(stringLiteral: "select count(*) filter (where council_id is distinct from ")
            + "\(tenant)) as others, count(*) as all from " + SQL(stringLiteral: relation.name)
        switch try transaction.attempt(counting) {
        case .failure(let error): judge(error, relation, role, "select", tenant)
        case .success(let rows):
            let (others, all) = (try rows[0].int("others"), try rows[0].int("all"))
            if all > 0 { seen.insert(relation.name) }
            if isOpen(relation, role, "select", tenant) {
                section.add("essais couverts par une exception")
            } else {
                section.add("lectures des lignes de toutes les autres organisations")
                if others > 0 { leak(relation, role, "select", tenant, "\(others) lignes étrangères lues") }
            }
        }
    }

    /// Changing or deleting every row that is not the tenant's.
    private mutating func reach(
        _ table: IsolationCatalogue.Relation, _ role: String, _ tenant: Int32?, _ verb: String
    ) throws {
        let others = SQL(stringLiteral: " where council_id is distinct from ") + "\(tenant)"
        let what: SQL =
            verb == "delete"
            ? SQL(stringLiteral: "delete from \(table.name)")
            : SQL(stringLiteral: "update \(table.name) set council_id = council_id")
        section.add(verb == "delete" ? "suppressions étrangères" : "modifications étrangères")
        switch try transaction.attempt(what + others) {
        case .failure(let error): judge(error, table, role, verb, tenant)
        case .success(let rows):
            if rows.affected > 0 { leak(table, role, verb, tenant, "\(rows.affected) lignes étrangères atteintes") }
        }
    }

    /// A row of another organisation: only its council is given, since the rule is looked at before all the rest.
    private mutating func offer(
        _ table: IsolationCatalogue.Relation, _ role: String, _ tenant: Int32?, to other: Int32
    ) throws {
        section.add("ajouts chez une autre organisation")
        let text = SQL(stringLiteral: "insert into \(table.name) (council_id) values (") + "\(other))"
        try expectRefused(text, table, role, "insert", tenant)
    }

    /// An own row handed to another organisation; with no row of one's own this shows nothing.
    private mutating func giveAway(
        _ table: IsolationCatalogue.Relation, _ role: String, _ tenant: Int32, to other: Int32
    ) throws {
        section.add("cessions à une autre organisation")
        let text = SQL(stringLiteral: "update \(table.name) set council_id = ") + "\(other)"
        switch try transaction.attempt(text) {
        case .failure(let error): judge(error, table, role, "update", tenant)
        case .success(let rows):
            if rows.affected > 0 { leak(table, role, "update", tenant, "\(rows.affected) lignes données à une autre") }
        }
    }

    private mutating func expectRefused(
        _ statement: SQL, _ relation: IsolationCatalogue.Relation, _ role: String, _ verb: String, _ tenant: Int32?
    ) throws {
        switch try transaction.attempt(statement) {
        case .failure(let error): judge(error, relation, role, verb, tenant)
        case .success: leak(relation, role, verb, tenant, "l'ordre a été accepté")
        }
    }

    mutating func judge(
        _ error: ServerError, _ relation: IsolationCatalogue.Relation, _ role: String, _ verb: String, _ tenant: Int32?
    ) {
        guard error.sqlState != RowProbe.refused else { return }
        leak(relation, role, verb, tenant, "refus attendu, erreur \(error.sqlState) reçue")
    }

    mutating func leak(
        _ relation: IsolationCatalogue.Relation, _ role: String, _ verb: String, _ tenant: Int32?, _ what: String
    ) {
        let place = tenant.map { "organisation \($0)" } ?? "sans organisation"
        section.fail(
            relation.name, "\(role), \(verb), \(place) : \(what)",
            remedy: "rétablissez les règles de la table (sextant migrate) et cherchez qui les a changées")
    }

    /// A probe that sees nothing anywhere proves nothing: rows that are known to be there must be seen by somebody.
    private mutating func judgeSilence() {
        let silent = rules.mustProve.filter { !seen.contains($0) }
        if !silent.isEmpty { section.omit("lignes de \(silent.joined(separator: ", ")), que personne n'a") }
        if tenants.count < 2 { section.omit("deux organisations au moins") }
        for table in tables where !seen.contains(table.name) {
            if table.estimate > 0 {
                section.fail(
                    table.name, "des lignes existent, et aucun rôle ne voit les siennes",
                    remedy: "la règle qui les ouvre manque : sextant migrate")
            } else {
                section.leave(table.name)
            }
        }
    }
}
