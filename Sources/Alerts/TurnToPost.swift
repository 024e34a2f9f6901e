import Access
import Letters
import Postgres
import Registry
import Standings
import Vocabulary

/// Replaces a mail that was refused by a letter, with the numbers of the day; where none is due or possible, the history
/// of the entry says why.
struct TurnToPost {
    let transaction: Transaction
    let council: Int32
    let day: CalendarDate

    /// Does it for an entry whose mail was refused.
    func run(_ id: Int64) throws {
        let campaigns = CampaignStore(transaction: transaction, council: council)
        let entries = EntryStore(transaction: transaction, council: council)
        try campaigns.lockFacts()
        guard let place = try entries.campaign(of: id), let campaign = try campaigns.lock(place),
            let entry = try entries.lock(id, of: place), entry.state == .approved
        else { return }
        let known = try entries.lock(
            physician: entry.physician, cycleStart: entry.cycleStart, milestone: entry.milestone)
        guard known.allSatisfy({ $0.channel == .email }) else { return }
        switch try answer(entry, campaign) {
        case .failure(let obstacle): try record(.staysUnsent, on: entry, obstacle.words)
        case .success(let due):
            let reason = "L’adresse électronique a été refusée par son serveur."
            let draft = EntryStore.Draft(
                physician: entry.physician, cycleStart: entry.cycleStart, due: due, channel: .post, exclusion: nil,
                reason: reason)
            let letter = try entries.add(draft, to: place, state: .approved, on: day, by: nil, nil)
            try record(.turnedToPost, on: entry, reason)
            // A failure reported days later opens a campaign again that had ended.
            if campaign.state == .done { try campaigns.send(place) }
            try PrepareAlerts.enqueue(place, step: "post.\(letter)", council, transaction)
        }
    }

    private struct Obstacle: Error { let words: String }

    /// What the letter would say, or why there is none.
    private func answer(
        _ entry: EntryStore.Found, _ campaign: CampaignStore.Locked
    ) throws -> Result<AlertRule.Due, Obstacle> {
        guard [.approved, .canary, .sending, .done, .stopped].contains(campaign.state) else {
            return .failure(Obstacle(words: "La campagne est \(campaign.state.french)."))
        }
        let contact = try PhysicianContact.read([entry.physician], transaction)[entry.physician]
        let refused =
            try StandingStore(transaction: transaction, council: council)
            .refusedAddresses([entry.physician])[entry.physician] ?? []
        guard contact.flatMap({ Route.post($0, refused: refused) }) != nil else {
            return .failure(Obstacle(words: Route.obstacle(contact, refused: refused).sentence))
        }
        let check = CheckEntries(
            transaction: transaction, council: council, assessor: try Assessor.load(on: day, transaction), day: day)
        switch try check.verdicts([entry])[0].verdict {
        case .late(let due): return .success(due)
        case .excluded(let exclusion): return .failure(Obstacle(words: exclusion.sentence))
        }
    }

    private func record(_ act: EventStore.Act, on entry: EntryStore.Found, _ reason: String) throws {
        try EventStore(transaction: transaction, council: council)
            .record(act, on: entry, by: .campaign, reason: reason)
    }
}
