public import Letters
public import Postgres
import Standings
public import Vocabulary

/// What the gate knows of letters on paper besides whether they may leave.
extension AlertGate {
    /// Whether the recipient of a letter that has left is still late, and its campaign still under way. The lock of the
    /// campaign is taken, as before any change of its letters; nothing is changed.
    public func lookBack(
        _ notice: Int64, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Hindsight {
        let campaigns = CampaignStore(transaction: transaction, council: council)
        let entries = EntryStore(transaction: transaction, council: council)
        guard try campaigns.tryShareFacts() else { return .unknown }
        guard let id = try entries.campaign(ofNotice: notice), let campaign = try campaigns.lock(id),
            let entry = try entries.lock(notice: notice)
        else { return .isDoubtful("Aucun destinataire ne correspond à cet avis.") }
        switch entry.state {
        case .retracted: return .stands
        case .excluded: return .isDoubtful(entry.exclusion?.sentence ?? "Le destinataire a été écarté.")
        case .proposed, .approved: break
        }
        if case .excluded(let exclusion) = try hindsight(entry, on: day, transaction) {
            return .isDoubtful(exclusion.sentence)
        }
        switch campaign.state {
        case .stopped, .abandoned: return .isDoubtful("La campagne est \(campaign.state.french).")
        default: return .stands
        }
    }

    private func hindsight(
        _ entry: EntryStore.Found, on day: CalendarDate, _ transaction: Transaction
    ) throws -> AlertRule.Verdict {
        let elsewhere = try Elsewhere.read([entry.physician], council: entry.council, transaction)
        if let exclusion = elsewhere.exclusion(of: entry.mark) { return .excluded(exclusion) }
        let judged = try assessor(day, transaction).read(Int(entry.physician), on: day, transaction)?.assessed
        return AlertRule.again(judged, cycleStart: entry.cycleStart, milestone: entry.milestone, on: day)
    }

    /// Those of campaigns that are stopped.
    public func suspended(
        among notices: [Int64], council: Int32, _ transaction: Transaction
    ) throws -> Set<Int64> {
        try EntryStore(transaction: transaction, council: council).suspended(among: notices)
    }
}
