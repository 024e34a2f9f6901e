public import Access
import Letters
public import Postgres
public import Vocabulary

/// Gives a campaign up, before its approval or once it is stopped: nothing more of it leaves, and whoever was still to
/// be written to is excluded with the reason.
public struct AbandonCampaign: Sendable {
    private let campaign: Int64
    private let reason: String
    private let author: Author

    /// A campaign about to be given up.
    public init(_ campaign: Int64, reason: String, by author: Author) {
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Gives it up, in a transaction of the council; what was prepared and has not left is withdrawn.
    ///
    /// - Parameter day: the legal date.
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard [.proposed, .secondWanted, .stopped].contains(locked.state) else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        let entries = EntryStore(transaction: transaction, council: council.id)
        try entries.excludeOpen(of: campaign, reason: reason, by: author.personID, author.name)
        try WithdrawNotice(try entries.excludedNotices(of: campaign), because: "La campagne est abandonnée.")
            .run(on: day, transaction, council: council.id)
        try MarkStore(transaction: transaction, council: council.id).release(of: campaign)
        try campaigns.stop(campaign, to: .abandoned, reason: reason, by: author.name)
        try EventStore(transaction: transaction, council: council.id)
            .record(.abandoned, on: campaign, by: author, reason: reason)
    }
}
