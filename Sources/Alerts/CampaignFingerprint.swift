import Postgres

/// Who would be written to by a campaign, in a few characters: an approval is of the list that was read, not of what a
/// night or a colleague made of it since.
struct CampaignFingerprint {
    let recipients: Int
    private let digest: String

    /// As a form carries it: the number, then the digest of who.
    var text: String { "\(recipients)-\(digest)" }

    /// Row-level security gives the tenant.
    static func of(_ campaign: Int64, _ transaction: Transaction) throws -> CampaignFingerprint {
        let row = try transaction.query(
            """
            select count(*) as number, md5(coalesce(string_agg(entry_id::text, ',' order by entry_id), '')) as digest
            from alerts.entry where campaign_id = \(campaign) and state = 'proposed'
            """)[0]
        return CampaignFingerprint(recipients: try row.int("number"), digest: try row.text("digest"))
    }

    /// - Throws: ``AlertRefusal/listHasChanged(from:to:)`` when somebody read another list.
    func check(_ seen: String) throws(AlertRefusal) {
        guard seen != text else { return }
        throw AlertRefusal.listHasChanged(from: seen.split(separator: "-").first.flatMap { Int($0) }, to: recipients)
    }
}
