import Postgres

/// The time of the queue: the database's, or one that a test gives.
struct QueueClock: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, or nil for the time of the database.
    let read: @Sendable () -> Int64?

    static let database = QueueClock { nil }

    var now: SQL { "coalesce(to_timestamp(\(read())::float8), now())" }
}
