import Postgres

/// The codes that rows are checked against.
struct Codes: Sendable {
    /// Key of a council by its code.
    let councils: [String: Int32]
    /// Codes of qualification.
    let specialties: Set<String>
}

/// Reads nomenclatures.
enum CodeStore {
    static func load(_ transaction: Transaction) throws -> Codes {
        let councils = try transaction.query(
            "select code, council_id from access.published_council where kind = 'departmental'"
        ).map { (try $0.text("code"), try $0.value("council_id", as: Int32.self)) }
        let specialties = try transaction.query("select code from registry.specialty").map { try $0.text("code") }
        return Codes(
            councils: Dictionary(uniqueKeysWithValues: councils), specialties: Set(specialties))
    }
}
