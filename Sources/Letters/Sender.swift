public import Access
import Documents
public import Postgres

/// How a council signs its letters, and where it is answered.
public struct Sender: Hashable, Sendable {
    /// Shown beside the address.
    public let displayName: String
    /// Where an answer to a mail goes; nil where the council has not said.
    public let replyTo: String?
    /// Where the council answers; nil where it has not said.
    public let phone: String?

    /// A way to sign.
    public init(displayName: String, replyTo: String?, phone: String?) {
        self.displayName = displayName
        self.replyTo = replyTo
        self.phone = phone
    }

    /// How a council signs; its name alone where it has not said.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ council: Council, _ transaction: Transaction) throws -> Sender {
        try SenderStore.find(transaction, council.id)
            ?? Sender(displayName: council.name, replyTo: nil, phone: nil)
    }

    /// The sentence on how to answer.
    var reply: String {
        let ways = [replyTo.map { "écrivez à \($0)" }, phone.map { "appelez le \($0)" }].compactMap(\.self)
        guard !ways.isEmpty else {
            return "Pour répondre, écrivez à votre conseil ou appelez-le : une réponse à un courriel automatique n’est "
                + "pas lue."
        }
        return "Pour répondre, \(ways.joined(separator: " ou "))."
    }

    /// The address that mails of a council bear: of the platform's own domain, whose keys sign them.
    static func address(of code: String, at domain: String) -> String { "conseil-\(code.lowercased())@\(domain)" }
}

/// Says how a council signs and where it is answered.
public struct SetSender: Sendable {
    /// The address of answers is not one that a mail can bear: `local@domain`, in ASCII.
    public struct NoAddress: Error, Sendable {}

    private let sender: Sender
    private let author: Author

    /// A way to sign about to be kept.
    public init(_ sender: Sender, by author: Author) {
        self.sender = sender
        self.author = author
    }

    /// Keeps it, in a transaction of the council.
    ///
    /// - Throws: ``NoAddress``, or `PostgresError`; its constraint says what cannot be kept.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard sender.replyTo.map(MailAddress.isValid) ?? true else { throw NoAddress() }
        try SenderStore.keep(transaction, sender, of: council.id, by: author, now: now)
        try AuditEvent(.senderSet, by: author).record(transaction, council: council.id)
    }
}

/// The statements on senders.
enum SenderStore {
    static func find(_ transaction: Transaction, _ council: Int32) throws -> Sender? {
        try transaction.first(
            "select display_name, reply_to, phone from letters.sender where council_id = \(council)"
        ).map {
            Sender(
                displayName: try $0.text("display_name"), replyTo: try $0.optional("reply_to"),
                phone: try $0.optional("phone"))
        }
    }

    static func keep(
        _ transaction: Transaction, _ sender: Sender, of council: Int32, by author: Author, now: Instant
    ) throws {
        try transaction.query(
            """
            insert into letters.sender (council_id, display_name, reply_to, phone, recorded_by, recorded_at)
            values (\(council), \(sender.displayName), \(sender.replyTo)::text, \(sender.phone)::text, \(author.name),
                to_timestamp(\(now.epochSeconds)::float8))
            on conflict (council_id) do update set display_name = excluded.display_name,
                reply_to = excluded.reply_to, phone = excluded.phone, recorded_by = excluded.recorded_by,
                recorded_at = excluded.recorded_at
            """)
    }
}
