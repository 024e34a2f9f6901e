import Access
import Letters
import Postgres
import Registry
import Standings

/// Posts the notices of one batch of a campaign, each recipient for itself: one that cannot be prepared is excluded
/// with that reason, and the others go on.
struct PreparationDesk {
    /// Fewer failures at once are those of recipients; when so many, and all, fail, the fault lies elsewhere.
    private static let leastOfAll = 3

    let campaign: CampaignStore.Locked
    let council: Council
    let check: CheckEntries
    let contacts: [Int64: PhysicianContact]
    let refused: [Int64: Set<String>]
    let writer: AlertWriter

    private var transaction: Transaction { check.transaction }

    init(
        letterhead: Letterhead, campaign: CampaignStore.Locked, council: Council, check: CheckEntries,
        contacts: [Int64: PhysicianContact]
    ) throws {
        self.campaign = campaign
        self.council = council
        self.check = check
        self.contacts = contacts
        refused = try StandingStore(transaction: check.transaction, council: council.id)
            .refusedAddresses(Array(contacts.keys))
        // What was approved leaves, also when other words have come into force since.
        let words = try ApprovedWords(council: council, transaction: check.transaction)
            .read(of: campaign.id, on: check.day)
        writer = AlertWriter(
            version: words.version,
            post: PostNotice(letterhead, by: campaign.author, on: check.day, words: words))
    }

    /// - Throws: the first error when the server is lost or lost a race, or when nobody could be prepared.
    func prepare(_ late: [CheckEntries.Late]) throws {
        var failed: [(item: CheckEntries.Late, error: any Error)] = []
        for item in late {
            do {
                try transaction.partly { try prepare(item) }
            } catch  where !Self.isOfAll(error) {
                failed.append((item, error))
            }
        }
        if let first = failed.first, failed.count == late.count, failed.count >= Self.leastOfAll { throw first.error }
        for (item, _) in failed { try check.exclude(item.entry, .notPrepared) }
    }

    private func prepare(_ item: CheckEntries.Late) throws {
        let entry = item.entry
        guard let contact = contacts[entry.physician], let route = route(entry, contact) else {
            let refused = refused[entry.physician] ?? []
            return try check.exclude(entry, Route.obstacle(contacts[entry.physician], refused: refused))
        }
        // A mail takes its mark when it leaves; a letter on paper is produced apart, from now on.
        if route.channel == .post,
            try !MarkStore(transaction: transaction, council: council.id).claim(entry)
        {
            return try check.exclude(entry, .alertedElsewhere)
        }
        let kept = try StandingRecord.keepingProof(
            of: Int(entry.physician), in: council.id, by: check.assessor, on: check.day, transaction)
        let posted = try writer.run(
            item, contact, to: route, record: Int64(kept.id), lawMark: check.assessor.lawMark, of: council,
            transaction)
        try EntryStore(transaction: transaction, council: council.id)
            .prepare(entry.id, notice: posted, record: Int64(kept.id), over: route.channel)
    }

    /// An entry that goes by post stays there, whatever e-mail address is known now: the same alert may have gone by
    /// mail before.
    private func route(_ entry: EntryStore.Found, _ contact: PhysicianContact) -> Destination? {
        let refused = refused[entry.physician] ?? []
        return entry.channel == .post ? Route.post(contact, refused: refused) : Route.of(contact, refused: refused)
    }

    private static func isOfAll(_ error: any Error) -> Bool {
        switch error {
        case PostgresError.unreachable: true
        case PostgresError.server(let error): error.isRetryable
        default: error is CancellationError
        }
    }
}
