import Postgres

/// Wrong passwords by address, whether anybody has it or not: the same statements, the same races and the same memory
/// for both, so that the wait tells nobody who has an account. The table names nobody: its key is a keyed digest.
struct AddressFailures {
    let subject: [UInt8]

    init(email: String, keys: KeyRing) { subject = keys.digest("adresse:\(email)") }

    /// How many, and when the last one came.
    struct Count: Equatable {
        var number = 0
        var last: Instant?
    }

    func read(_ transaction: Transaction) throws -> Count {
        try transaction.first(
            """
            select failed_attempts, extract(epoch from last_failure_at)::bigint as failed_at
            from access.address_failure where subject = \(Bytes(subject))
            """
        ).map {
            Count(
                number: try $0.int("failed_attempts"), last: Instant(epochSeconds: Int64(try $0.int("failed_at"))))
        } ?? Count()
    }

    /// Counts an attempt as failed before it is looked at, unless another one was counted meanwhile: of a burst of
    /// simultaneous guesses each costs its place.
    func add(_ transaction: Transaction, after count: Count, now: Instant) throws -> Bool {
        try transaction.query(
            """
            insert into access.address_failure as f (subject, failed_attempts, last_failure_at)
            values (\(Bytes(subject)), 1, \(now.sql))
            on conflict (subject) do update set failed_attempts = f.failed_attempts + 1,
                last_failure_at = excluded.last_failure_at
                where f.failed_attempts = \(count.number)
            """
        ).affected == 1
    }

    /// Keeps the moment of the last one as it is: what an event of the journal costs where there is nobody to tell.
    func touch(_ transaction: Transaction) throws {
        try transaction.query(
            "update access.address_failure set last_failure_at = last_failure_at where subject = \(Bytes(subject))")
    }

    func forget(_ transaction: Transaction) throws {
        try transaction.query("delete from access.address_failure where subject = \(Bytes(subject))")
    }
}
