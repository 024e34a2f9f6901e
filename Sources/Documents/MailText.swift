import Glibc

/// One mail in plain text (RFC 5322).
public struct MailText: Sendable {
    /// A mailbox with the name shown beside it.
    public struct Mailbox: Hashable, Sendable {
        /// What the reader sees; may be empty.
        public let name: String
        /// `local@domain`, ASCII.
        public let address: String

        /// A mailbox.
        public init(_ address: String, name: String = "") {
            self.address = address
            self.name = name
        }
    }

    /// Who writes.
    public var from: Mailbox
    /// Who reads.
    public var to: Mailbox
    /// Where an answer goes; nil is the writer.
    public var replyTo: Mailbox?
    /// The subject, in any script; no line break.
    public var subject: String
    /// The message id without its angle brackets: the form of an address.
    public var messageID: String
    /// The text; lines end with a line feed.
    public var body: String
    /// Further header fields, in order; no line break.
    public var headers: [(name: String, value: String)]
    /// The moment of `Date`, in seconds since 1970-01-01T00:00:00Z.
    public var epochSeconds: Int64

    /// A mail with these parts.
    public init(
        from: Mailbox, to: Mailbox, replyTo: Mailbox? = nil, subject: String, messageID: String, body: String,
        headers: [(name: String, value: String)] = [], epochSeconds: Int64
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.body = body
        self.headers = headers
        self.epochSeconds = epochSeconds
    }

    /// The mail as it goes on the wire: ASCII, CRLF, no line over 76 characters but a long address's.
    ///
    /// - Throws: `MailFault` when a part cannot stand in a mail.
    public func bytes() throws(MailFault) -> [UInt8] {
        guard MailAddress.isValid(messageID) else { throw .header("Message-ID") }
        var head = try MailHeader.mailbox("From", from)
        head += try MailHeader.mailbox("To", to)
        if let replyTo { head += try MailHeader.mailbox("Reply-To", replyTo) }
        head += try MailHeader.text("Subject", subject)
        head += "Date: \(Self.date(epochSeconds))\r\nMessage-ID: <\(messageID)>\r\n"
        for header in headers { head += try MailHeader.text(header.name, header.value) }
        head += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        head += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        return Array(head.utf8) + QuotedPrintable.encode(body)
    }

    /// As RFC 5322, 3.3 writes a moment, in universal time.
    private static func date(_ epochSeconds: Int64) -> String {
        var seconds = time_t(epochSeconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
            + "\(parts.tm_year + 1900) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
    }
}

/// Why a text cannot be a mail.
public enum MailFault: Error, Hashable, Sendable {
    /// A line break or another control character in the field of this name.
    case header(String)
    /// What the mailbox of this header field bears is not one address of the form `local@domain` in ASCII.
    case address(String)
}
