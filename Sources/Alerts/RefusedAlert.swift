import Letters
import Postgres
import Vocabulary

/// What follows when a server refuses the address of an alert for good: it counts against the campaign, and a letter is
/// to replace the mail.
struct RefusedAlert {
    let transaction: Transaction
    let council: Int32

    /// In the transaction that records the refusal; the lock of the campaign is held, that of the facts is not: whether
    /// a letter is due is found out by a job of its own.
    func record(_ notice: Int64) throws {
        let entries = EntryStore(transaction: transaction, council: council)
        guard let id = try entries.campaign(ofNotice: notice),
            let campaign = try CampaignStore(transaction: transaction, council: council).lock(id),
            let entry = try entries.lock(notice: notice), entry.state == .approved, entry.channel == .email
        else { return }
        try PrepareAlerts.enqueue(replacing: entry.id, council, transaction)
        guard !entry.isPast else { return }
        _ = try CampaignBrake(transaction: transaction, campaign: campaign, council: council).countBounce()
    }
}
