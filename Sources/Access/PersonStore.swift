import Postgres
import Vocabulary

/// Every statement on people who sign in.
enum PersonStore {
    struct Person: Sendable {
        let id: Int64
        let hash: PasswordHash
        let failures: Int
        let lastFailure: Instant?
    }

    static func find(_ transaction: Transaction, email: String) throws -> Person? {
        try transaction.first(
            """
            select person_id, password_hash, failed_attempts, extract(epoch from last_failure_at)::bigint as failed_at
            from access.person where email = \(email)
            """
        ).map { row in
            Person(
                id: Int64(try row.int("person_id")), hash: PasswordHash(encoded: try row.text("password_hash")),
                failures: try row.int("failed_attempts"),
                lastFailure: try row.optional("failed_at", as: Int.self).map { Instant(epochSeconds: Int64($0)) })
        }
    }

    /// Counts an attempt as failed before it is looked at, unless another one was counted meanwhile: of a burst of
    /// simultaneous guesses each costs its place.
    static func countAttempt(_ transaction: Transaction, _ person: Person, now: Instant) throws -> Bool {
        try transaction.query(
            """
            update access.person set failed_attempts = failed_attempts + 1, last_failure_at = \(now.sql)
            where person_id = \(person.id) and failed_attempts = \(person.failures)
            """
        ).affected == 1
    }

    static func forgetFailures(_ transaction: Transaction, person: Int64) throws {
        try transaction.query(
            "update access.person set failed_attempts = 0, last_failure_at = null where person_id = \(person)")
    }

    /// Adds a person, or gives the one with this address another name and password.
    static func keep(_ transaction: Transaction, email: String, name: String, hash: PasswordHash) throws -> Int64 {
        let row = try transaction.first(
            """
            insert into access.person (email, name, password_hash) values (\(email), \(name), \(hash.encoded))
            on conflict (email) do update set name = excluded.name, password_hash = excluded.password_hash,
                failed_attempts = 0, last_failure_at = null
            returning person_id
            """)
        guard let row else { throw PostgresError.decoding("no person returned") }
        return Int64(try row.int("person_id"))
    }

    static func addMembership(
        _ transaction: Transaction, person: Int64, council: Int32, role: Role, from: CalendarDate
    ) throws {
        try transaction.query(
            """
            insert into access.membership (council_id, person_id, role, during)
            values (\(council), \(person), \(role.rawValue), daterange(\(from)::date, null))
            on conflict (council_id, person_id, role) do update set during = excluded.during
            """)
    }
}
