public import Access
public import Postgres
public import Vocabulary

/// A letter as it would be written, and what its reader would not see as it was typed.
public struct LetterPreview: Sendable {
    /// The letter.
    public let text: LetterText
    /// Values from which characters were left out, each with their names.
    public let hidden: [(field: LetterField, characters: [HiddenCharacter])]
}

/// Writes a letter without sending or keeping it.
public struct PreviewLetter: Sendable {
    private let letterhead: Letterhead
    private let day: CalendarDate
    private let includesProposals: Bool

    /// - Parameter includesProposals: with the blocks that wait for a second person in the place of those in force.
    public init(_ letterhead: Letterhead, on day: CalendarDate, includesProposals: Bool = false) {
        self.letterhead = letterhead
        self.day = day
        self.includesProposals = includesProposals
    }

    /// The letter to one physician of the council, in its transaction.
    ///
    /// - Throws: ``ComposeFault``, `PostgresError`.
    public func run(_ notice: Notice, of council: Council, _ transaction: Transaction) throws -> LetterPreview {
        let sender = try Sender.find(council, on: day, transaction)
        let own = letterhead.fields(of: council, sender)
        let blocks = try CouncilBlocks.read(council.id, on: day, proposed: includesProposals, transaction)
        return try Self.compose(notice.version, notice.fields.merging(own) { $1 }, blocks, sender)
    }

    /// Words with the values of a physician who does not exist and what the council gives itself, for a council that has
    /// no recipient yet; in its transaction.
    ///
    /// - Throws: ``ComposeFault``, `PostgresError`.
    public func sample(
        _ version: TemplateVersion, of council: Council, _ transaction: Transaction
    ) throws -> LetterPreview {
        let sender = try Sender.find(council, on: day, transaction)
        let own = letterhead.fields(of: council, sender)
        let blocks = try CouncilBlocks.read(council.id, on: day, proposed: includesProposals, transaction)
        return try Self.compose(
            version, Self.samples(of: version.kind).merging(own) { $1 }, blocks, sender)
    }

    /// Words with invented values, for whoever sees no physician.
    ///
    /// - Throws: ``ComposeFault`` when the words could not make a letter.
    public static func sample(_ text: TemplateText, _ kind: Notice.Kind) throws(ComposeFault) -> LetterPreview {
        let version = TemplateVersion(
            id: kind.rawValue, councilID: 0, version: 1, kind: kind, inForceFrom: sampleDay, subject: text.subject,
            mail: text.mail, letter: text.letter)
        return try compose(version, samples(of: kind).filter { $0.key.isGiven(to: kind) }, CouncilBlocks())
    }

    private static func compose(
        _ version: TemplateVersion, _ fields: [LetterField: String], _ blocks: CouncilBlocks, _ sender: Sender? = nil
    ) throws(ComposeFault) -> LetterPreview {
        let onPaper = sender.map { [LetterField.reply: $0.replyOnPaper] } ?? [:]
        let text = try ComposeLetter.compose(version, fields, onPaper: onPaper, blocks: blocks, sender: sender)
        return LetterPreview(
            text: text, hidden: text.stripped.map { ($0, HiddenCharacter.all(in: fields[$0] ?? "")) })
    }

    /// The same in a letter of this kind: that to an employer is addressed to the employer.
    private static func samples(of kind: Notice.Kind) -> [LetterField: String] {
        guard kind.mayReachEmployer, let employer = samples[.employer] else { return samples }
        return samples.merging([.addressee: employer]) { $1 }
    }

    private static let sampleDay = CalendarDate(iso: "2029-01-01")!

    /// Of a physician who does not exist.
    public static let samples: [LetterField: String] = [
        .addressee: "Docteur Camille Exemple", .council: "Conseil départemental d’exemple",
        .milestone: "1er janvier 2029", .cycle: "du 1er janvier 2023 au 31 décembre 2031", .counted: "3",
        .expected: "5", .required: "8", .retractedOn: "2 janvier 2029",
        .reason: "une action déclarée n’avait pas été lue",
        .platform: "Votre programme se consulte et se complète dans votre compte « Ma Certif' Pro Santé ».",
        .reply: "Pour répondre, écrivez à conseil@exemple.example ou appelez le 01 99 00 00 00.",
        .college: "Les CNP et leurs coordonnées figurent sur le site de la Fédération des spécialités médicales.",
        .physician: "Docteur Camille Exemple", .employer: "Centre hospitalier d’exemple", .delay: "7 jours",
    ]
}
