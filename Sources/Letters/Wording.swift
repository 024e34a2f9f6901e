public import Access
public import Postgres
public import Vocabulary

/// The words that a letter is written with: the national ones in a version, what the council adds in its versions, and
/// how it signs and is answered. What was approved is written with these, whatever comes into force meanwhile.
public struct Wording: Hashable, Sendable {
    /// The national words.
    public let version: TemplateVersion
    let blocks: CouncilBlocks
    let sender: Sender

    /// Those in force on a day, in a transaction of the council.
    ///
    /// - Throws: ``ComposeFault/noTemplate(_:)``, `PostgresError`.
    public static func inForce(
        _ kind: Notice.Kind, of council: Council, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Wording {
        try inForce(
            beside: TemplateVersion.inForce(kind: kind, on: day, transaction), of: council, on: day, transaction)
    }

    /// What the council gives itself on a day, beside national words of any version.
    static func inForce(
        beside version: TemplateVersion, of council: Council, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Wording {
        Wording(
            version: version, blocks: try CouncilBlocks.read(council.id, on: day, transaction),
            sender: try Sender.find(council, on: day, transaction))
    }

    /// A few characters that tell these words from all others.
    public var mark: String { String(LetterText.hash(of: json.text).prefix(12)) }

    /// A letter in these words.
    ///
    /// - Throws: ``ComposeFault``.
    func compose(
        _ fields: [LetterField: String], of council: Council, _ letterhead: Letterhead
    ) throws(ComposeFault) -> LetterText {
        try ComposeLetter.compose(
            version, fields.merging(letterhead.fields(of: council, sender)) { $1 },
            onPaper: [.reply: sender.replyOnPaper], blocks: blocks, sender: sender)
    }
}

extension Sender {
    /// The sentence on how to answer a letter on paper.
    var replyOnPaper: String {
        guard replyTo == nil, phone == nil else { return reply }
        guard postal.isEmpty else { return "Pour répondre, écrivez à votre conseil, à l’adresse de ce courrier." }
        return "Pour répondre, écrivez à votre conseil ou appelez-le : ses coordonnées figurent dans l’annuaire du "
            + "Conseil national de l’Ordre des médecins."
    }
}
