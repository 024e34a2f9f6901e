import Access
import Letters
import Postgres
import Vocabulary

/// The words of a campaign: those that its approval was of, whatever has come into force since.
struct ApprovedWords {
    let council: Council
    let transaction: Transaction

    /// Those that were approved; for a campaign that nobody has approved yet, those in force on a day.
    func read(of campaign: Int64, on day: CalendarDate) throws -> Wording {
        let store = CampaignStore(transaction: transaction, council: council.id)
        if let kept = try store.words(of: campaign), let words = try Wording.read(kept, of: council, transaction) {
            return words
        }
        return try Wording.inForce(.alert, of: council, on: day, transaction)
    }
}
