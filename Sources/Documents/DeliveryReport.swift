/// A report on the delivery of a mail (RFC 3464), found in a message of whatever shape.
public struct DeliveryReport: Hashable, Sendable {
    /// What became of one recipient.
    public struct Recipient: Hashable, Sendable {
        /// What the report says happened.
        public enum Fate: String, Hashable, Sendable {
            /// It will not arrive.
            case failed
            /// It has not arrived yet: a note.
            case delayed
            /// It arrived, or went on to a server that gives no reports.
            case delivered
        }

        /// The address as the report writes it.
        public let address: String
        /// What happened. A delay that ended because the mail expired (4.4.7) is a failure.
        public let fate: Fate
        /// The enhanced status, such as `5.1.1`; empty when there is none.
        public let status: String
        /// The words of the server that refused, at most 300 characters; may hold the address.
        public let diagnostic: String?
    }

    /// The address to which the report was sent: the envelope sender of the mail it speaks of.
    public let to: String
    /// Whom it speaks of.
    public let recipients: [Recipient]

    /// The most bytes of a message that are looked at: the report comes before the mail that is given back.
    private static let longest = 1 << 18

    /// Nil when the message is no delivery report, or was cut before the first recipient.
    public init?(_ message: [UInt8]) {
        let part = MailPart(message.prefix(Self.longest))
        guard let status = part.find(depth: 0, { $0.hasPrefix("message/") && $0.hasSuffix("delivery-status") }) else {
            return nil
        }
        recipients = MailFields.groups(of: status.content[...]).compactMap(Self.recipient)
        let named = ["to", "x-original-to", "envelope-to", "delivered-to"].lazy.compactMap { part.fields[$0] }.first
        guard !recipients.isEmpty, let named else { return nil }
        to = Self.address(named)
    }

    private static func recipient(_ fields: MailFields) -> Recipient? {
        guard let named = fields["final-recipient"] ?? fields["original-recipient"] else { return nil }
        let status = String((fields["status"] ?? "").prefix { $0.isNumber || $0 == "." })
        return Recipient(
            address: address(afterType(named)), fate: fate((fields["action"] ?? "").lowercased(), status),
            status: status, diagnostic: fields["diagnostic-code"].map { String(afterType($0).prefix(300)) })
    }

    private static func fate(_ action: String, _ status: String) -> Recipient.Fate {
        switch action {
        case "failed": .failed
        case "delivered", "relayed", "expanded": .delivered
        case "delayed": status == "4.4.7" ? .failed : .delayed
        default: status.hasPrefix("5") ? .failed : status.hasPrefix("2") ? .delivered : .delayed
        }
    }

    /// What stands after `rfc822;` or `smtp;`.
    private static func afterType(_ value: String) -> String {
        guard let end = value.firstIndex(of: ";") else { return value }
        return String(value[value.index(after: end)...].drop { $0 == " " })
    }

    private static func address(_ value: String) -> String {
        guard let start = value.lastIndex(of: "<"), let end = value[start...].firstIndex(of: ">") else { return value }
        return String(value[value.index(after: start)..<end])
    }
}
