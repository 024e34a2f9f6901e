public import Access
public import Postgres

/// Excludes a recipient of a campaign that nobody has approved yet, with a reason.
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

    /// Makes it, in a transaction of the council.
    ///
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard locked.state == .proposed else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        let entries = EntryStore(transaction: transaction, council: council.id)
        guard let found = try entries.lock(entry, of: campaign) else { throw AlertRefusal.notFound }
        guard found.state == .proposed else { throw AlertRefusal.entryIsDecided(found.state) }
        try entries.exclude(found.id, .agent, reason: reason, by: author.personID, author.name)
        try EventStore(transaction: transaction, council: council.id)
            .record(.excluded, on: found, by: author, reason: reason)
    }
}
