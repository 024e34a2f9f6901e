public import Postgres

/// What the queue holds, of all councils: counts, and the jobs set aside. Neither key nor payload.
public struct QueueState: Sendable, Hashable {
    /// The jobs of one kind.
    public struct Pile: Sendable, Hashable {
        /// The kind of their handler.
        public let kind: String
        /// Waiting for their moment or a lane.
        public let ready: Int
        /// In a worker's hands.
        public let leased: Int
        /// Set aside after ten attempts.
        public let poison: Int
        /// Of those ready, how many were put off because what they need cannot be used (a fault that ends in
        /// `.unusable`): nothing of the kind can be done meanwhile.
        public let unusable: Int
        /// For how long the oldest that is due has been due, in seconds; one that cannot be done counts from the moment
        /// it was asked for. 0 when none is.
        public let delay: Int

        /// The jobs of one kind of one council; nil when there are none.
        ///
        /// - Parameter transaction: of the council.
        /// - Throws: `PostgresError`.
        public static func read(_ kind: String, council: Int32, _ transaction: Transaction) throws -> Pile? {
            try QueueStateStore(transaction: transaction).pile(kind, council: council)
        }
    }

    /// A job set aside.
    public struct Poison: Sendable, Hashable {
        /// Its key in the queue.
        public let id: Int64
        /// The tenant for which it is; 0 is the national council.
        public let council: Int32
        /// The kind of its handler.
        public let kind: String
        /// How many times it was tried.
        public let attempts: Int
        /// A class and a code.
        public let fault: String
    }

    /// By kind.
    public let piles: [Pile]
    /// The first 200, oldest first.
    public let poison: [Poison]

    /// - Parameter transaction: of `Principal.queue`.
    /// - Throws: `PostgresError`.
    public static func read(_ transaction: Transaction) throws -> QueueState {
        try QueueStateStore(transaction: transaction).read()
    }
}
