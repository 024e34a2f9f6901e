public import Access
public import Postgres
public import Vocabulary

/// Has the letters that a lot left out for their words written again with the words in force: the lot that takes them
/// next writes them. What they said is kept.
public struct RewriteLetters: Sendable {
    private let lot: Int64
    private let author: Author

    /// - Parameters:
    ///   - lot: the key of the lot.
    ///   - author: who asks; a person.
    public init(_ lot: Int64, by author: Author) {
        self.lot = lot
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Returns: how many letters will be written again.
    /// - Throws: ``PostalRefusal``, ``ComposeFault/noTemplate(_:)``, `PostgresError`.
    @discardableResult
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Int {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        let store = HeldLetterStore(transaction: transaction, council: council.id)
        let letters = try store.leftOutForWords(of: lot)
        guard !letters.isEmpty else { throw PostalRefusal.nothingToRewrite }
        var present: [Notice.Kind: Wording] = [:]
        let outdated = try letters.filter { letter in
            let words =
                try present[letter.kind] ?? Wording.inForce(letter.kind, of: council, on: day, transaction)
            present[letter.kind] = words
            return try letter.ownWords(of: council, transaction) != words
        }
        guard !outdated.isEmpty else { throw PostalRefusal.wordsAreInForce }
        try store.want(outdated.map(\.delivery), after: lot)
        try AuditEvent(
            .lettersRewritten, by: author, on: "post-lot:\(lot)", detail: #"{"letters": \#(outdated.count)}"#
        ).record(transaction, council: council.id)
        return outdated.count
    }
}
