public import Access
public import Letters
public import Postgres
import Registry
import Standings
import Synchronization
public import Vocabulary

/// Looks once more, just before an alert leaves, whether its recipient is still late; counts those who no longer are,
/// and stops the campaign once they, or the letters that came back, are too many.
///
/// Everything happens in the transaction that writes the attempt, under the lock of the campaign: no other lane sends
/// past a stop.
public final class AlertGate: Gate {
    private struct Kept {
        let assessor: Assessor
        let day: CalendarDate
        let readAt: Instant
    }

    /// How long the compiled law is used, in seconds; a standing judged by a newer one is not admitted meanwhile.
    private static let lawSeconds: Int64 = 60
    /// How long a message waits while facts are being written, in seconds.
    static let busyPause: Int64 = 5
    /// How long it waits for the standings to follow the facts, which a worker sees to twice a minute, in seconds.
    private static let lagPause: Int64 = 15
    /// How long it waits for a campaign that is stopped, in seconds: a resumption does not wait for its end.
    private static let stopPause: Int64 = 3600

    private let kept = Mutex<Kept?>(nil)
    let letterhead: Letterhead?
    let now: @Sendable () -> Instant

    /// - Parameters:
    ///   - letterhead: domain and platform of this installation; without it no letter on paper is looked at for what it
    ///     says, nor written again.
    ///   - now: the moment.
    public init(letterhead: Letterhead? = nil, now: @escaping @Sendable () -> Instant) {
        self.letterhead = letterhead
        self.now = now
    }

    /// Whether the alert may leave; the check is kept with its numbers.
    public func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission {
        let campaigns = CampaignStore(transaction: transaction, council: council)
        let entries = EntryStore(transaction: transaction, council: council)
        guard try campaigns.tryShareFacts() else { return .councilLater(now().adding(seconds: Self.busyPause)) }
        guard let id = try entries.campaign(ofNotice: notice), let campaign = try campaigns.lock(id),
            let entry = try entries.lock(notice: notice)
        else { return .never("Aucun destinataire ne correspond à cet avis.") }
        switch campaign.state {
        case .stopped: return later(Self.stopPause)
        case .approved: return later(Self.lagPause)
        case .canary, .sending: break
        default:
            try entries.drop(entry, abandonedBy: campaign.stoppedBy)
            return .never("La campagne est \(campaign.state.french).")
        }
        guard entry.state == .approved else {
            return .never("Le destinataire a été écarté : \(entry.exclusion?.french ?? entry.state.french).")
        }
        let verdict = try verdict(entry, on: day, transaction)
        guard case .excluded(let exclusion) = verdict else { return try admit(verdict, entry, campaign, transaction) }
        try CheckEntries(
            transaction: transaction, council: council, assessor: try assessor(day, transaction), day: day
        ).exclude(entry, exclusion)
        _ = try CampaignBrake(transaction: transaction, campaign: campaign, council: council)
            .count(checked: entry.isChecked ? 0 : 1, compliant: exclusion == .becameCompliant ? 1 : 0)
        return .never(exclusion.sentence)
    }

    /// A server refused the address for good: the alert goes by post where it is still due and there is an address.
    public func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        try RefusedAlert(transaction: transaction, council: council).record(notice)
    }

    private func admit(
        _ verdict: AlertRule.Verdict, _ entry: EntryStore.Found, _ campaign: CampaignStore.Locked,
        _ transaction: Transaction
    ) throws -> Admission {
        guard case .late(let due) = verdict else { return later(Self.lagPause) }
        let council = entry.council
        let entries = EntryStore(transaction: transaction, council: council)
        let brake = CampaignBrake(transaction: transaction, campaign: campaign, council: council)
        // The kept standing lags behind the facts for a moment: the message waits until it says the same.
        guard try StandingStore(transaction: transaction, council: council).agrees(entry, due) else {
            return later(Self.lagPause)
        }
        try entries.check(entry.id, due, isFinal: true)
        _ = try brake.count(checked: entry.isChecked ? 0 : 1, compliant: 0)
        return .go
    }

    /// Another council's roll or message comes first; the mark is taken with it, so that of two councils at once one
    /// writes.
    private func verdict(
        _ entry: EntryStore.Found, on day: CalendarDate, _ transaction: Transaction
    ) throws -> AlertRule.Verdict {
        let elsewhere = try Elsewhere.read([entry.physician], council: entry.council, transaction)
        if let exclusion = elsewhere.exclusion(of: entry.mark) { return .excluded(exclusion) }
        let judged = try assessor(day, transaction).read(Int(entry.physician), on: day, transaction)?.assessed
        let verdict = AlertRule.again(judged, cycleStart: entry.cycleStart, milestone: entry.milestone, on: day)
        guard case .late = verdict else { return verdict }
        let isOurs = try MarkStore(transaction: transaction, council: entry.council).claim(entry)
        return isOurs ? verdict : .excluded(.alertedElsewhere)
    }

    private func later(_ seconds: Int64) -> Admission { .later(now().adding(seconds: seconds)) }

    func assessor(_ day: CalendarDate, _ transaction: Transaction) throws -> Assessor {
        let moment = now()
        let known = kept.withLock { $0 }
        if let known, known.day == day, moment < known.readAt.adding(seconds: Self.lawSeconds) {
            return try known.assessor.ofCouncil(on: day, transaction)
        }
        let assessor = try Assessor.national(on: day, transaction)
        kept.withLock { $0 = Kept(assessor: assessor, day: day, readAt: moment) }
        return try assessor.ofCouncil(on: day, transaction)
    }
}
