public import Documents

/// A file that is refused whole: nothing of it may be applied.
public struct FileRefusal: Error, Equatable, Sendable {
    /// A short stable word for logs and tests, such as `missing_column`.
    public let code: String
    /// One sentence or more in French: what is wrong, where, and what to do.
    public let sentence: String

    /// A refusal; the no-break spaces of French are set here.
    public init(_ code: String, _ sentence: String) {
        self.code = code
        self.sentence = frenchSpaces(sentence)
    }
}

extension FileRefusal {
    /// The steps that turn a workbook into the file that is expected.
    static let savingSteps =
        "Dans Excel : Fichier > Enregistrer sous > « CSV UTF-8 (délimité par des virgules) ». Dans LibreOffice : "
        + "Fichier > Enregistrer sous > « Texte CSV », jeu de caractères « Unicode (UTF-8) ». "
        + "Puis déposez le fichier obtenu."

    /// Refuses what is no text, by its first bytes and whatever its name; nil for a text.
    public init?(kind: FileKind, name: String) {
        guard let what = FileRefusal.what(kind) else { return nil }
        if kind == .empty {
            self.init("empty", "Le fichier « \(shown(name)) » est vide. Vérifiez l'export et déposez-le à nouveau.")
        } else {
            self.init(
                "not_text", "« \(shown(name)) » est \(what), et non un fichier texte. \(FileRefusal.advice(kind))")
        }
    }

    private static func what(_ kind: FileKind) -> String? {
        switch kind {
        case .text: nil
        case .empty: "vide"
        case .wideText: "un « texte Unicode » (UTF-16)"
        case .markup: "une page web ou un fichier XML"
        case .excelWorkbook: "un classeur Excel (.xlsx)"
        case .openDocumentSheet: "un classeur OpenDocument (.ods)"
        case .otherOfficeDocument: "un document bureautique"
        case .oldOfficeDocument: "un ancien document Office (.xls, .doc)"
        case .zip: "une archive zip"
        case .otherArchive: "une archive compressée"
        case .pdf: "un PDF"
        case .picture: "une image"
        }
    }

    /// What to do with such a file.
    private static func advice(_ kind: FileKind) -> String {
        switch kind {
        case .zip, .otherArchive: "Extrayez-en d'abord le fichier. \(savingSteps)"
        case .pdf, .picture: "Demandez le tableau d'origine à son auteur. \(savingSteps)"
        default: savingSteps
        }
    }

    /// Says in French what stopped the reading of the file called `name`.
    public init(_ fault: DocumentFault, name: String) {
        let file = "« \(shown(name)) »"
        switch fault {
        case .invalidUTF8(let line, let byte, let value):
            self.init(
                "encoding",
                "\(file) n'est pas en UTF-8 : ligne \(line), octet \(byte) (valeur 0x\(hexadecimal(value).uppercased())). Les "
                    + "accents seraient perdus. Enregistrez-le en UTF-8. \(FileRefusal.savingSteps)")
        case .nulByte(let line, let byte):
            self.init(
                "nul_byte",
                "\(file) contient un octet nul, ligne \(line), octet \(byte) : ce n'est pas un texte, ou il est abîmé. "
                    + "Refaites l'export ou le téléchargement.")
        case .lineTooLong(let line, let limit):
            self.init(
                "line_too_long",
                "La ligne \(line) de \(file) dépasse \(limit >> 20) Mio. Vérifiez que le fichier est bien un tableau.")
        case .tooManyColumns(let line, let limit):
            self.init(
                "too_many_columns",
                "L'en-tête de \(file) (ligne \(line)) compte plus de \(limit) colonnes. Ne gardez que les colonnes "
                    + "du modèle.")
        case .brokenHeader(let line):
            self.init(
                "broken_header",
                "Les guillemets de l'en-tête de \(file) (ligne \(line)) ne se referment pas. Corrigez cette ligne.")
        case .empty:
            self.init("empty", "Le fichier \(file) est vide. Vérifiez l'export et déposez-le à nouveau.")
        default: self.init(access: fault, file: file)
        }
    }

    private init(access fault: DocumentFault, file: String) {
        switch fault {
        case .cannotOpen(_, let code):
            self.init(
                "cannot_open", "\(file) ne peut pas être ouvert (erreur \(code)). Vérifiez son nom et ses droits.")
        case .notAFile: self.init("not_a_file", "\(file) n'est pas un fichier. Indiquez le fichier lui-même.")
        case .cannotRead(let code):
            self.init("cannot_read", "La lecture de \(file) s'est interrompue (erreur \(code)). Recommencez.")
        case .encryptedEntry:
            self.init(
                "encrypted", "L'archive \(file) est protégée par un mot de passe. Fournissez-la sans mot de passe.")
        case .noSuchEntry(let names):
            let held = names.isEmpty ? "rien" : names.map { shown($0) }.joined(separator: ", ")
            self.init("no_entry", "L'archive \(file) ne contient pas le fichier attendu. Elle contient : \(held).")
        case .expandsTooMuch(let limit):
            self.init("expands_too_much", "L'archive \(file) se déplie à plus de \(limit >> 30) Gio. Elle est refusée.")
        default:
            self.init("damaged_archive", "L'archive \(file) est abîmée. Téléchargez-la à nouveau.")
        }
    }
}

/// A byte as two hexadecimal digits, lower case.
func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
}
