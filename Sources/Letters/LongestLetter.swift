import Documents
import Vocabulary

/// The longest letter that words may have to make: every value as long as it can be, with all that a council may add.
enum LongestLetter {
    /// Of a council and a physician who do not exist.
    static let values: [LetterField: String] = [
        .addressee: "Docteur Marie-Élisabeth-Charlotte DE LA ROCHEFOUCAULD-MONTMORENCY",
        .council: "Conseil départemental de la Seine-Saint-Denis et des Hauts-de-Seine de l’Ordre des médecins",
        .milestone: "30 septembre 2029", .cycle: "du 30 septembre 2023 au 30 septembre 2032", .counted: "888",
        .expected: "888", .required: "888", .retractedOn: "30 septembre 2029", .reason: words(500),
        .platform: "Votre programme se consulte et se complète dans votre compte « Ma Certif' Pro Santé » : https://"
            + String(repeating: "w", count: 92),
        .reply: Sender(
            displayName: "", replyTo: "\(String(repeating: "w", count: 187))@example.com",
            phone: words(Sender.phoneLength)
        ).reply,
        .college: "Les CNP et leurs coordonnées figurent sur le site de la Fédération des spécialités médicales : "
            + "https://specialitesmedicales.org",
        .physician: "Docteur Marie-Élisabeth-Charlotte DE LA ROCHEFOUCAULD-MONTMORENCY",
        .employer: words(100), .delay: "60 jours",
    ]

    /// The blocks of a council that fills each to its limit.
    static let blocks = CouncilBlocks(
        CouncilBlock.Kind.words.map { kind in
            CouncilBlock(
                kind: kind, version: 1, lines: (0..<kind.lines).map { _ in words(kind.length) }, state: .published,
                proposedBy: "", proposer: nil, publishedBy: nil, inForceFrom: nil, endedBy: nil, reason: nil,
                revocation: nil, sender: nil)
        })

    static let day = CalendarDate(iso: "2029-09-30")!

    /// A line of a template with these values; what is no field stays as it is.
    static func filled(_ words: String) -> String {
        values.reduce(words) { $0.replacing("{\($1.key.rawValue)}", with: $1.value) }
    }

    /// The letter, as the press is to set it.
    ///
    /// - Throws: ``ComposeFault``, or `AddressFault`, which no address of this file has.
    static func printed(_ text: TemplateText, _ kind: Notice.Kind) throws -> PrintedLetter {
        let version = TemplateVersion(
            id: kind.rawValue, councilID: 0, version: 1, kind: kind, inForceFrom: day, subject: text.subject,
            mail: text.mail, letter: text.letter)
        let letter = try ComposeLetter.compose(version, values.filter { $0.key.isGiven(to: kind) }, blocks: blocks)
        return sheet(letter, head: letter.header + Array(repeating: words(PostalAddress.mostCharacters), count: 6))
    }

    /// A letter to the longest address, from whom these lines name.
    static func sheet(_ letter: LetterText, head: [String]) -> PrintedLetter {
        let signature = letter.letter.suffix(letter.closing).flatMap { $0.split(separator: "\n").map(String.init) }
        return PrintedLetter(
            sender: head, address: address, dateLine: "Le \(day.inWords)", day: "\(day)",
            reference: "00-0000000000", subject: letter.subject,
            paragraphs: Array(letter.letter.dropLast(letter.closing)), signature: signature)
    }

    private static let address = try! PostalAddress(
        lines: ["Docteur Exemple"] + Array(repeating: words(PostalAddress.mostCharacters), count: 5))

    /// So many characters of words.
    static func words(_ length: Int) -> String {
        String(String(repeating: "Lettre de mesure ", count: length / 17 + 1).prefix(length - 1)) + "e"
    }
}
