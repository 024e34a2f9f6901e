public import Access
public import Postgres
public import Vocabulary

/// Records that a letter on paper came back: its delivery ends, the thread of the physician says why, and an address that
/// is to blame is written to no more until the roll has another one or somebody says that it is right.
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

        /// Whether the address is to blame: one that was refused, or not collected, was the right one.
        public var isOfAddress: Bool { self == .unknown || self == .address }

        /// As it is kept with a delivery; nil for any other words.
        init?(french words: String?) {
            guard let reason = Self.allCases.first(where: { $0.french == words }) else { return nil }
            self = reason
        }
    }

    private let reference: String
    private let reason: Reason
    private let day: CalendarDate?
    private let author: Author

    /// - Parameters:
    ///   - reference: as it was typed or scanned.
    ///   - reason: what the post wrote on the letter.
    ///   - day: on which it came back; nil is today.
    ///   - author: who says so; a person.
    public init(_ reference: String, _ reason: Reason, on day: CalendarDate? = nil, by author: Author) {
        self.reference = reference
        self.reason = reason
        self.day = day
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Returns: the notice as it was before.
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    @discardableResult
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> SentNotice {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        guard let read = LetterReference(reference), read == LetterReference(read.notice, of: council),
            let notice = try SentNotice.find(read.notice, transaction), notice.channel == .post
        else { throw PostalRefusal.referenceIsUnknown }
        guard notice.state != .bounced else { throw PostalRefusal.cameBack(notice.endedOn) }
        guard notice.state == .sent, let sentOn = notice.sentOn else { throw PostalRefusal.hasNotLeft }
        let on = day ?? today
        guard on >= sentOn, on <= today else { throw PostalRefusal.dayIsWrong(sentOn) }
        let ended = try transaction.query(
            """
            update letters.delivery set state = 'bounced', ended_on = \(on), reason = \(reason.french)
            where council_id = \(council.id) and notice_id = \(notice.id) and state = 'sent'
            """
        ).affected
        guard ended == 1 else { throw PostalRefusal.hasNotLeft }
        if reason.isOfAddress, notice.addressee == .physician {
            try PostalCheckStore.add(
                transaction, council: council.id, physician: notice.physicianID,
                address: PostalCheck.key(notice.address.dropFirst()), .refused, source: .bounce, on: on,
                by: author.name, at: now)
        }
        let words = "Lettre \(read.text) revenue : \(reason.french)."
        try RecordEntry(.returned, words, about: notice.physicianID, on: on, by: author)
            .run(council, today: today, now: now, transaction)
        try AuditEvent(
            .letterReturned, by: author, on: "physician:\(notice.physicianID)",
            detail: #"{"notice": \#(notice.id), "reason": "\#(reason.rawValue)"}"#
        ).record(transaction, council: council.id)
        return notice
    }
}
