public import Letters
public import Postgres
public import Vocabulary

/// Lets every retraction leave, and has it written by post, or said that it could not be, once a server refuses its
/// address.
public struct RetractionGate: Gate {
    let letterhead: Letterhead?

    /// - Parameter letterhead: domain and platform of this installation; without it no letter on paper is looked at for
    ///   what it says, nor written again.
    public init(letterhead: Letterhead? = nil) { self.letterhead = letterhead }

    /// What takes an alert back is never held up.
    public func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission { .go }

    /// A server refused the address for good: the queue looks for another way.
    public func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        guard let entry = try EntryStore(transaction: transaction, council: council).entry(retractedBy: notice) else {
            return
        }
        try PrepareAlerts.enqueue(retractionOf: entry, council, transaction)
    }
}
