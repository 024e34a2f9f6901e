public import Access
import Letters
public import Postgres
import Registry
public import Vocabulary

/// Takes an alert back that has left: a second letter says so, linked to the first.
public struct RetractAlert: Sendable {
    private let entry: Int64
    private let campaign: Int64
    private let reason: String
    private let author: Author

    /// A retraction about to be made.
    ///
    /// - Parameter reason: a sentence for the physician as well.
    public init(_ entry: Int64, of campaign: Int64, reason: String, by author: Author) {
        self.entry = entry
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council; the second letter is posted by the queue.
    ///
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        guard try campaigns.lock(campaign) != nil else { throw AlertRefusal.notFound }
        let entries = EntryStore(transaction: transaction, council: council.id)
        guard let found = try entries.lock(entry, of: campaign) else { throw AlertRefusal.notFound }
        guard found.state != .retracted else { throw AlertRefusal.entryIsDecided(found.state) }
        // What may have arrived can be taken back, also once its recipient was excluded.
        guard [.approved, .excluded].contains(found.state), let notice = found.notice,
            try entries.leftOn(notice) != nil
        else { throw AlertRefusal.wasNotSent }
        let refused =
            try StandingStore(transaction: transaction, council: council.id)
            .refusedAddresses([found.physician])[found.physician] ?? []
        let contact = try PhysicianContact.read([found.physician], transaction)[found.physician]
        guard Route.of(contact, refused: refused) != nil else { throw AlertRefusal.hasNoAddress }
        try entries.retract(found.id)
        try EventStore(transaction: transaction, council: council.id)
            .record(.retracted, on: found, by: author, reason: reason)
        try PrepareAlerts.enqueue(retractionOf: found.id, council.id, transaction)
    }
}
