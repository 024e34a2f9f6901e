import Access
import Postgres

/// Stops a campaign by itself, under the lock of its row and in the transaction of whatever was found: no other lane
/// sends past it. What was counted before a resumption does not stop it again.
struct CampaignBrake {
    let transaction: Transaction
    let campaign: CampaignStore.Locked
    let council: Int32

    /// Counts recipients who were looked at after the approval, and those of them who were no longer late.
    ///
    /// - Returns: whether the campaign is stopped by it.
    func count(checked: Int, compliant: Int) throws -> Bool {
        guard checked > 0 || compliant > 0 else { return false }
        let (all, found) = (campaign.checked + checked, campaign.compliant + compliant)
        try CampaignStore(transaction: transaction, council: council)
            .count(campaign.id, checked: max(all, found), compliant: found)
        guard compliant > 0, campaign.policy.stops(compliant: found, of: all) else { return false }
        try stop(
            """
            Arrêt automatique : \(found) destinataires sur \(all) contrôlés n’étaient plus en retard au moment de \
            l’envoi. Vérifiez les derniers imports avant de reprendre.
            """)
        return true
    }

    /// Counts a mail that came back, against the mails that have left; letters on paper do not count.
    ///
    /// - Returns: whether the campaign is stopped by it.
    func countBounce() throws -> Bool {
        let bounces = campaign.bounced + 1
        try CampaignStore(transaction: transaction, council: council).count(campaign.id, bounced: bounces)
        guard [.canary, .sending].contains(campaign.state), bounces >= campaign.policy.leastBounces else {
            return false
        }
        let mails = max(bounces, try EntryStore(transaction: transaction, council: council).left(of: campaign.id))
        guard campaign.policy.stops(bounces: bounces, of: mails) else { return false }
        try stop(
            """
            Arrêt automatique : \(bounces) courriels sur \(mails) partis sont revenus. Vérifiez les adresses avant de \
            reprendre.
            """)
        return true
    }

    private func stop(_ reason: String) throws {
        try CampaignStore(transaction: transaction, council: council).stop(campaign.id, reason: reason, by: nil)
        try EventStore(transaction: transaction, council: council)
            .record(.stopped, on: campaign.id, by: .campaign, reason: reason)
    }
}
