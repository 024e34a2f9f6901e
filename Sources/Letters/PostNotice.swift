public import Access
import Jobs
public import Postgres
public import Vocabulary

/// Makes a notice and has it sent: notice, delivery, job and event in the caller's transaction. The same cause, kind,
/// addressee and channel a second time gives the first one again.
///
/// A mail is queued; a letter on paper is held until it is produced.
public struct PostNotice: Sendable {
    /// What came of it.
    public struct Posted: Hashable, Sendable {
        /// The key of the notice.
        public let noticeID: Int64
        /// Whether it was made now; false when it was there already.
        public let isNew: Bool
    }

    private let letterhead: Letterhead
    private let author: Author
    private let day: CalendarDate
    private let notBefore: Int64?
    private let words: Wording?

    /// - Parameters:
    ///   - letterhead: domain and platform of this installation.
    ///   - author: who has it sent.
    ///   - day: the civil day of the notice.
    ///   - notBefore: the mail does not leave before this moment, in seconds since 1970-01-01T00:00:00Z; nil is at once.
    ///   - words: those that were approved, whose version is that of the notice; nil takes what the council adds, and how
    ///     it signs, from those in force on the day.
    public init(
        _ letterhead: Letterhead, by author: Author, on day: CalendarDate, notBefore: Int64? = nil,
        words: Wording? = nil
    ) {
        self.letterhead = letterhead
        self.author = author
        self.day = day
        self.notBefore = notBefore
        self.words = words
    }

    /// - Parameter council: the tenant of the transaction.
    /// - Throws: ``ComposeFault``, `PostgresError`.
    public func run(
        _ notice: Notice, to destination: Destination, of council: Council, _ transaction: Transaction
    ) throws -> Posted {
        let store = NoticeStore(transaction: transaction, council: council.id)
        if let there = try store.find(notice, destination.channel) { return Posted(noticeID: there, isNew: false) }
        let text = try text(of: notice, council, transaction)
        let messageID = MessageMark.messageID(
            council: council.code, kind: notice.kind, cause: notice.cause, addressee: notice.addressee,
            channel: destination.channel, domain: letterhead.domain)
        let made = try store.add(
            notice, content: text.json.text, to: destination, messageID: messageID, by: author, on: day)
        // Another transaction made it since the look above.
        guard let made else { return Posted(noticeID: try store.find(notice, destination.channel) ?? 0, isNew: false) }
        if destination.channel == .email { try queue(made.delivery, transaction, council: council.id) }
        try AuditEvent(
            .noticeSent, by: author, on: "physician:\(notice.physicianID)",
            detail: """
                {"notice": \(made.notice), "kind": "\(notice.kind.rawValue)", \
                "channel": "\(destination.channel.rawValue)"}
                """
        ).record(transaction, council: council.id)
        return Posted(noticeID: made.notice, isNew: true)
    }

    /// The letter as it would be written now: what a preview shows.
    ///
    /// - Parameter council: the tenant of the transaction.
    /// - Throws: ``ComposeFault``, `PostgresError`.
    public func text(
        of notice: Notice, _ council: Council, _ transaction: Transaction
    ) throws -> LetterText {
        let words =
            try words ?? Wording.inForce(beside: notice.version, of: council, on: day, transaction)
        return try words.compose(notice.fields, of: council, letterhead)
    }

    private func queue(_ delivery: Int64, _ transaction: Transaction, council: Int32) throws {
        try Enqueue(
            SendMail.queue, key: String(delivery), payload: .object([.init("delivery", .integer(Int(delivery)))]),
            runAt: notBefore
        ).run(transaction, council: council)
    }
}
