import Postgres

/// Section 1: what the catalogue says, judged by the rules.
struct CatalogueReview {
    let catalogue: IsolationCatalogue
    let rules: IsolationRules
    var section = IsolationSection("Catalogue")

    init(_ catalogue: IsolationCatalogue, _ rules: IsolationRules) {
        self.catalogue = catalogue
        self.rules = rules
    }

    /// Tables whose rows belong each to a council: a council column, and not declared shared.
    static func tenantTables(
        _ catalogue: IsolationCatalogue, _ rules: IsolationRules
    ) -> [IsolationCatalogue.Relation] {
        let shared = Set(rules.shared.map(\.relation))
        return catalogue.relations.filter { $0.isTable && $0.namesCouncil && !shared.contains($0.name) }
    }

    mutating func run(_ transaction: Transaction) throws {
        countAll()
        for problem in try LoginCheck.problems(transaction) {
            section.fail("compte de l'application", problem, remedy: "reprenez sql/roles.sql, puis sextant migrate")
        }
        reviewTables()
        reviewPolicies()
        reviewReader()
        reviewViews()
        reviewNames()
        try reviewRights(transaction)
        let found = try CatalogueFacts(transaction)
        reviewAppendOnly(found)
        reviewDeclaration(found, try CatalogueFacts.declared())
    }

    private mutating func countAll() {
        let relations = catalogue.relations
        section.count("tables", relations.filter(\.isTable).count)
        section.count("tables de conseil", CatalogueReview.tenantTables(catalogue, rules).count)
        section.count("vues", relations.filter { $0.kind == "v" || $0.kind == "m" }.count)
        section.count("séquences", relations.filter { $0.kind == "S" }.count)
        section.count("fonctions", catalogue.functions)
        section.count("règles d'isolation", catalogue.policies.count)
        section.count("rôles", catalogue.roles.count)
        section.count("droits", catalogue.rights.count)
    }

    private mutating func reviewTables() {
        for table in CatalogueReview.tenantTables(catalogue, rules) {
            if !table.hasSecurity {
                section.fail(
                    table.name, "la sécurité des lignes n'est pas activée",
                    remedy: "alter table \(table.name) enable row level security, puis sextant migrate")
            }
            if !table.isForced {
                section.fail(
                    table.name, "la sécurité des lignes n'est pas imposée au propriétaire",
                    remedy: "alter table \(table.name) force row level security, puis sextant migrate")
            }
            let isAlone = rules.openings.contains { $0.isAlone && $0.table == table.name }
            if !isAlone, !catalogue.policies.contains(where: { $0.table == table.name && $0.isTenant }) {
                section.fail(
                    table.name, "aucune règle à la seule égalité du conseil",
                    remedy: "recréez la règle de sql/definitions : sextant migrate")
            }
        }
        let known = Set(rules.shared.map(\.relation)).union(rules.openings.map(\.table))
        for relation in catalogue.relations where relation.isReadable && !relation.namesCouncil {
            let isGranted = catalogue.rights.contains { $0.relation == relation.name }
            if isGranted, !known.contains(relation.name), relation.kind != "v" {
                section.fail(
                    relation.name, "ni colonne de conseil, ni déclarée partagée",
                    remedy: "donnez-lui council_id, ou déclarez-la avec sa raison dans isolation.json")
            }
        }
        for item in rules.shared { section.accept(item.relation, because: item.reason) }
    }

    private mutating func reviewPolicies() {
        let tenants = Set(CatalogueReview.tenantTables(catalogue, rules).map(\.name))
        for policy in catalogue.policies where !(policy.isTenant && tenants.contains(policy.table)) {
            if isReading(policy) { continue }
            guard rules.openings.contains(where: { $0.matches(policy) }) else {
                section.fail(
                    "\(policy.table), règle \(policy.name)",
                    "la règle n'est ni l'égalité du conseil ni une exception déclarée : \(policy.using)\(policy.check)",
                    remedy: "supprimez-la, ou déclarez-la avec sa raison dans isolation.json")
                continue
            }
        }
        for opening in rules.openings {
            section.accept("\(opening.table), règle \(opening.policy)", because: opening.reason)
            if !catalogue.policies.contains(where: { opening.matches($0) }) {
                section.fail(
                    "\(opening.table), règle \(opening.policy)", "la règle déclarée manque ou a changé",
                    remedy: "sextant migrate la recrée ; sinon corrigez isolation.json")
            }
        }
        reviewClosed()
    }

    /// A right that no rule opens: whoever lost the rule sees nothing, and would not say so.
    private mutating func reviewClosed() {
        let secured = Set(catalogue.relations.filter(\.hasSecurity).map(\.name))
        for right in catalogue.rights where secured.contains(right.relation) {
            let own = catalogue.policies.filter { $0.table == right.relation }
            if !own.contains(where: { $0.covers(right.role, right.verb) }) {
                section.fail(
                    right.relation, "\(right.role) a le droit « \(right.verb) », et aucune règle ne le lui ouvre",
                    remedy: "recréez la règle (sextant migrate) ou retirez le droit")
            }
        }
    }

    private mutating func reviewViews() {
        for view in catalogue.relations {
            let isGranted = catalogue.rights.contains { $0.relation == view.name }
            if view.kind == "v", !view.readsAsReader {
                section.fail(
                    view.name, "la vue lit avec les droits de son propriétaire",
                    remedy: "alter view \(view.name) set (security_invoker = true)")
            }
            if view.kind == "m", isGranted {
                section.fail(
                    view.name, "vue matérialisée ouverte à l'application : elle ne suit aucune règle",
                    remedy: "retirez les droits, ou lisez la table")
            }
            if view.kind == "f", isGranted {
                section.fail(view.name, "table étrangère : elle ne suit aucune règle", remedy: "retirez les droits")
            }
        }
    }

    /// The CNCP and the State read numbers, never a person.
    private mutating func reviewNames() {
        let known = Set(rules.notPeople.map(\.relation))
        let naming = catalogue.relations.filter {
            !$0.columns.isDisjoint(with: rules.namingColumns) && !known.contains($0.name)
        }
        for item in rules.notPeople { section.accept("\(item.relation), noms", because: item.reason) }
        for relation in naming {
            for role in rules.namelessRoles
            where catalogue.rights.contains(where: { $0.role == role && $0.relation == relation.name }) {
                section.fail(
                    relation.name, "\(role) a un droit sur une table qui nomme une personne",
                    remedy: "revoke all on \(relation.name) from \(role)")
            }
        }
        section.count("tables et vues qui nomment une personne", naming.count)
    }
}

extension IsolationRules.Opening {
    /// Whether the rule in the database is exactly this one.
    func matches(_ policy: IsolationCatalogue.Policy) -> Bool {
        policy.table == table && policy.name == self.policy && policy.command == command && policy.roles == roles
            && policy.using == using && policy.check == check && policy.isPermissive
    }
}
