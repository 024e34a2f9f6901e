import Postgres
import Vocabulary

/// Every statement on who is who at a provider.
enum IdentityStore {
    /// Somebody known.
    struct Known {
        let person: Int64
        let email: String
    }

    /// The person linked to a subject.
    static func person(_ transaction: Transaction, provider: String, subject: String) throws -> Known? {
        try transaction.first(
            """
            select p.person_id, p.email from access.identity i join access.person p using (person_id)
            where i.provider_id = \(provider) and i.subject = \(subject)
            """
        ).map { Known(person: Int64(try $0.int("person_id")), email: try $0.text("email")) }
    }

    /// The person with a national identifier.
    static func person(_ transaction: Transaction, identifier: String) throws -> Known? {
        try transaction.first(
            """
            select p.person_id, p.email from access.national_identifier n join access.person p using (person_id)
            where n.identifier = \(identifier)
            """
        ).map { Known(person: Int64(try $0.int("person_id")), email: try $0.text("email")) }
    }

    static func link(
        _ transaction: Transaction, provider: String, subject: String, to person: Int64, by: String, now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.identity (provider_id, subject, person_id, linked_at, linked_by)
            values (\(provider), \(subject), \(person), \(now.sql), \(by))
            """)
    }

    /// Gives a person a national identifier, in place of the former one.
    static func setIdentifier(_ transaction: Transaction, _ identifier: String, of person: Int64) throws {
        try transaction.query(
            """
            insert into access.national_identifier (person_id, identifier) values (\(person), \(identifier))
            on conflict (person_id) do update set identifier = excluded.identifier
            """)
    }
}
