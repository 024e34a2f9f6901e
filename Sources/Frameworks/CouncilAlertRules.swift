public import Access
public import Postgres
public import Vocabulary

/// Alert parameters that a council has proposed for itself, and what became of them.
public struct CouncilAlertRules: Hashable, Sendable {
    /// How far they have come; the raw values are those of the database.
    public enum State: String, Sendable, CaseIterable {
        /// They wait for another person.
        case proposed
        /// They hold from their day on, until others begin.
        case published
        /// Published, and replaced before they began by others for the same day.
        case superseded
        /// Refused with a reason.
        case sentBack = "sent_back"
        /// Taken back by whoever proposed them.
        case withdrawn
    }

    /// The key, within the council.
    public let id: Int64
    /// The first day on which they hold.
    public let startsOn: CalendarDate
    /// What the council sets; nothing goes back to the national rule.
    public let own: AlertOverride
    /// Why.
    public let reason: String
    /// How far they have come.
    public let state: State
    /// Who proposed them (e-mail address).
    public let proposedBy: String
    /// The key of that person.
    public let proposer: Int64
    /// Who published them, whatever became of them; nil while nobody has.
    public let publishedBy: String?
    /// Who sent them back, withdrew them or published others in their place.
    public let endedBy: String?
    /// Why they were sent back.
    public let endedReason: String?

    /// Everything that the transaction's council has proposed for itself, the latest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(of council: Council, _ transaction: Transaction) throws -> [CouncilAlertRules] {
        try AlertRulesStore(transaction: transaction, council: council.id).all()
    }

    /// What the transaction's council sets for itself on a day; nil when the national rule holds.
    ///
    /// - Throws: `PostgresError`.
    public static func inForce(on day: CalendarDate, _ transaction: Transaction) throws -> AlertOverride? {
        try AlertRulesStore.inForce(on: day, transaction)
    }
}
