public import Access
public import Postgres

/// Sends the rest of a campaign without waiting for the end of the first batch's hour.
public struct ReleaseCanary: Sendable {
    private let campaign: Int64
    private let author: Author

    /// A release about to be made.
    public init(_ campaign: Int64, by author: Author) {
        self.campaign = campaign
        self.author = author
    }

    /// Makes it, in a transaction of the council.
    ///
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws {
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard locked.state == .canary else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        try campaigns.send(campaign)
        try EventStore(transaction: transaction, council: council.id).record(.released, on: campaign, by: author)
        try PrepareAlerts.enqueue(campaign, step: "released.\(locked.resumed)", council.id, transaction)
    }
}
