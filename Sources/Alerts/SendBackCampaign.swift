public import Access
public import Postgres

/// Sends a campaign that waits for a second person back to its preparation, for a reason: its recipients can be excluded
/// and added again, and the approval that was given is no more.
public struct SendBackCampaign: Sendable {
    private let campaign: Int64
    private let reason: String
    private let author: Author

    /// A campaign about to be sent back.
    public init(_ campaign: Int64, reason: String, by author: Author) {
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Sends it back, in a transaction of the council. Where a night has opened another campaign meanwhile, its entries
    /// join that one, and this one is given up.
    ///
    /// - Returns: the campaign in which its recipients are now.
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws -> Int64 {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard locked.state == .secondWanted else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        try EventStore(transaction: transaction, council: council.id)
            .record(.sentBack, on: campaign, by: author, reason: reason)
        guard let open = try campaigns.findProposed() else {
            try campaigns.reopen(campaign)
            return campaign
        }
        try EntryStore(transaction: transaction, council: council.id).move(from: campaign, to: open)
        try campaigns.stop(campaign, to: .abandoned, reason: reason, by: author.name)
        return open
    }
}
