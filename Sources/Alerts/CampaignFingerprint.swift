import Access
import Letters
import Postgres
import Vocabulary

/// Who would be written to by a campaign and in which words, in a few characters: an approval is of the list and of the
/// letter that were read, not of what a night or a colleague made of them since.
struct CampaignFingerprint {
    let recipients: Int
    private let digest: String
    private let words: String

    /// As a form carries it: the number, the digest of who, the mark of the words.
    var text: String { "\(recipients)-\(digest)-\(words)" }

    /// - Parameters:
    ///   - council: the tenant of the transaction.
    ///   - day: whose words hold while nobody has approved.
    static func of(
        _ campaign: Int64, council: Council, on day: CalendarDate, _ transaction: Transaction
    ) throws -> CampaignFingerprint {
        let words = try ApprovedWords(council: council, transaction: transaction).read(of: campaign, on: day)
        let row = try transaction.query(
            """
            select count(*) as number, md5(coalesce(string_agg(entry_id::text, ',' order by entry_id), '')) as digest
            from alerts.entry where campaign_id = \(campaign) and state = 'proposed'
            """)[0]
        return CampaignFingerprint(
            recipients: try row.int("number"), digest: try row.text("digest"), words: words.mark)
    }

    /// - Throws: ``AlertRefusal/listHasChanged(from:to:)`` when somebody read another list,
    ///   ``AlertRefusal/wordsHaveChanged`` when they read another letter.
    func check(_ seen: String) throws(AlertRefusal) {
        guard seen != text else { return }
        guard !seen.hasPrefix("\(recipients)-\(digest)-") else { throw AlertRefusal.wordsHaveChanged }
        throw AlertRefusal.listHasChanged(from: seen.split(separator: "-").first.flatMap { Int($0) }, to: recipients)
    }
}
