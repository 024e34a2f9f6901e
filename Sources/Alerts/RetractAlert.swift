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
    private let words: String
    private let author: Author

    /// A retraction about to be made.
    ///
    /// - Parameters:
    ///   - reason: for the council; no message gives it.
    ///   - words: for the physician: a letter on paper gives them, a mail does not. Blank is ``RetractAlert/usual``.
    public init(_ entry: Int64, of campaign: Int64, reason: String, telling words: String = "", by author: Author) {
        self.entry = entry
        self.campaign = campaign
        self.reason = reason
        self.words = words
        self.author = author
    }

    /// What a letter on paper says to the physician where nobody wrote anything else.
    public static let usual = "ce message vous a été envoyé par erreur."

    /// Makes it, in a transaction of the council; the second letter is posted by the queue.
    ///
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let told = try words.contains { !$0.isWhitespace } ? AlertRefusal.reason(words) : nil
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
            .record(.retracted, on: found, by: author, reason: reason, told: told)
        try PrepareAlerts.enqueue(retractionOf: found.id, council.id, transaction)
        // Whoever employs the physician learned of this alert, or was going to.
        try EmployerEnd(transaction: transaction, council: council.id, day: day)
            .run(retracted: found.mark, because: reason, by: author)
    }
}
