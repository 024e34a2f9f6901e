import Crypto
public import Vocabulary

extension LetterText {
    /// The text as it is kept and hashed: one JSON object, members in this order.
    public var json: JSON {
        .object([
            .init("subject", .string(subject)), .init("mail", .array(mail.map { .string($0) })),
            .init("letter", .array(letter.map { .string($0) })),
        ])
    }

    /// A text that was kept; nil when it is none.
    public init?(_ json: JSON) {
        guard let subject = json["subject"]?.string, let mail = json["mail"]?.array, let letter = json["letter"]?.array
        else { return nil }
        self.init(
            subject: subject, mail: mail.compactMap(\.string), letter: letter.compactMap(\.string), stripped: [])
    }

    /// The hexadecimal SHA-256 of a kept text.
    static func hash(of content: String) -> String {
        SHA256.hash(data: Array(content.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
