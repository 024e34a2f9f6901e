import Access
import Letters
import Postgres
import Vocabulary

/// What follows when the information of an employer ends after it was decided: what has not left is withdrawn, and what
/// has is taken back by a second letter.
struct EmployerEnd {
    let transaction: Transaction
    let council: Int32
    let day: CalendarDate

    /// Under the lock of its row.
    ///
    /// - Parameter author: nil for the rule.
    func run(_ found: EmployerStore.Found, because reason: String, by author: Author?) throws {
        let entries = EntryStore(transaction: transaction, council: council)
        let hasLeft = try found.notice.map { try entries.leftOn($0) != nil } ?? false
        try EmployerStore(transaction: transaction, council: council)
            .end(found.id, as: hasLeft ? .retracted : .withdrawn, because: reason, by: author, on: day)
        let notices = [found.told, found.notice].compactMap(\.self)
        guard !notices.isEmpty else { return }
        try WithdrawNotice(notices, because: author == nil ? reason : Self.withdrawn).run(
            on: day, transaction, council: council)
        try PrepareAlerts.enqueue(employerEnded: found.id, council, transaction)
    }

    /// The alert itself was taken back: so is what its employer was told, or was to be.
    func run(retracted mark: AlertMark, because reason: String, by author: Author) throws {
        let store = EmployerStore(transaction: transaction, council: council)
        for found in try store.open(mark) {
            if found.state == .proposed {
                try store.end(found.id, as: .withdrawn, because: reason, by: author, on: day)
            } else {
                try run(found, because: reason, by: author)
            }
        }
    }

    /// Why a letter does not leave that a person has stopped; the reason of a person stays in the history.
    private static let withdrawn = "L’information de l’employeur a été annulée."
}
