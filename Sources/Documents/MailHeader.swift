import Foundation

/// One header field as it goes on the wire: ASCII, folded, nothing that could begin another field (RFC 5322; RFC 2047).
enum MailHeader {
    private static let longest = 76
    private static let wrapping = "=?UTF-8?B??=".utf8.count

    /// A field of free text.
    ///
    /// - Throws: `MailFault.header` with its name, when the name or the text cannot stand in a header.
    static func text(_ name: String, _ value: String) throws(MailFault) -> String {
        try check(name, value)
        return "\(name): \(isPlain(value, after: name) ? value : words(value, after: name.utf8.count + 2))\r\n"
    }

    /// A field of one mailbox.
    static func mailbox(_ name: String, _ mailbox: MailText.Mailbox) throws(MailFault) -> String {
        try check(name, mailbox.name)
        guard MailAddress.isValid(mailbox.address) else { throw .address(name) }
        guard !mailbox.name.isEmpty else { return "\(name): <\(mailbox.address)>\r\n" }
        let quoted = "\"" + mailbox.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        let shown = isPlain(quoted, after: name) ? quoted : words(mailbox.name, after: name.utf8.count + 2)
        return "\(name): \(shown)\r\n <\(mailbox.address)>\r\n"
    }

    private static func check(_ name: String, _ value: String) throws(MailFault) {
        let isName = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
        let isText = value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isName, isText, name.utf8.count <= 40 else { throw .header(name) }
    }

    /// Printable ASCII that fits one line and cannot be taken for an encoded word.
    private static func isPlain(_ value: String, after name: String) -> Bool {
        value.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !value.contains("=?")
            && value.utf8.count <= longest - name.utf8.count - 2 && !value.hasPrefix(" ") && !value.hasSuffix(" ")
    }

    /// Encoded words of at most 75 characters, each of whole characters, one a line.
    private static func words(_ value: String, after indent: Int) -> String {
        var lines: [String] = []
        var piece: [UInt8] = []
        var indent = indent
        func close() {
            lines.append("=?UTF-8?B?\(Data(piece).base64EncodedString())?=")
            piece = []
            indent = 1
        }
        for scalar in value.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if (piece.count + bytes.count + 2) / 3 * 4 + wrapping > longest - indent { close() }
            piece += bytes
        }
        if !piece.isEmpty { close() }
        return lines.joined(separator: "\r\n ")
    }
}

/// The one form of address that goes on the wire.
public enum MailAddress {
    /// One `@` between two parts of printable ASCII without space, quote or bracket: nothing that could begin another
    /// command.
    public static func isValid(_ address: String) -> Bool {
        let parts = address.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count), (1...255).contains(parts[1].count) else {
            return false
        }
        let refused = Set("<>()[]\\\",;: ".utf8)
        return address.utf8.allSatisfy { (0x21...0x7E).contains($0) && !refused.contains($0) }
    }
}
