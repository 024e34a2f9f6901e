public import Access
import Documents
public import Postgres
public import Vocabulary

/// A mail to somebody who works for a council: from the council's own address, under a message id that follows from its
/// natural key alone, so that a second attempt bears the same.
public struct AgentMail: Hashable, Sendable {
    /// The address to which failures are reported: the council's own.
    public let from: String
    /// The reader's address.
    public let to: String
    /// The mail, lines ended by CRLF.
    public let bytes: [UInt8]

    /// In a transaction of the council.
    ///
    /// - Parameters:
    ///   - body: the text; lines end with a line feed.
    ///   - key: the natural key of what it tells; names nobody.
    ///   - day: the civil day, by which the council signs.
    ///   - now: the moment of `Date`.
    /// - Throws: `MailFault` when a part cannot stand in a mail, `PostgresError`.
    public init(
        to address: String, subject: String, body: String, key: String, of council: Council, _ letterhead: Letterhead,
        on day: CalendarDate, at now: Instant, _ transaction: Transaction
    ) throws {
        let sender = try Sender.find(council, on: day, transaction)
        from = Sender.address(of: council.code, at: letterhead.domain)
        to = address
        bytes = try MailText(
            from: .init(from, name: sender.displayName), to: .init(address), subject: subject,
            messageID: MessageMark.messageID(council: council.code, agentKey: key, domain: letterhead.domain),
            body: body, headers: [("Auto-Submitted", "auto-generated")], epochSeconds: now.epochSeconds
        ).bytes()
    }
}
