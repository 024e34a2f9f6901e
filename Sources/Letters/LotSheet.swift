public import Access
public import Documents
import Postgres
public import Vocabulary

/// Writes what stands on the paper of a letter: its own words and head, and the day of its lot.
struct LotSheet {
    let council: Council
    private let day: CalendarDate
    /// Of letters that were kept without theirs.
    private let sender: Sender

    init(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        self.council = council
        self.day = day
        sender = try Sender.find(council, on: day, transaction)
    }

    /// - Throws: `AddressFault`, or `PostgresError.decoding` for a notice without a text.
    func write(_ letter: LotStore.Letter) throws -> PrintedLetter {
        guard let text = LetterText(try JSON(parsing: letter.content)) else {
            throw PostgresError.decoding("a notice without text")
        }
        return text.printed(
            from: council, sender, to: try PostalAddress(lines: letter.address), on: day,
            reference: LetterReference(letter.notice, of: council).text)
    }
}

extension LetterText {
    /// The letter on paper: what the council chose to stand above it, or its name and how it is reached, as it was when
    /// the letter was written; its last paragraphs sign it.
    ///
    /// - Parameters:
    ///   - other: the sender of a letter that was kept without its own.
    ///   - day: the day that the letter bears.
    ///   - reference: what the council calls it by; names nobody.
    public func printed(
        from council: Council, _ other: Sender, to address: PostalAddress, on day: CalendarDate, reference: String
    ) -> PrintedLetter {
        let head = (sender ?? other).head(of: council, header: header)
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

    /// Of one letter, while others can be set.
    static func sentence(_ fault: TypesetFault, of letter: PrintedLetter) -> String {
        switch fault {
        case .missingGlyph(let characters) where kind(fault, of: letter) == .address:
            "Les polices n’ont pas « \(characters) » : écrivez-le autrement dans l’adresse."
        case .missingGlyph(let characters): "Les polices n’ont pas « \(characters) », qui est dans le texte. \(words)"
        case .tooLong(let limit): "Le texte dépasse \(limit) caractères. \(words)"
        case .value: "Une ligne du texte ne peut pas être imprimée. \(words)"
        case .template, .engine:
            "L’outil de mise en page s’arrête sur cette lettre, et met en page les autres : prévenez l’exploitant."
        }
    }

    /// What to do about words that a letter was written with, and keeps until it is written again.
    private static let words = """
        Faites publier un modèle, ou un texte de votre conseil, qui y remédie, puis demandez ci-dessous d’« écrire de \
        nouveau avec le modèle en vigueur ».
        """

    /// What the letter has to be mended in.
    static func kind(_ fault: TypesetFault, of letter: PrintedLetter) -> PostalLine.Fault {
        switch fault {
        case .missingGlyph(let characters):
            letter.address.lines.contains { line in characters.contains { line.contains($0) } } ? .address : .words
        case .tooLong, .value: .words
        case .template, .engine: .typesetter
        }
    }

    static func tooManyPages(_ pages: Int) -> String {
        "La lettre aurait \(pages) pages, \(PostalLot.mostPages) au plus. \(words)"
    }

    /// Why no letter at all is set.
    static let engine = """
        L’outil de mise en page ne répond pas. Sextant réessaie toutes les cinq minutes ; si cela dure, prévenez \
        l’exploitant de la plateforme.
        """
    static let busy = "Des informations du conseil sont en cours d’enregistrement ; Sextant reprend dans un instant."
    /// Why one letter is left out that could not even be read.
    static let unreadable = "La lettre n’a pas pu être préparée : prévenez l’exploitant de la plateforme."

    /// - Parameter isLast: nothing is tried any more.
    static func failed(_ fault: String, isLast: Bool) -> String {
        isLast
            ? "La préparation a échoué dix fois (\(fault)) et ne reprend plus : annulez ce lot et prévenez l’exploitant."
            : "La préparation a échoué (\(fault)). Sextant réessaie ; si cela dure, annulez ce lot et prévenez l’exploitant."
    }

    /// A worker ended before the lot was ready.
    static func interrupted(_ times: Int) -> String {
        "La préparation a été interrompue \(times) fois ; Sextant la reprend. Si cela dure, annulez ce lot."
    }
}
