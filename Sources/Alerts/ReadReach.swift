public import Access
public import Postgres
import Registry
public import Vocabulary

/// Reads how a council reaches its physicians.
public struct ReadReach: Sendable {
    /// Rows of one page.
    public static let size = 50
    /// The rounds that a page shows.
    private static let mostRounds = 20

    private let council: Council
    private let day: CalendarDate
    private let readsReturns: Bool

    /// - Parameters:
    ///   - day: the civil day.
    ///   - readsReturns: whether reports of failed mails are read here; otherwise a mail verifies nothing.
    public init(_ council: Council, on day: CalendarDate, readsReturns: Bool) {
        self.council = council
        self.day = day
        self.readsReturns = readsReturns
    }

    /// The physicians in a state, or all of them, by name.
    ///
    /// - Parameter page: from 1; nil is the whole list.
    /// - Throws: `PostgresError`.
    public func list(
        _ state: Reach.State?, page: Int? = nil, _ transaction: Transaction
    ) throws -> [Reach] {
        try store(transaction).list(state, page: page, size: Self.size)
    }

    /// How many stand where, and how many an action would reach.
    ///
    /// - Throws: `PostgresError`.
    public func summary(_ transaction: Transaction) throws -> ReachSummary {
        let store = store(transaction)
        return ReachSummary(
            counts: try store.counts(), toAsk: try Self.postal(try store.toAsk(), transaction).count,
            toVerify: try store.toVerify().count)
    }

    /// The last times that addresses were asked for or verified, the latest first.
    ///
    /// - Throws: `PostgresError`.
    public func rounds(_ transaction: Transaction) throws -> [ContactRound] {
        try store(transaction).rounds(atMost: Self.mostRounds)
    }

    /// Of these physicians, those whose postal address fits an envelope.
    static func postal(_ physicians: [Int64], _ transaction: Transaction) throws -> [Int64] {
        let contacts = try PhysicianContact.read(physicians, transaction)
        return physicians.filter { id in contacts[id].map { Route.post($0) != nil } ?? false }
    }

    private func store(_ transaction: Transaction) -> ReachStore {
        ReachStore(transaction: transaction, council: council.id, day: day, readsReturns: readsReturns)
    }
}
