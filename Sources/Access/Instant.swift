import Postgres

/// A moment of the clock, to the second: for sessions, throttling and logs, never for a date of law.
public struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let epochSeconds: Int64

    /// The moment this many seconds after 1970-01-01T00:00:00Z.
    public init(epochSeconds: Int64) { self.epochSeconds = epochSeconds }

    /// The earlier one first.
    /// Earlier or not.
    public static func < (left: Instant, right: Instant) -> Bool { left.epochSeconds < right.epochSeconds }

    /// The moment `seconds` later; earlier when negative.
    public func adding(seconds: Int64) -> Instant { Instant(epochSeconds: epochSeconds + seconds) }

    /// As a `timestamptz` of a statement.
    var sql: SQL { "to_timestamp(\(epochSeconds)::float8)" }
}
