public import Access
import Jobs
import Letters
public import Postgres
import Standings
public import Vocabulary

/// Approves a campaign as it was read: every recipient is looked at again, and what is left is sent. A large one takes
/// two people, and so do several that one person approves within a week.
public struct ApproveCampaign: Sendable {
    /// Days during which what one person approved alone is counted together.
    static let daysAlone = 7

    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// Its first messages are being prepared.
        case approved
        /// Another person must approve as well.
        case secondWanted
        /// Nobody was late any more: each is excluded with the reason, and there is nothing to approve.
        case nobodyLeft
    }

    private let campaign: Int64
    private let fingerprint: String
    private let author: Author

    /// An approval about to be given.
    ///
    /// - Parameter fingerprint: ``CampaignView/fingerprint`` of the page on which it is given.
    public init(_ campaign: Int64, seen fingerprint: String, by author: Author) {
        self.campaign = campaign
        self.fingerprint = fingerprint
        self.author = author
    }

    /// Gives it, in a transaction of the council. That the second person is another one is also what the table asks
    /// (`campaign_second_is_another`, `entry_is_sent_by_who_may_approve`).
    ///
    /// - Parameter day: the legal date.
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Outcome {
        guard let person = author.personID else { throw AlertRefusal.personIsUnknown }
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard [.proposed, .secondWanted].contains(locked.state) else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        let isSecond = locked.state == .secondWanted
        guard !isSecond || locked.approvedBy != person else { throw AlertRefusal.secondPersonIsTheFirst }
        try CampaignFingerprint.of(campaign, council: council, on: day, transaction).check(fingerprint)
        let words = try ApprovedWords(council: council, transaction: transaction).read(of: campaign, on: day)
        let entries = EntryStore(transaction: transaction, council: council.id)
        let late = try CheckEntries(
            transaction: transaction, council: council.id, assessor: try Assessor.load(on: day, transaction), day: day
        ).run(try entries.lock(of: campaign, in: .proposed)).late
        guard !late.isEmpty else { return .nobodyLeft }
        let alone = try CampaignStore.approvedAlone(
            by: person, after: day.adding(days: -Self.daysAlone), transaction)
        let waits = !isSecond && locked.policy.needsSecond(late.count + alone)
        try campaigns.approve(
            campaign, by: person, author.name, isSecond: isSecond, to: waits ? .secondWanted : .approved, on: day,
            in: words.json.text)
        try EventStore(transaction: transaction, council: council.id).record(
            isSecond ? .approvedSecond : .approved, on: campaign, by: author,
            detail: "{\"recipients\": \(late.count)}")
        guard !waits else { return .secondWanted }
        try entries.approveAll(of: campaign)
        try entries.chooseFirst(of: campaign, atMost: locked.policy.canary(of: late.count))
        try PrepareAlerts.enqueue(campaign, step: "approved", council.id, transaction)
        return .approved
    }
}
