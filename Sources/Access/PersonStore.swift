import Postgres
import Vocabulary

/// Every statement on people who sign in.
enum PersonStore {
    struct Person: Sendable {
        let id: Int64
        /// Empty, and the hash of nothing, while no password has been chosen.
        let hash: PasswordHash
        /// Wrong second factors; passwords are counted by address (`AddressFailures`).
        let failures: Int
        let lastFailure: Instant?
    }

    static func find(_ transaction: Transaction, email: String) throws -> Person? {
        try transaction.first(
            """
            select person_id, password_hash from access.person where email = \(email)
            """
        ).map { row in
            Person(
                id: Int64(try row.int("person_id")),
                hash: PasswordHash(encoded: try row.optional("password_hash") ?? ""), failures: 0, lastFailure: nil)
        }
    }

    /// Adds a person, or gives the one with this address another name and password.
    static func keep(_ transaction: Transaction, email: String, name: String, hash: PasswordHash) throws -> Int64 {
        let row = try transaction.first(
            """
            insert into access.person (email, name, password_hash) values (\(email), \(name), \(hash.encoded))
            on conflict (email) do update set name = excluded.name, password_hash = excluded.password_hash
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
    static func setPassword(
        _ transaction: Transaction, person: Int64, hash: PasswordHash, name: String? = nil, now: Instant
    ) throws {
        try transaction.query(
            """
            update access.person set password_hash = \(hash.encoded), name = coalesce(\(name)::text, name)
            where person_id = \(person)
            """)
        try InvitationStore.voidPasswordLinks(transaction, person: person, now: now)
    }

    /// Others who would change the account wait until this transaction is over.
    static func lock(_ transaction: Transaction, person: Int64) throws {
        try transaction.query("select from access.person where person_id = \(person) for update")
    }

    /// The organisations to which a person belongs on a day or will belong.
    static func councils(_ transaction: Transaction, of person: Int64, since today: CalendarDate) throws -> [Int32] {
        try transaction.query(
            """
            select distinct council_id from access.membership
            where person_id = \(person) and not isempty(during) and (upper_inf(during) or upper(during) > \(today)::date)
            """
        ).map { try $0.value("council_id") }
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
