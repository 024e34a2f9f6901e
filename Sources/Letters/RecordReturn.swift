public import Access
public import Postgres
public import Vocabulary

/// Records that a letter on paper came back: its delivery ends, and the thread of the physician says why.
public struct RecordReturn: Sendable {
    /// What the post wrote on it.
    public enum Reason: String, Sendable, CaseIterable {
        /// « Destinataire inconnu à l'adresse » (formerly NPAI).
        case unknown
        /// « Défaut d'accès ou d'adressage ».
        case address
        /// « Pli refusé par le destinataire ».
        case refused
        /// « Pli avisé et non réclamé ».
        case unclaimed

        /// As the post writes it.
        public var french: String {
            switch self {
            case .unknown: "Destinataire inconnu à l’adresse"
            case .address: "Défaut d’accès ou d’adressage"
            case .refused: "Pli refusé par le destinataire"
            case .unclaimed: "Pli avisé et non réclamé"
            }
        }

        /// Whether the address is to blame.
        public var isOfAddress: Bool { self == .unknown || self == .address }
    }

    private let reference: String
    private let reason: Reason
    private let author: Author

    /// - Parameters:
    ///   - reference: as it was typed or scanned.
    ///   - reason: what the post wrote on the letter.
    ///   - author: who says so; a person.
    public init(_ reference: String, _ reason: Reason, by author: Author) {
        self.reference = reference
        self.reason = reason
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Returns: the key of the physician.
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    @discardableResult
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> Int64 {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        guard let read = LetterReference(reference), read == LetterReference(read.notice, of: council),
            let notice = try SentNotice.find(read.notice, transaction), notice.channel == .post
        else { throw PostalRefusal.referenceIsUnknown }
        guard notice.state != .bounced else { throw PostalRefusal.cameBack(notice.endedOn) }
        let ended = try transaction.query(
            """
            update letters.delivery set state = 'bounced', ended_on = \(today), reason = \(reason.french)
            where council_id = \(council.id) and notice_id = \(notice.id) and state = 'sent' and sent_on <= \(today)
            """
        ).affected
        guard ended == 1 else { throw PostalRefusal.hasNotLeft }
        let words = "Lettre \(read.text) revenue : \(reason.french)."
        try RecordEntry(.returned, words, about: notice.physicianID, on: today, by: author)
            .run(council, today: today, now: now, transaction)
        try AuditEvent(
            .letterReturned, by: author, on: "physician:\(notice.physicianID)",
            detail: #"{"notice": \#(notice.id), "reason": "\#(reason.rawValue)"}"#
        ).record(transaction, council: council.id)
        return notice.physicianID
    }
}
