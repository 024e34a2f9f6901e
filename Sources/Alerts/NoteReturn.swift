public import Access
public import Postgres

/// Writes beside an alert what became of its letter on paper after it left: it came back, or what was recorded of that is
/// set right. In the transaction that records it.
public struct NoteReturn: Sendable {
    private let notice: Int64
    private let words: String
    private let isCorrection: Bool
    private let author: Author

    /// - Parameters:
    ///   - notice: of the letter; of one that is no alert nothing is written.
    ///   - words: what the post wrote on it, or why the return is corrected.
    public init(of notice: Int64, _ words: String, isCorrection: Bool = false, by author: Author) {
        self.notice = notice
        self.words = words
        self.isCorrection = isCorrection
        self.author = author
    }

    /// - Throws: ``AlertRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws {
        let words = try AlertRefusal.reason(words)
        let entries = EntryStore(transaction: transaction, council: council.id)
        guard let entry = try entries.found("and e.notice_id = \(notice)").first else { return }
        try EventStore(transaction: transaction, council: council.id)
            .record(isCorrection ? .returnCorrected : .letterReturned, on: entry, by: author, reason: words)
    }
}
