public import Postgres

/// Puts a job that was set aside back in the queue, as if it had never been tried.
public struct ReviveJob: Sendable {
    private let id: Int64

    /// - Parameter id: the key of the job.
    public init(_ id: Int64) { self.id = id }

    /// - Parameter transaction: of `Principal.queue`.
    /// - Returns: the council of the job; nil when no job of this key is set aside any more.
    /// - Throws: `PostgresError`.
    public func run(_ transaction: Transaction) throws -> Int32? {
        try QueueStateStore(transaction: transaction).revive(id)
    }
}
