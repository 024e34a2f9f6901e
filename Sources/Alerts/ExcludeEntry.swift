public import Access
import Letters
public import Postgres
public import Vocabulary

/// Excludes a recipient of a campaign, with a reason: as long as its message has not left, also after the approval.
public struct ExcludeEntry: Sendable {
    private let entry: Int64
    private let campaign: Int64
    private let reason: String
    private let author: Author

    /// An exclusion about to be made.
    public init(_ entry: Int64, of campaign: Int64, reason: String, by author: Author) {
        self.entry = entry
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council; what was prepared for the recipient is withdrawn.
    ///
    /// - Parameter day: the legal date.
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard locked.state != .done, locked.state != .abandoned else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        let entries = EntryStore(transaction: transaction, council: council.id)
        guard let found = try entries.lock(entry, of: campaign) else { throw AlertRefusal.notFound }
        guard [.proposed, .approved].contains(found.state), try found.notice.map(entries.hasLeft) != true else {
            throw AlertRefusal.entryIsDecided(found.state)
        }
        try entries.exclude(found.id, .agent, reason: reason, by: author.personID, author.name)
        try WithdrawNotice(found.notice.map { [$0] } ?? [], because: Exclusion.agent.sentence)
            .run(on: day, transaction, council: council.id)
        try MarkStore(transaction: transaction, council: council.id).release(found)
        try EventStore(transaction: transaction, council: council.id)
            .record(.excluded, on: found, by: author, reason: reason)
    }
}
