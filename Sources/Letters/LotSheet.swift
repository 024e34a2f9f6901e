public import Access
public import Documents
import Postgres
public import Vocabulary

/// Writes what stands on the paper of a letter.
struct LotSheet {
    let council: Council
    let sender: Sender

    init(_ council: Council, _ transaction: Transaction) throws {
        self.council = council
        sender = try Sender.find(council, transaction)
    }

    /// - Throws: `AddressFault`, or `PostgresError.decoding` for a notice without a text.
    func write(_ letter: LotStore.Letter) throws -> PrintedLetter {
        guard let text = LetterText(try JSON(parsing: letter.content)) else {
            throw PostgresError.decoding("a notice without text")
        }
        return text.printed(
            from: council, sender, to: try PostalAddress(lines: letter.address), on: letter.madeOn,
            reference: LetterReference(letter.notice, of: council).text)
    }
}

extension LetterText {
    /// The letter on paper: what the council chose to stand above it, or its name and how it is reached; its last
    /// paragraphs sign it.
    ///
    /// - Parameters:
    ///   - day: the day that the letter bears.
    ///   - reference: what the council calls it by; names nobody.
    public func printed(
        from council: Council, _ sender: Sender, to address: PostalAddress, on day: CalendarDate, reference: String
    ) -> PrintedLetter {
        let name = [council.name] + (sender.displayName == council.name ? [] : [sender.displayName])
        let head = header.isEmpty ? name + [sender.phone, sender.replyTo].compactMap(\.self) : header
        let signature = letter.suffix(closing).flatMap { $0.split(separator: "\n").map(String.init) }
        return PrintedLetter(
            sender: head, address: address, dateLine: "Le \(day.inWords)", day: "\(day)", reference: reference,
            subject: subject, paragraphs: Array(letter.dropLast(closing)), signature: signature)
    }
}

/// Why a letter is left out of a lot, as a French sentence with what to do.
enum LotFault {
    static func sentence(_ fault: AddressFault) -> String {
        let mend = "Corrigez l’adresse ci-dessous, et au Tableau."
        return switch fault {
        case .tooFewLines(let lines):
            "L’adresse n’a que \(lines) ligne\(lines > 1 ? "s" : "") : il faut au moins un nom et un lieu. \(mend)"
        case .tooManyLines(let lines):
            "L’adresse a \(lines) lignes : la poste en lit \(PostalAddress.mostLines) au plus. \(mend)"
        case .lineTooLong(let line, let characters):
            "Ligne \(line) : \(characters) caractères, \(PostalAddress.mostCharacters) au plus. \(mend)"
        }
    }

    /// Nil for what is not the letter's fault.
    static func sentence(_ fault: TypesetFault) -> String? {
        switch fault {
        case .missingGlyph(let characters):
            "Les polices n’ont pas « \(characters) » : écrivez-le autrement dans l’adresse, ou écrivez à la main."
        case .tooLong(let limit): "Le texte dépasse \(limit) caractères : raccourcissez le modèle."
        case .value: "Une valeur de la lettre ne peut pas être imprimée : prévenez l’exploitant de la plateforme."
        case .template, .engine: nil
        }
    }

    static func tooManyPages(_ pages: Int) -> String {
        "La lettre aurait \(pages) pages, \(PostalLot.mostPages) au plus : raccourcissez le modèle."
    }

    /// Why no letter at all is set.
    static let engine = """
        L’outil de mise en page ne répond pas. Sextant réessaie toutes les cinq minutes ; si cela dure, prévenez \
        l’exploitant de la plateforme.
        """
    static let busy = "Des informations du conseil sont en cours d’enregistrement ; Sextant reprend dans un instant."
}
