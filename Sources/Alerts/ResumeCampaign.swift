public import Access
import Letters
public import Postgres
import Standings
public import Vocabulary

/// Takes a stopped campaign up again, for a reason: whoever has not been written to is looked at again first. One that
/// was stopped before the hour of its first batch was over begins with a first batch, and its hour, again.
public struct ResumeCampaign: Sendable {
    private let campaign: Int64
    private let reason: String
    private let author: Author

    /// A resumption about to be made.
    public init(_ campaign: Int64, reason: String, by author: Author) {
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council; whoever stopped the campaign may resume it.
    ///
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard locked.state == .stopped else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        let entries = EntryStore(transaction: transaction, council: council.id)
        let check = CheckEntries(
            transaction: transaction, council: council.id, assessor: try Assessor.load(on: day, transaction), day: day)
        _ = try check.run(try entries.unsent(of: campaign))
        try check.putBack(into: campaign)
        try entries.countAnew(in: campaign)
        if locked.stoppedFrom != .sending {
            let first = locked.policy.canary(of: try entries.approved(in: campaign))
            try entries.chooseFirst(of: campaign, atMost: first)
        }
        try campaigns.resume(campaign, to: locked.stoppedFrom == .sending ? .sending : .approved)
        try EventStore(transaction: transaction, council: council.id)
            .record(.resumed, on: campaign, by: author, reason: reason)
        try SendMail.recall(transaction, council: council.id)
        try PrepareAlerts.enqueue(campaign, step: "resumed.\(locked.resumed + 1)", council.id, transaction)
    }
}
