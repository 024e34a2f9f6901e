import Postgres
import Vocabulary

/// Every statement on keys of the API.
enum ApiTokenStore {
    static func insert(
        _ transaction: Transaction, council: Int32, name: String, key: ApiKey, scopes: [ApiScope], by: String,
        now: Instant, until: Instant
    ) throws -> Int64 {
        let words = scopes.map(\.rawValue).joined(separator: ",")
        return Int64(
            try transaction.query(
                """
                insert into access.api_token (council_id, name, token_hash, scopes, created_by, created_at, expires_at)
                values (\(council), \(name), \(Bytes(key.digest)), string_to_array(\(words), ','), \(by), \(now.sql),
                    \(until.sql))
                returning token_id
                """)[0].int("token_id"))
    }

    static func revoke(
        _ transaction: Transaction, council: Int32, id: Int64, by: String, now: Instant
    ) throws -> Bool {
        try transaction.query(
            """
            update access.api_token set revoked_by = \(by), revoked_at = \(now.sql)
            where council_id = \(council) and token_id = \(id) and revoked_at is null
            """
        ).affected == 1
    }

    static func list(_ transaction: Transaction, council: Int32) throws -> [ApiToken] {
        try transaction.query(
            """
            select \(columns) from access.api_token t where council_id = \(council) order by token_id desc
            """
        ).map(token)
    }

    /// The key with this secret and its organisation, whatever its state.
    static func find(_ transaction: Transaction, key: ApiKey) throws -> (Council, ApiToken)? {
        try transaction.first(
            """
            select \(columns), c.council_id, c.code, c.name as council_name, c.short_name
            from access.api_token t join access.council c using (council_id)
            where t.token_hash = \(Bytes(key.digest))
            """
        ).map { row in
            let council = Council(
                id: try row.value("council_id"), code: try row.text("code"), name: try row.text("council_name"),
                shortName: try row.text("short_name"))
            return (council, try token(row))
        }
    }

    /// Counts a call of the minute; how many there are now.
    static func count(_ transaction: Transaction, council: Int32, id: Int64, minute: Instant) throws -> Int {
        try transaction.query(
            """
            insert into access.api_call (council_id, token_id, minute, number)
            values (\(council), \(id), \(minute.sql), 1)
            on conflict (council_id, token_id, minute) do update set number = access.api_call.number + 1
            returning number
            """)[0].int("number")
    }

    static func forgetCalls(_ transaction: Transaction, council: Int32, id: Int64, before minute: Instant) throws {
        try transaction.query(
            """
            delete from access.api_call
            where council_id = \(council) and token_id = \(id) and minute < \(minute.sql)
            """)
    }

    /// Written once an hour at most.
    static func noteUse(_ transaction: Transaction, council: Int32, id: Int64, now: Instant) throws {
        try transaction.query(
            """
            update access.api_token set last_used_at = \(now.sql)
            where council_id = \(council) and token_id = \(id)
                and (last_used_at is null or last_used_at < \(now.adding(seconds: -3_600).sql))
            """)
    }

    private static let columns: SQL = """
        t.token_id, t.name, array_to_string(t.scopes, ',') as scopes, t.created_by, \
        extract(epoch from t.created_at)::bigint as created, extract(epoch from t.expires_at)::bigint as expires, \
        t.revoked_by, extract(epoch from t.revoked_at)::bigint as revoked, \
        extract(epoch from t.last_used_at)::bigint as used
        """

    private static func token(_ row: Row) throws -> ApiToken {
        let moment = { (name: String) in
            try row.optional(name, as: Int.self).map { Instant(epochSeconds: Int64($0)) }
        }
        return ApiToken(
            id: Int64(try row.int("token_id")), name: try row.text("name"),
            scopes: try row.text("scopes").split(separator: ",").compactMap { ApiScope(rawValue: String($0)) },
            createdBy: try row.text("created_by"), createdAt: Instant(epochSeconds: Int64(try row.int("created"))),
            expiresAt: Instant(epochSeconds: Int64(try row.int("expires"))),
            revokedBy: try row.optional("revoked_by"), revokedAt: try moment("revoked"), lastUsedAt: try moment("used"))
    }
}
