import Access
import Documents
import Letters

/// The name and the address of an employer, as a person types them: the register knows none.
enum EmployerDestination {
    /// The most characters of a name.
    static let mostCharacters = 100

    /// A name on one line, without any RPPS number.
    static func name(_ text: String) throws(EmployerRefusal) -> String {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty, name.unicodeScalars.count <= mostCharacters, HiddenCharacter.all(in: name).isEmpty else {
            throw .employerIsMissing
        }
        return NumberMask.masked(name)
    }

    /// One line with an `@` is an e-mail address; else the lines of a postal one, before which the name is put.
    static func read(_ text: String, of name: String) throws(EmployerRefusal) -> Destination {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
        if lines.count == 1, let line = lines.first, line.contains("@") {
            guard MailAddress.isValid(line), line.utf8.count <= 254 else {
                throw .addressIsWrong("Cette adresse électronique n’en est pas une : écrivez nom@domaine.")
            }
            return .email(line)
        }
        let kept: [String]
        do throws(AddressFault) {
            kept = try PostalAddress(lines: [name] + lines).lines
        } catch {
            throw .addressIsWrong(sentence(error))
        }
        guard kept.count >= 3 else {
            throw .addressIsWrong(
                "Écrivez une adresse électronique, ou l’adresse postale sur deux lignes au moins, sans le nom.")
        }
        return .post(kept)
    }

    private static func sentence(_ fault: AddressFault) -> String {
        switch fault {
        case .tooFewLines: "Écrivez une adresse électronique, ou l’adresse postale : une voie et un lieu au moins."
        case .tooManyLines(let lines):
            "Avec le nom, l’adresse a \(lines) lignes : la poste en lit \(PostalAddress.mostLines) au plus."
        case .lineTooLong(1, let characters):
            "Le nom a \(characters) caractères : la poste en lit \(PostalAddress.mostCharacters) au plus."
        case .lineTooLong(let line, let characters):
            "Ligne \(line - 1) : \(characters) caractères, \(PostalAddress.mostCharacters) au plus."
        }
    }
}
