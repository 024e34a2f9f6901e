public import Access
public import Postgres
public import Vocabulary

/// Writes down what the post says of a registered letter, by its number; a letter that did not arrive ends its delivery,
/// and the thread of the physician says why. What was written down by mistake is corrected, or taken back, by a later line.
public struct RecordPostEvent: Sendable {
    private let number: String
    private let kind: PostEvent.Kind?
    private let day: CalendarDate
    private let isCorrection: Bool
    private let author: Author

    /// - Parameters:
    ///   - number: as it was typed or scanned.
    ///   - kind: what the post says.
    ///   - day: the civil day that the post wrote.
    ///   - isCorrection: whether this takes the place of what stands: of the presentation, or of the outcome.
    ///   - author: who writes it down; a person.
    public init(
        _ number: String, _ kind: PostEvent.Kind, on day: CalendarDate, isCorrection: Bool = false, by author: Author
    ) {
        self.number = number
        self.kind = kind
        self.day = day
        self.isCorrection = isCorrection
        self.author = author
    }

    /// Takes back the last that stands of a letter: it was written down under the wrong number.
    public init(takingBack number: String, on day: CalendarDate, by author: Author) {
        self.number = number
        kind = nil
        self.day = day
        isCorrection = true
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Throws: ``RegisteredRefusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard author.personID != nil else { throw RegisteredRefusal.personIsUnknown }
        guard let number = RegisteredNumber(number) else { throw RegisteredRefusal.numberIsWrong }
        guard day <= today else { throw RegisteredRefusal.dayIsAhead }
        let store = RegisteredStore(transaction: transaction, council: council.id)
        guard let letter = try store.find(number) else { throw RegisteredRefusal.numberIsUnknown }
        guard let deposit = letter.sentOn else { throw RegisteredRefusal.isNotDeposited }
        var standing = try store.standing(letter.delivery)
        let earlier = isCorrection ? corrected(standing) : nil
        guard !isCorrection || earlier != nil else { throw RegisteredRefusal.nothingToCorrect }
        standing.removeAll { $0.id == earlier?.id }
        if let kind, let refusal = PostEvent.refusal(kind, on: day, deposit: deposit, standing: standing) {
            throw refusal
        }
        try store.add(
            kind, of: letter.delivery, on: kind == nil ? earlier?.on ?? day : day, .manual, correcting: earlier?.id,
            by: author, at: now)
        if let earlier { try store.reopen(letter.delivery, endedBy: earlier) }
        let reason = kind?.end
        let hasEnded = try reason.map { try store.end(letter.delivery, on: day, because: $0.french) } ?? false
        if let words = words(earlier, hasEnded ? reason : nil) {
            let reference = LetterReference(letter.notice, of: council).text
            try RecordEntry(
                hasEnded ? .returned : .note, "Lettre recommandée \(reference) : \(words).", about: letter.physicianID,
                on: day, by: author
            ).run(council, today: today, now: now, transaction)
        }
        try AuditEvent(
            .postEventRecorded, by: author, on: "physician:\(letter.physicianID)",
            detail: """
                {"notice": \(letter.notice), "event": "\(kind?.rawValue ?? "void")", "on": "\(day)", "corrects": \(earlier != nil)}
                """
        ).record(transaction, council: council.id)
    }

    /// What this takes the place of: the presentation by its like, an outcome by another one; what is taken back is the last.
    private func corrected(_ standing: [PostEvent]) -> PostEvent? {
        let outcome = standing.first { $0.kind != .presented }
        let presented = standing.first { $0.kind == .presented }
        return switch kind {
        case nil: outcome ?? presented
        case .presented?: presented
        default: outcome
        }
    }

    /// What the thread of the physician says; nil where it said nothing before, and there is nothing to say.
    private func words(_ earlier: PostEvent?, _ reason: RecordReturn.Reason?) -> String? {
        guard let earlier, earlier.kind.end != nil else { return reason?.french }
        let before = "correction, « \(earlier.kind.french) » le \(earlier.on.inWords) était inexact"
        guard let kind else { return before }
        return "\(before) ; « \(kind.french) » le \(day.inWords)"
    }
}
