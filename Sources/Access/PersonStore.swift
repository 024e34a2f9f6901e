import Postgres
import Vocabulary

/// Every statement on people who sign in.
enum PersonStore {
    struct Person: Sendable {
        let id: Int64
        /// Empty, and the hash of nothing, while no password has been chosen.
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
                id: Int64(try row.int("person_id")),
                hash: PasswordHash(encoded: try row.optional("password_hash") ?? ""),
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

    /// The person with this address, added without a password when there is none: a name once given stays.
    static func invite(_ transaction: Transaction, email: String, name: String) throws -> Int64 {
        try transaction.query(
            "insert into access.person (email, name) values (\(email), \(name)) on conflict (email) do nothing")
        let row = try transaction.first("select person_id from access.person where email = \(email)")
        guard let row else { throw PostgresError.decoding("no person returned") }
        return Int64(try row.int("person_id"))
    }

    /// The hash that signs somebody in; nil while no password has been chosen.
    static func hash(_ transaction: Transaction, person: Int64) throws -> PasswordHash? {
        try transaction.first("select password_hash from access.person where person_id = \(person)")?
            .optional("password_hash").map(PasswordHash.init(encoded:))
    }

    /// Gives somebody another password, and the account a clean sheet.
    static func setPassword(_ transaction: Transaction, person: Int64, hash: PasswordHash) throws {
        try transaction.query(
            """
            update access.person set password_hash = \(hash.encoded), failed_attempts = 0, last_failure_at = null
            where person_id = \(person)
            """)
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
