public import Access
public import Jobs
public import Letters
public import Postgres
import Registry
import Standings
public import Vocabulary

/// Prepares the messages of approved campaigns: each recipient is judged once more with the whole proof kept, the notice
/// is posted, and its delivery waits in the queue or for the letter on paper.
public struct PrepareAlerts: InsideHandler {
    /// The kind of its jobs.
    public static let queue = "alerts.prepare"
    /// Recipients of one transaction: the others of the council are not kept waiting.
    static let batch = 100

    /// The kind of its jobs.
    public let kind: String = PrepareAlerts.queue
    /// One campaign at a time.
    public let size: Int = 1

    private let letterhead: Letterhead
    private let today: @Sendable () -> CalendarDate
    private let now: @Sendable () -> Instant

    /// - Parameters:
    ///   - letterhead: domain and platform of this installation.
    ///   - today: the legal date.
    ///   - now: the moment.
    public init(
        letterhead: Letterhead, today: @escaping @Sendable () -> CalendarDate, now: @escaping @Sendable () -> Instant
    ) {
        self.letterhead = letterhead
        self.today = today
        self.now = now
    }

    /// Has the next messages of a campaign prepared.
    ///
    /// - Parameters:
    ///   - step: makes the job one of its campaign; a job cannot ask for its own key again.
    ///   - moment: not before, in seconds since 1970-01-01T00:00:00Z; nil is at once.
    static func enqueue(
        _ campaign: Int64, step: String, notBefore moment: Int64? = nil, _ council: Int32, _ transaction: Transaction
    ) throws {
        var payload: [JSON.Member] = [.init("campaign", .integer(Int(campaign)))]
        if let moment { payload.append(.init("notBefore", .integer(Int(moment)))) }
        try Enqueue(queue, key: "\(campaign).\(step)", payload: .object(payload), runAt: moment)
            .run(transaction, council: council)
    }

    /// Has the mail of an entry, which was refused, replaced by a letter where one is due.
    static func enqueue(replacing entry: Int64, _ council: Int32, _ transaction: Transaction) throws {
        try Enqueue(queue, key: "refused.\(entry)", payload: .object([.init("refused", .integer(Int(entry)))]))
            .run(transaction, council: council)
    }

    /// Has the second letter posted that takes an alert back.
    static func enqueue(retractionOf entry: Int64, _ council: Int32, _ transaction: Transaction) throws {
        try Enqueue(queue, key: "retraction.\(entry)", payload: .object([.init("retracted", .integer(Int(entry)))]))
            .run(transaction, council: council)
    }

    /// Has the letters prepared of an employer who is to be told.
    static func enqueue(employer alert: Int64, _ council: Int32, _ transaction: Transaction) throws {
        try Enqueue(queue, key: "employer.\(alert)", payload: .object([.init("employer", .integer(Int(alert)))]))
            .run(transaction, council: council)
    }

    /// Has what left about an employer taken back, once it has ended.
    static func enqueue(employerEnded alert: Int64, _ council: Int32, _ transaction: Transaction) throws {
        try Enqueue(
            queue, key: "employer.\(alert).ended", payload: .object([.init("employerEnded", .integer(Int(alert)))])
        ).run(transaction, council: council)
    }

    /// Prepares a batch of each campaign, and asks for the next one.
    public func run(_ jobs: [Job], _ transaction: Transaction) throws {
        for job in jobs {
            guard let council = try Council.find(transaction, key: job.council) else { continue }
            if let entry = job.payload["retracted"]?.integer {
                try RetractionWriter(letterhead: letterhead, day: today()).run(Int64(entry), council, transaction)
            } else if let entry = job.payload["refused"]?.integer {
                try TurnToPost(transaction: transaction, council: council.id, day: today()).run(Int64(entry))
            } else if let alert = job.payload["employer"]?.integer {
                try EmployerWriter(letterhead: letterhead, day: today()).run(Int64(alert), council, transaction)
            } else if let alert = job.payload["employerEnded"]?.integer {
                try EmployerWriter(letterhead: letterhead, day: today()).takeBack(Int64(alert), council, transaction)
            } else if let campaign = job.payload["campaign"]?.integer {
                try prepare(Int64(campaign), job, council, transaction)
            }
        }
    }

    private func prepare(_ id: Int64, _ job: Job, _ council: Council, _ transaction: Transaction) throws {
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        guard let campaign = try campaigns.lock(id) else { return }
        let isFirst = campaign.state == .approved
        if campaign.state == .canary {
            guard let until = campaign.canaryUntil else { return }
            guard isOver(until, by: job) else {
                return try Self.enqueue(id, step: "rest.\(job.id)", notBefore: until, council.id, transaction)
            }
            try campaigns.send(id)
        } else {
            guard isFirst || campaign.state == .sending else { return }
        }
        let entries = EntryStore(transaction: transaction, council: council.id)
        let batch = try entries.unprepared(of: id, onlyCanary: isFirst, atMost: Self.batch)
        guard try post(batch, campaign, council, transaction) else { return }
        try goOn(campaign, isFirst: isFirst, after: batch, council.id, transaction)
    }

    /// Whether the hour of the first batch is over. A job that was to wait for it is due by the clock of the queue, and
    /// that of this machine, which may be behind, is not asked.
    private func isOver(_ until: Int64, by job: Job) -> Bool {
        job.payload["notBefore"]?.integer.map { Int64($0) >= until } ?? (now().epochSeconds >= until)
    }

    /// The first batch is followed by its hour; a whole batch by the next one.
    private func goOn(
        _ campaign: CampaignStore.Locked, isFirst: Bool, after batch: [EntryStore.Found], _ council: Int32,
        _ transaction: Transaction
    ) throws {
        let campaigns = CampaignStore(transaction: transaction, council: council)
        if isFirst, batch.isEmpty {
            try campaigns.send(campaign.id)
            try Self.enqueue(campaign.id, step: "all", council, transaction)
        } else if isFirst {
            let until = now().epochSeconds + campaign.policy.canarySeconds
            try campaigns.beginCanary(campaign.id, until: until)
            try Self.enqueue(campaign.id, step: "rest", notBefore: until, council, transaction)
        } else if batch.count == Self.batch, let last = batch.last {
            try Self.enqueue(campaign.id, step: "after.\(last.id)", council, transaction)
        }
    }

    /// - Returns: false when what was found stopped the campaign: nothing is posted then.
    private func post(
        _ batch: [EntryStore.Found], _ campaign: CampaignStore.Locked, _ council: Council, _ transaction: Transaction
    ) throws -> Bool {
        guard !batch.isEmpty else { return true }
        let day = today()
        let check = CheckEntries(
            transaction: transaction, council: council.id, assessor: try Assessor.load(on: day, transaction), day: day)
        let found = try check.run(batch, isFinal: true)
        let isStopped = try CampaignBrake(transaction: transaction, campaign: campaign, council: council.id)
            .count(checked: batch.count { !$0.isChecked }, compliant: found.compliant)
        guard !isStopped else { return false }
        let desk = try PreparationDesk(
            letterhead: letterhead, campaign: campaign, council: council, check: check,
            contacts: PhysicianContact.read(found.late.map(\.entry.physician), transaction))
        try desk.prepare(found.late)
        return true
    }
}

extension CampaignStore.Locked {
    /// In whose name its messages leave: whoever approved it last.
    var author: Author { Author(name: secondName ?? approvedName ?? "campagne", personID: secondBy ?? approvedBy) }
}
