public import Access
import Documents
public import Postgres
public import Vocabulary

/// How a council signs its letters, and where it is answered: proposed by one person, put into force by another.
public struct Sender: Hashable, Sendable {
    /// The most characters of a name.
    public static let nameLength = 120
    /// The most characters of an address for answers: a line of the sheet's head has no room for more.
    public static let addressLength = 200
    /// The most characters of a telephone number.
    public static let phoneLength = 40

    /// Shown beside the address.
    public let displayName: String
    /// Where an answer to a mail goes; nil where the council has not said.
    public let replyTo: String?
    /// Where the council answers; nil where it has not said.
    public let phone: String?
    /// The lines of the council's postal address, below its name; none where it has not said.
    public let postal: [String]
    /// From 1, within the council; 0 where it has said nothing, or for one that is being written.
    public let version: Int

    /// A way to sign.
    public init(displayName: String, replyTo: String?, phone: String?, postal: [String] = [], version: Int = 0) {
        self.displayName = displayName
        self.replyTo = replyTo
        self.phone = phone
        self.postal = postal
        self.version = version
    }

    /// How a council signs on a day; its name alone where it has not said.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Sender {
        try CouncilBlockStore(transaction: transaction, council: council.id).sender(on: day) ?? unsaid(council)
    }

    /// How a council signed in this version; its name alone for 0, or for one that was never published.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ council: Council, version: Int, _ transaction: Transaction) throws -> Sender {
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        guard let block = try store.find(.sender, version: version), block.publishedBy != nil else {
            return unsaid(council)
        }
        return block.sender ?? unsaid(council)
    }

    private static func unsaid(_ council: Council) -> Sender {
        Sender(displayName: council.name, replyTo: nil, phone: nil)
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

    /// What stands above a letter on paper: what the council chose to stand there, or its name, and in each case its
    /// postal address; then how it is reached, where it chose nothing.
    ///
    /// - Parameter header: the lines of the council's own header; empty where it has none.
    func head(of council: Council, header: [String]) -> [String] {
        guard header.isEmpty else { return header + postal.filter { !header.contains($0) } }
        let name = [council.name] + (displayName == council.name ? [] : [displayName])
        return name + postal + [phone, replyTo].compactMap(\.self)
    }

    /// The address that mails of a council bear: of the platform's own domain, whose keys sign them.
    static func address(of code: String, at domain: String) -> String { "conseil-\(code.lowercased())@\(domain)" }

    /// Whether it says the same, whatever its number.
    func says(_ other: Sender) -> Bool {
        (displayName, replyTo, phone) == (other.displayName, other.replyTo, other.phone) && postal == other.postal
    }

    /// As the journal keeps it: of an institution, and of nobody.
    var json: String {
        JSON.object([
            .init("version", .integer(version)), .init("displayName", .string(displayName)),
            .init("replyTo", .string(replyTo ?? "")), .init("phone", .string(phone ?? "")),
            .init("postal", .array(postal.map { .string($0) })),
        ]).text
    }
}

/// A part of a sender that a person is to correct, and why.
public struct SenderFlaw: Hashable, Sendable {
    /// A field of a sender.
    public enum Part: String, Sendable, CaseIterable {
        /// The name beside the address.
        case displayName
        /// Where answers go.
        case replyTo
        /// Where the council answers by telephone.
        case phone
        /// Where the post finds it.
        case postal
    }

    /// Where it is wrong.
    public let part: Part
    /// What is wrong, as a sentence.
    public let sentence: String
}

extension Sender {
    /// What keeps it from being proposed; empty when it can be.
    public var flaws: [SenderFlaw] {
        var flaws: [SenderFlaw] = []
        if displayName.isEmpty {
            flaws.append(
                SenderFlaw(part: .displayName, sentence: "Écrivez le nom sous lequel votre conseil écrit."))
        }
        let parts: [(SenderFlaw.Part, String, Int)] = [
            (.displayName, displayName, Self.nameLength), (.replyTo, replyTo ?? "", Self.addressLength),
            (.phone, phone ?? "", Self.phoneLength),
        ]
        for (part, text, most) in parts {
            if text.unicodeScalars.count > most {
                flaws.append(SenderFlaw(part: part, sentence: "\(most) caractères au plus."))
            }
            for character in HiddenCharacter.all(in: text) {
                flaws.append(SenderFlaw(part: part, sentence: "Retirez le caractère \(character.name)."))
            }
        }
        if let replyTo, flaws.allSatisfy({ $0.part != .replyTo }), !MailAddress.isValid(replyTo) {
            flaws.append(
                SenderFlaw(
                    part: .replyTo, sentence: "Cette adresse n'en est pas une : écrivez nom@domaine, sans accent."))
        }
        return flaws + CouncilBlock.flaws(postal, in: .sender).map { SenderFlaw(part: .postal, sentence: $0) }
    }
}
