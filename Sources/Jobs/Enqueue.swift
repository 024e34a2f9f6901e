public import Postgres
public import Vocabulary

/// Puts a job in the queue, in the transaction of the fact that causes it: a rollback takes both back.
public struct Enqueue: Sendable {
    /// The channel on which workers are woken at commit.
    public static let channel = "sextant_jobs"

    private let kind: String
    private let key: String
    private let payload: JSON
    private let runAt: Int64?

    /// - Parameters:
    ///   - kind: the kind of its handler.
    ///   - key: the natural key of what is to be done, 1 to 200 characters.
    ///   - payload: an object of keys of rows; names nobody.
    ///   - runAt: not before this moment, in seconds since 1970-01-01T00:00:00Z; nil is at once.
    public init(_ kind: String, key: String, payload: JSON, runAt: Int64? = nil) {
        self.kind = kind
        self.key = key
        self.payload = payload
        self.runAt = runAt
    }

    /// - Parameter council: the tenant of the transaction, whose job it is.
    /// - Returns: false when the key is in the queue already, whatever its state.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func run(_ transaction: Transaction, council: Int32) throws -> Bool {
        try JobStore(transaction: transaction, council: council).add(kind, key: key, payload: payload, runAt: runAt)
    }

    /// Has the jobs that were put off for one reason looked at again now: what held them is over.
    ///
    /// - Parameters:
    ///   - kind: the kind of their handler.
    ///   - why: the fault with which they were put off.
    ///   - council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    public static func recall(
        _ kind: String, because why: String, council: Int32, _ transaction: Transaction
    ) throws {
        try JobStore(transaction: transaction, council: council).recall(kind, because: why)
    }

    /// Takes a job back that is not to be done any more, whatever its state; whoever has it in hand loses its lease.
    ///
    /// - Parameters:
    ///   - kind: the kind of its handler.
    ///   - key: its natural key.
    ///   - council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    public static func cancel(_ kind: String, key: String, council: Int32, _ transaction: Transaction) throws {
        try JobStore(transaction: transaction, council: council).remove(kind, key: key)
    }
}
