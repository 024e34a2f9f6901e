public import Access
import Letters
public import Postgres
import Progress
import Registry
import Standings
public import Vocabulary

/// Adds a physician who is late to a campaign that nobody has approved yet, with a reason: somebody who was excluded,
/// by the rule, by a person or with a campaign that was given up, or who was late before a milestone was proposed.
public struct AddEntry: Sendable {
    private let physician: Int64
    private let campaign: Int64?
    private let reason: String
    private let author: Author

    /// An addition about to be made.
    ///
    /// - Parameter campaign: nil is the one that the nights fill; it is opened if there is none.
    public init(physician: Int64, to campaign: Int64?, reason: String, by author: Author) {
        self.physician = physician
        self.campaign = campaign
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council.
    ///
    /// - Parameter day: the legal date.
    /// - Returns: the key of the entry.
    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Int64 {
        let reason = try AlertRefusal.reason(reason)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        let campaign = try open(campaigns, on: day)
        let (start, due) = try late(council, day, transaction)
        let mark = AlertMark(physician: physician, cycleStart: start, milestone: due.milestone)
        guard try Elsewhere.read([physician], council: council.id, transaction).exclusion(of: mark) == nil else {
            throw AlertRefusal.otherCouncilWrites
        }
        let entries = EntryStore(transaction: transaction, council: council.id)
        let known = try entries.lock(physician: physician, cycleStart: start, milestone: due.milestone)
        // A mail that was refused arrived nowhere: the letter on paper that replaces it may be added.
        let refusedMail = try known.first { try $0.state == .approved && $0.notice.map(entries.isRefusedMail) == true }
        let others = known.filter { $0.id != refusedMail?.id }
        if let decided = try others.first(where: { try $0.state != .excluded || $0.notice.map(entries.hasLeft) == true }
        ) {
            throw AlertRefusal.entryIsDecided(decided.state)
        }
        let way = try way(onPaper: refusedMail != nil, council.id, transaction)
        // There is at most one row a way: the one of this way, or another that takes it.
        let row = others.first { $0.channel == way } ?? others.first
        try WithdrawNotice(known.compactMap(\.notice), because: CheckEntries.replaced)
            .run(on: day, transaction, council: council.id)
        let id = try write(row, to: campaign, start, due, way, reason, entries, day: day)
        guard let written = try entries.lock(id, of: campaign) else { throw AlertRefusal.notFound }
        try EventStore(transaction: transaction, council: council.id)
            .record(.added, on: written, by: author, reason: reason)
        return id
    }

    /// The campaign, locked; only one that nobody has approved.
    private func open(_ campaigns: CampaignStore, on day: CalendarDate) throws -> Int64 {
        guard let campaign else { return try campaigns.proposed(on: day) }
        guard let locked = try campaigns.lock(campaign) else { throw AlertRefusal.notFound }
        guard locked.state == .proposed else {
            throw AlertRefusal.isDecided(by: locked.decidedBy, state: locked.state)
        }
        return campaign
    }

    private func write(
        _ known: EntryStore.Found?, to campaign: Int64, _ start: CalendarDate, _ due: AlertRule.Due, _ channel: Channel,
        _ reason: String, _ entries: EntryStore, day: CalendarDate
    ) throws -> Int64 {
        if let known {
            try entries.include(
                known.id, due, in: campaign, over: channel, reason: reason, by: author.personID, author.name)
            return known.id
        }
        let draft = EntryStore.Draft(
            physician: physician, cycleStart: start, due: due, channel: channel, exclusion: nil, reason: reason)
        return try entries.add(
            draft, to: campaign, state: .proposed, on: day, by: author.personID, author.name)
    }

    /// By which way it goes.
    private func way(onPaper: Bool, _ council: Int32, _ transaction: Transaction) throws -> Channel {
        let store = StandingStore(transaction: transaction, council: council)
        let refused = try store.refusedAddresses([physician])[physician] ?? []
        let contact = try PhysicianContact.read([physician], transaction)[physician]
        let route =
            onPaper
            ? contact.flatMap { Route.post($0, refused: refused) } : Route.of(contact, refused: refused)
        guard let route else { throw AlertRefusal.hasNoAddress }
        return route.channel
    }

    /// The last milestone passed, whether or not its catch-up is over: a person decides.
    private func late(
        _ council: Council, _ day: CalendarDate, _ transaction: Transaction
    ) throws -> (CalendarDate, AlertRule.Due) {
        let assessor = try Assessor.load(on: day, transaction)
        _ = try RefreshStandings(assessor: assessor, asOf: day).run(council.id, transaction)
        let store = StandingStore(transaction: transaction, council: council.id)
        guard let line = try store.lines(of: [physician])[physician] else { throw AlertRefusal.notFound }
        let lookout = Lookout(assessor: assessor, day: day, transaction: transaction)
        guard let lateness = try lookout.lateness(line), let start = line.cycleStart,
            let milestone = lateness.milestones.last(where: { $0 <= day }), milestone >= lateness.policy.openingDate,
            case .late(let due) = AlertRule.again(
                lateness, state: line.state, cycleStart: start, milestone: milestone, on: day)
        else { throw AlertRefusal.isNotLate }
        return (start, due)
    }
}
