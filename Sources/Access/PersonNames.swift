public import Postgres

/// The names behind the e-mail addresses that facts are signed with.
public struct PersonNames: Sendable {
    private var names: [String: String] = [:]

    /// Knows nobody: every address stands for itself.
    public init() {}

    /// The name, or the address itself of whoever is not known.
    public subscript(email: String) -> String { names[email.lowercased()] ?? email }

    /// The names of these people.
    ///
    /// - Parameter transaction: of the role of access.
    /// - Throws: `PostgresError`.
    public static func of(_ emails: [String], _ transaction: Transaction) throws -> PersonNames {
        var found = PersonNames()
        for row in try transaction.query(
            "select email, name from access.person where email = any(\(emails.map { $0.lowercased() })::text[])")
        {
            found.names[try row.text("email")] = try row.text("name")
        }
        return found
    }
}
