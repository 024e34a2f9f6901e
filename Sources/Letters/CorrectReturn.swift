public import Access
public import Postgres
public import Vocabulary

/// Sets right what was recorded of a letter that came back: another reason, another day, or no return at all. What was
/// written before stays among the exchanges, and a later line corrects it.
public struct CorrectReturn: Sendable {
    /// Why nothing is corrected; each has its sentence.
    public enum Refusal: Error, Hashable, Sendable {
        /// A person decides, not a command.
        case personIsUnknown
        /// What was typed is no reference of a letter of this council.
        case referenceIsUnknown
        /// No return of this letter is recorded.
        case hasNoReturn
        /// The day is before the deposit (that day) or ahead.
        case dayIsWrong(CalendarDate)
        /// A reason is asked for, of at most 500 characters.
        case reasonIsMissing
        /// It says what is recorded already.
        case nothingChanges

        /// One French sentence: what, and what to do.
        public var sentence: String {
            switch self {
            case .personIsUnknown: "Un retour est corrigé par une personne : ouvrez une session."
            case .referenceIsUnknown: PostalRefusal.referenceIsUnknown.sentence
            case .hasNoReturn: "Aucun retour n’est enregistré pour cette lettre : il n’y a rien à corriger."
            case .dayIsWrong(let day): PostalRefusal.dayIsWrong(day).sentence
            case .reasonIsMissing: "Indiquez pourquoi vous corrigez ce retour, en 500 caractères au plus."
            case .nothingChanges: "C’est déjà ce qui est enregistré : rien n’a été changé par votre demande."
            }
        }
    }

    private let reference: String
    private let reason: RecordReturn.Reason?
    private let day: CalendarDate?
    private let explanation: String
    private let author: Author

    /// - Parameters:
    ///   - reference: as it was typed or scanned.
    ///   - reason: what the post wrote on the letter; nil when it did not come back.
    ///   - day: on which it came back; nil leaves the one that is recorded.
    ///   - explanation: why it is corrected.
    ///   - author: who says so; a person.
    public init(
        _ reference: String, to reason: RecordReturn.Reason?, on day: CalendarDate?, because explanation: String,
        by author: Author
    ) {
        self.reference = reference
        self.reason = reason
        self.day = day
        self.explanation = explanation
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Returns: the notice as it was recorded before.
    /// - Throws: ``Refusal``, `PostgresError`.
    @discardableResult
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> SentNotice {
        guard author.personID != nil else { throw Refusal.personIsUnknown }
        guard let explanation = try? PersonalDataRefusal.reason(explanation) else { throw Refusal.reasonIsMissing }
        guard let read = LetterReference(reference), read == LetterReference(read.notice, of: council),
            let notice = try SentNotice.find(read.notice, transaction), notice.channel == .post
        else { throw Refusal.referenceIsUnknown }
        guard notice.state == .bounced, let sentOn = notice.sentOn, let endedOn = notice.endedOn else {
            throw Refusal.hasNoReturn
        }
        let on = day ?? endedOn
        guard on >= sentOn, on <= today else { throw Refusal.dayIsWrong(sentOn) }
        guard reason?.french != notice.reason || on != endedOn else { throw Refusal.nothingChanges }
        let changed = try transaction.query(
            """
            update letters.delivery set state = \(reason == nil ? "sent" : "bounced"),
                ended_on = \(reason == nil ? nil : on), reason = \(reason?.french)
            where council_id = \(council.id) and notice_id = \(notice.id) and state = 'bounced'
            """
        ).affected
        guard changed == 1 else { throw Refusal.hasNoReturn }
        try checkAddress(notice, council, on: on, now: now, transaction)
        try RecordEntry(.note, words(read, notice, explanation), about: notice.physicianID, on: today, by: author)
            .run(council, today: today, now: now, transaction)
        try AuditEvent(
            .letterReturnCorrected, by: author, on: "physician:\(notice.physicianID)",
            detail: #"{"notice": \#(notice.id), "reason": "\#(reason?.rawValue ?? "none")"}"#, reason: explanation
        ).record(transaction, council: council.id)
        return notice
    }

    private func words(_ reference: LetterReference, _ notice: SentNotice, _ explanation: String) -> String {
        let before = notice.reason.map { " au lieu de « \($0) »" } ?? ""
        let now = reason.map { "« \($0.french) »" } ?? "elle n’est pas revenue,"
        return "Retour de la lettre \(reference.text) corrigé : \(now)\(before). \(explanation)"
    }

    /// The address is to blame, or no longer: unless another letter to it came back for it.
    private func checkAddress(
        _ notice: SentNotice, _ council: Council, on day: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws {
        let isOfAddress = reason?.isOfAddress == true
        guard isOfAddress != RecordReturn.Reason(french: notice.reason)?.isOfAddress else { return }
        let key = PostalCheck.key(notice.address.dropFirst())
        let others = try ThreadOfPhysician.read(notice.physicianID, transaction).entries.contains { entry in
            guard case .notice(let other) = entry.content, other.id != notice.id, other.channel == .post else {
                return false
            }
            return RecordReturn.Reason(french: other.reason)?.isOfAddress == true
                && PostalCheck.key(other.address.dropFirst()) == key
        }
        guard isOfAddress || !others else { return }
        try PostalCheckStore.add(
            transaction, council: council.id, physician: notice.physicianID, address: key,
            isOfAddress ? .refused : .valid, source: isOfAddress ? .bounce : .agent, on: day, by: author.name, at: now)
    }
}
