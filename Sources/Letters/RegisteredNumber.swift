/// The number under which the post knows a registered letter, as its label has it: `1A12345678901`.
public struct RegisteredNumber: Hashable, Sendable {
    /// Digits and capital letters, without blanks.
    public let text: String

    /// A number as it was typed or scanned, with blanks, dots or dashes between its groups; nil when it is none.
    public init?(_ typed: String) {
        let plain = typed.uppercased().filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
        let isPlain = plain.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        // A reference of ours, or the foot of a letter, has few digits: what was scanned is the wrong bar code.
        guard isPlain, (8...30).contains(plain.utf8.count), plain.utf8.count(where: { $0 <= 0x39 }) >= 6 else {
            return nil
        }
        text = plain
    }
}
