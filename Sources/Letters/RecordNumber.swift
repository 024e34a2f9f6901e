public import Access
public import Postgres
public import Vocabulary

/// Writes down under which number the post knows a letter of a pile: typed or scanned, one after the other; or takes one off
/// that stuck on another envelope.
public struct RecordNumber: Sendable {
    private let number: String?
    private let reference: String
    private let lot: Int64
    private let author: Author

    /// - Parameters:
    ///   - number: as it was typed or scanned.
    ///   - reference: of the letter; empty for the first of the pile that has none.
    ///   - lot: the key of the pile.
    ///   - author: who writes it down; a person.
    public init(_ number: String, for reference: String, of lot: Int64, by author: Author) {
        self.number = number
        self.reference = reference
        self.lot = lot
        self.author = author
    }

    /// Takes the number off a letter: it is free for another one.
    ///
    /// - Parameters:
    ///   - reference: of the letter.
    ///   - lot: the key of the pile.
    ///   - author: who takes it off; a person.
    public init(takenOff reference: String, of lot: Int64, by author: Author) {
        number = nil
        self.reference = reference
        self.lot = lot
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Returns: the reference of the letter.
    /// - Throws: ``RegisteredRefusal``, `PostgresError`.
    @discardableResult
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws -> LetterReference {
        guard let person = author.personID else { throw RegisteredRefusal.personIsUnknown }
        let read = number.map(RegisteredNumber.init)
        if case .some(nil) = read { throw RegisteredRefusal.numberIsWrong }
        let number = read ?? nil
        guard let found = try LotStore(transaction: transaction, council: council.id).lock(lot) else {
            throw RegisteredRefusal.notFound
        }
        guard [.ready, .deposited].contains(found.state) else { throw RegisteredRefusal.lotIsNotReady }
        let store = RegisteredStore(transaction: transaction, council: council.id)
        let letter = try letter(store, council)
        if let number, let other = try store.notice(of: number), other.delivery != letter.delivery {
            throw RegisteredRefusal.numberIsTaken(LetterReference(other.notice, of: council).text)
        }
        guard try store.standing(letter.delivery).isEmpty else { throw RegisteredRefusal.numberStands }
        guard number != nil || letter.number != nil else { throw RegisteredRefusal.nothingToCorrect }
        do {
            try store.number(letter.delivery, number, by: author.name, person, at: now)
        } catch let error as PostgresError where error.constraint == "registered_number_is_of_one_letter" {
            throw RegisteredRefusal.numberIsTaken(nil)
        }
        try AuditEvent(
            .letterNumbered, by: author, on: "post-lot:\(lot)",
            detail: #"{"notice": \#(letter.notice), "number": "\#(number?.text ?? "")"}"#
        ).record(transaction, council: council.id)
        return LetterReference(letter.notice, of: council)
    }

    private func letter(
        _ store: RegisteredStore, _ council: Council
    ) throws -> (delivery: Int64, notice: Int64, number: String?) {
        let pile = try store.pile(of: lot)
        if number != nil, reference.allSatisfy(\.isWhitespace) {
            guard let next = pile.first(where: { $0.number == nil }) else { throw RegisteredRefusal.allHaveNumbers }
            return next
        }
        guard let read = LetterReference(reference), read == LetterReference(read.notice, of: council),
            let letter = pile.first(where: { $0.notice == read.notice })
        else { throw RegisteredRefusal.isNotInPile }
        return letter
    }
}
