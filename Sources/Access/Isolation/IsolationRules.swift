import Foundation
import Vocabulary

/// What the isolation certificate accepts beside the one form of a tenant's rule: each exception is data, with its
/// reason, and is printed in every report (`Resources/isolation.json`).
struct IsolationRules: Sendable {
    /// A relation with why it is as it is: of no council, written once, naming no person.
    struct Shared: Sendable, Hashable {
        let relation: String
        let reason: String
    }

    /// A rule of row-level security of another form than the tenant's; every part must be as written here.
    struct Opening: Sendable, Hashable {
        let table: String
        let policy: String
        /// `select`, `insert`, `update`, `delete` or `all`.
        let command: String
        let roles: [String]
        /// As PostgreSQL prints it, spaces made single; empty when there is none.
        let using: String
        let check: String
        /// Whether the roles reach rows of other councils by it.
        let reach: Reach
        /// Whether the table has no rule of the tenant's form beside this one: no role works on it under a tenant.
        let isAlone: Bool
        let reason: String
    }

    /// How far a rule of another form lets its roles see.
    enum Reach: String, Sendable {
        /// No further than the tenant's rows.
        case tenant
        /// Further while no tenant is set: before sign-in knows one.
        case beforeTenant = "before-tenant"
        /// Always further.
        case everywhere
    }

    /// Something that must not succeed on a table without a council column; `:tenant` stands for the tenant.
    struct Trial: Sendable, Hashable {
        let table: String
        let verb: String
        let role: String
        let statement: String
    }

    /// Roles that never have a right on a relation which names a person.
    let namelessRoles: [String]
    /// The columns by which a relation names a person.
    let namingColumns: [String]
    /// Relations where such a column names an institution, or an organisation's own people to itself alone.
    let notPeople: [Shared]
    /// What is added to and read, and never changed by any role.
    let appendOnly: [Shared]
    /// Tables without whose rows a certificate proves nothing.
    let mustProve: [String]
    let shared: [Shared]
    let openings: [Opening]
    let trials: [Trial]

    /// Reads the rules that the program brings.
    ///
    /// - Throws: the reading error of a missing or malformed file.
    static func load() throws -> IsolationRules {
        let file = Bundle.module.bundleURL.appendingPathComponent("Resources/isolation.json")
        return try IsolationRules(JSON(parsing: try String(contentsOf: file, encoding: .utf8)))
    }

    /// - Throws: `InputFault` where a member is missing.
    init(_ json: JSON) throws(InputFault) {
        namelessRoles = try IsolationRules.texts(json, "namelessRoles")
        namingColumns = try IsolationRules.texts(json, "namingColumns")
        notPeople = try IsolationRules.reasoned(json, "notPeople")
        appendOnly = try IsolationRules.reasoned(json, "appendOnly")
        mustProve = try IsolationRules.texts(json, "mustProve")
        shared = try IsolationRules.reasoned(json, "shared")
        openings = try IsolationRules.each(json, "policies") { (item) throws(InputFault) in
            guard let reach = Reach(rawValue: item["reach"]?.string ?? "tenant") else {
                throw InputFault("reach", "tenant, before-tenant ou everywhere attendu")
            }
            return Opening(
                table: try IsolationRules.text(item, "table"), policy: try IsolationRules.text(item, "policy"),
                command: try IsolationRules.text(item, "command"),
                roles: try IsolationRules.texts(item, "roles").sorted(), using: item["using"]?.string ?? "",
                check: item["check"]?.string ?? "", reach: reach,
                isAlone: item["alone"]?.bool ?? false,
                reason: try IsolationRules.text(item, "reason"))
        }
        trials = try IsolationRules.each(json, "trials") { (item) throws(InputFault) in
            Trial(
                table: try IsolationRules.text(item, "table"), verb: try IsolationRules.text(item, "verb"),
                role: try IsolationRules.text(item, "role"), statement: try IsolationRules.text(item, "statement"))
        }
    }

    private static func reasoned(_ json: JSON, _ key: String) throws(InputFault) -> [Shared] {
        try each(json, key) { (item) throws(InputFault) in
            Shared(relation: try text(item, "relation"), reason: try text(item, "reason"))
        }
    }

    private static func text(_ json: JSON, _ key: String) throws(InputFault) -> String {
        guard let text = json[key]?.string, !text.isEmpty else { throw InputFault(key, "texte attendu") }
        return text
    }

    private static func texts(_ json: JSON, _ key: String) throws(InputFault) -> [String] {
        try each(json, key) { (item) throws(InputFault) in
            guard let text = item.string else { throw InputFault(key, "texte attendu") }
            return text
        }
    }

    private static func each<Value>(
        _ json: JSON, _ key: String, _ read: (JSON) throws(InputFault) -> Value
    ) throws(InputFault) -> [Value] {
        guard let items = json[key]?.array else { throw InputFault(key, "liste attendue") }
        var values: [Value] = []
        for (index, item) in items.enumerated() {
            do throws(InputFault) { values.append(try read(item)) } catch { throw error.inside("\(key)[\(index)]") }
        }
        return values
    }
}
