import Postgres
import Vocabulary

/// Every statement on one-time links.
enum InvitationStore {
    /// Why a link was given; the raw values are those of the database.
    enum Purpose: String {
        /// A first access to an organisation.
        case welcome
        /// The password was lost.
        case newPassword = "new_password"
    }

    /// A link that may still be used, and whose it is.
    struct Found: Sendable {
        let person: Int64
        let email: String
        let name: String
        let council: Int32
        let councilName: String
        let purpose: Purpose
        let hasPassword: Bool
    }

    /// How long a link may be used, in seconds: three days.
    static let life: Int64 = 72 * 3_600

    /// Keeps a link; those given before to the same person for the same council are worth nothing any more.
    static func insert(
        _ transaction: Transaction, token: InvitationToken, person: Int64, council: Int32, purpose: Purpose,
        by author: String, now: Instant
    ) throws {
        try transaction.query(
            """
            delete from access.invitation
            where council_id = \(council) and person_id = \(person) and used_at is null
            """)
        try transaction.query(
            """
            insert into access.invitation (council_id, token_hash, person_id, purpose, invited_by, invited_at,
                expires_at)
            values (\(council), \(Bytes(token.digest)), \(person), \(purpose.rawValue), \(author), \(now.sql),
                \(now.adding(seconds: life).sql))
            """)
    }

    static func find(_ transaction: Transaction, token: InvitationToken, now: Instant) throws -> Found? {
        try transaction.first(
            """
            select i.person_id, p.email, p.name, i.council_id, c.name as council_name, i.purpose,
                p.password_hash is not null as has_password
            from access.invitation i join access.person p using (person_id) join access.council c using (council_id)
            where i.token_hash = \(Bytes(token.digest)) and i.used_at is null and i.expires_at > \(now.sql)
            """
        ).map { row in
            Found(
                person: Int64(try row.int("person_id")), email: try row.text("email"), name: try row.text("name"),
                council: try row.value("council_id"), councilName: try row.text("council_name"),
                purpose: Purpose(rawValue: try row.text("purpose")) ?? .welcome,
                hasPassword: try row.bool("has_password"))
        }
    }

    /// Uses a link up; false when somebody else just did.
    static func use(_ transaction: Transaction, token: InvitationToken, now: Instant) throws -> Bool {
        try transaction.query(
            """
            update access.invitation set used_at = \(now.sql)
            where token_hash = \(Bytes(token.digest)) and used_at is null and expires_at > \(now.sql)
            """
        ).affected == 1
    }
}
