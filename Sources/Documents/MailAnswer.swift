/// What became of one mail handed to the server.
public enum MailAnswer: Hashable, Sendable {
    /// The server has taken it; its last line.
    case accepted(String)
    /// The recipient or the mail was refused for good (5xx at RCPT or DATA).
    case refused(Reply)
    /// The recipient or the mail was refused for now (4xx at RCPT or DATA), or the server hung up or fell silent once
    /// it had heard of the recipient (421): to be tried again.
    case postponed(Reply)
    /// The route itself does not work (server, TLS, certificate, password, sender): the server has not heard of the
    /// recipient, and no letter is to blame.
    case unusable(String)
    /// The body was given and no answer came: the mail may have been accepted.
    case unknown(String)

    /// What the server said when it refused (RFC 5321, 4.2; RFC 3463).
    public struct Reply: Hashable, Sendable {
        /// 400 to 599.
        public let code: Int
        /// The enhanced status, such as `5.1.1`, where the server gave one.
        public let enhanced: String?
        /// The server's words after the codes; may hold the address.
        public let text: String
        /// Whether it was the recipient (RCPT) that was refused, and not the mail.
        public let isOfRecipient: Bool

        /// A reply with these parts.
        public init(code: Int, enhanced: String?, text: String, isOfRecipient: Bool) {
            self.code = code
            self.enhanced = enhanced
            self.text = text
            self.isOfRecipient = isOfRecipient
        }
    }
}
