import Crypto
public import Vocabulary

extension LetterText {
    /// The text as it is kept and hashed: one JSON object, members in this order. What the council adds of its own is
    /// named by its version, and its sender stands there whole; a text without any is kept as it always was.
    public var json: JSON {
        var members: [JSON.Member] = [
            .init("subject", .string(subject)), .init("mail", .array(mail.map { .string($0) })),
            .init("letter", .array(letter.map { .string($0) })),
        ]
        if !header.isEmpty { members.append(.init("header", .array(header.map { .string($0) }))) }
        let used = CouncilBlock.Kind.allCases.compactMap { kind in blocks[kind].map { (kind, $0) } }
        if !used.isEmpty {
            members.append(.init("blocks", .object(used.map { .init($0.rawValue, .integer($1)) })))
        }
        if let sender { members.append(.init("sender", sender.kept)) }
        return .object(members)
    }

    /// A text that was kept; nil when it is none.
    public init?(_ json: JSON) {
        guard let subject = json["subject"]?.string, let mail = json["mail"]?.array, let letter = json["letter"]?.array
        else { return nil }
        var blocks: [CouncilBlock.Kind: Int] = [:]
        for kind in CouncilBlock.Kind.allCases { blocks[kind] = json["blocks"]?[kind.rawValue]?.integer }
        self.init(
            subject: subject, mail: mail.compactMap(\.string), letter: letter.compactMap(\.string), stripped: [],
            header: (json["header"]?.array ?? []).compactMap(\.string), blocks: blocks,
            sender: json["sender"].flatMap(Sender.init(kept:)))
    }

    /// The hexadecimal SHA-256 of a kept text.
    static func hash(of content: String) -> String {
        SHA256.hash(data: Array(content.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
