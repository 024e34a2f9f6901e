public import Access
public import Postgres

/// Stops a campaign that was approved: what has not left does not leave.
public struct StopCampaign: Sendable {
    private let campaign: Int64
    private let reason: String
    private let author: Author

    /// A stop about to be made.
    public init(_ campaign: Int64, reason: String, by author: Author) {
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council.
    ///
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard [.approved, .canary, .sending].contains(locked.state) else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        try campaigns.stop(campaign, reason: reason, by: author.name)
        try EventStore(transaction: transaction, council: council.id)
            .record(.stopped, on: campaign, by: author, reason: reason)
    }
}
