import Postgres

/// Every statement on second factors and recovery codes.
enum SecondFactorStore {
    /// What the database holds of somebody's second factor; secrets stay sealed.
    struct Row: Sendable {
        let secret: [UInt8]?
        let lastStep: Int64
        let confirmedAt: Instant?
    }

    static func find(_ transaction: Transaction, person: Int64) throws -> Row? {
        try transaction.first(
            """
            select secret, last_step, extract(epoch from confirmed_at)::bigint as confirmed
            from access.second_factor where person_id = \(person)
            """
        ).map { row in
            Row(
                secret: try row.optional("secret", as: Bytes.self)?.bytes,
                lastStep: Int64(try row.int("last_step")),
                confirmedAt: try row.optional("confirmed", as: Int.self).map { Instant(epochSeconds: Int64($0)) })
        }
    }

    /// Whose second factor it is, with the failures since the last right code; nil without one.
    static func owner(_ transaction: Transaction, person: Int64) throws -> PersonStore.Person? {
        try transaction.first(
            """
            select p.password_hash, f.failed_attempts, extract(epoch from f.last_failure_at)::bigint as failed_at
            from access.second_factor f join access.person p using (person_id)
            where f.person_id = \(person) and f.secret is not null
            """
        ).map { row in
            PersonStore.Person(
                id: person, hash: PasswordHash(encoded: try row.optional("password_hash") ?? ""),
                failures: try row.int("failed_attempts"),
                lastFailure: try row.optional("failed_at", as: Int.self).map { Instant(epochSeconds: Int64($0)) })
        }
    }

    /// This secret is the one from now on; the step of its first code is used up.
    static func confirm(
        _ transaction: Transaction, person: Int64, sealed: [UInt8], step: Int64, now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.second_factor (person_id, secret, confirmed_at, last_step)
            values (\(person), \(Bytes(sealed)), \(now.sql), \(step))
            on conflict (person_id) do update set secret = excluded.secret, confirmed_at = excluded.confirmed_at,
                last_step = excluded.last_step, failed_attempts = 0, last_failure_at = null
            """)
    }

    /// Uses a step up; false when it, or a later one, was used already.
    static func use(_ transaction: Transaction, person: Int64, step: Int64) throws -> Bool {
        try transaction.query(
            "update access.second_factor set last_step = \(step) where person_id = \(person) and last_step < \(step)"
        ).affected == 1
    }

    /// Counts an attempt as failed beforehand, unless another one was counted meanwhile.
    static func countAttempt(_ transaction: Transaction, _ person: PersonStore.Person, now: Instant) throws -> Bool {
        try transaction.query(
            """
            update access.second_factor set failed_attempts = failed_attempts + 1, last_failure_at = \(now.sql)
            where person_id = \(person.id) and failed_attempts = \(person.failures)
            """
        ).affected == 1
    }

    static func forgetFailures(_ transaction: Transaction, person: Int64) throws {
        try transaction.query(
            "update access.second_factor set failed_attempts = 0, last_failure_at = null where person_id = \(person)")
    }

    /// Removes the second factor and its codes.
    static func remove(_ transaction: Transaction, person: Int64) throws {
        try transaction.query("delete from access.recovery_code where person_id = \(person)")
        try transaction.query("delete from access.second_factor where person_id = \(person)")
    }
}

extension SecondFactorStore {
    /// Replaces the recovery codes; the sealed copy is shown until it is acknowledged or its time is over.
    static func replaceCodes(
        _ transaction: Transaction, person: Int64, codes: [String], sealed: [UInt8], until: Instant
    ) throws {
        try transaction.query("delete from access.recovery_code where person_id = \(person)")
        for code in codes {
            try transaction.query(
                """
                insert into access.recovery_code (person_id, code_hash)
                values (\(person), \(Bytes(RecoveryCode.digest(code))))
                """)
        }
        try transaction.query(
            """
            update access.second_factor set fresh_codes = \(Bytes(sealed)), fresh_until = \(until.sql)
            where person_id = \(person)
            """)
    }

    /// Uses a recovery code up; false when it is not one, or was used already.
    static func useCode(_ transaction: Transaction, person: Int64, typed: String, now: Instant) throws -> Bool {
        try transaction.query(
            """
            update access.recovery_code set used_at = \(now.sql)
            where person_id = \(person) and code_hash = \(Bytes(RecoveryCode.digest(typed))) and used_at is null
            """
        ).affected == 1
    }

    static func codesLeft(_ transaction: Transaction, person: Int64) throws -> Int {
        try transaction.first(
            "select count(*) as number from access.recovery_code where person_id = \(person) and used_at is null"
        )?.int("number") ?? 0
    }

    /// The codes still to be shown, sealed.
    static func freshCodes(_ transaction: Transaction, person: Int64, now: Instant) throws -> [UInt8]? {
        try transaction.first(
            """
            select fresh_codes from access.second_factor
            where person_id = \(person) and fresh_codes is not null and fresh_until > \(now.sql)
            """
        )?.value("fresh_codes", as: Bytes.self).bytes
    }

    static func forgetFreshCodes(_ transaction: Transaction, person: Int64) throws {
        try transaction.query(
            "update access.second_factor set fresh_codes = null, fresh_until = null where person_id = \(person)")
    }
}
