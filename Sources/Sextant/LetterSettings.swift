import Documents
import Foundation

extension Configuration {
    /// What sets letters on paper (`SEXTANT_TYPST`); nil when it is not set: letters wait then, and the pages say so.
    /// Starts nothing yet.
    func typesetter() throws -> Typesetter? { try text("SEXTANT_TYPST").map { Typesetter(python: $0) } }

    /// Whether the typesetter answers, in a sentence of French; nil when it is not set.
    func typesetterSentence() async throws -> (sentence: String, isFault: Bool)? {
        guard let typesetter = try typesetter() else { return nil }
        do throws(TypesetFault) {
            return ("SEXTANT_TYPST : l'outil de mise en page répond, \(try await typesetter.engine())", false)
        } catch {
            return ("SEXTANT_TYPST : \(error.sentence)", true)
        }
    }
}

extension Setting {
    /// What letters on paper need.
    static let ofLetters = [
        Setting(
            "SEXTANT_TYPST",
            """
            The path of a Python that has the package typst (0.15.2): the letters on paper are set by it. While it is
            absent, letters wait and the pages say so; none is dropped. `sextant check-config` tries it.
            """, example: "#SEXTANT_TYPST=/opt/sextant/typst/bin/python", fault: program)
    ]

    @Sendable private static func program(_ value: String) -> String? {
        FileManager.default.isExecutableFile(atPath: value)
            ? nil : "« \(value) » n'est pas un programme que ce compte peut lancer"
    }
}

extension TypesetFault {
    /// What is wrong, for the person at the terminal.
    var sentence: String {
        switch self {
        case .missingGlyph(let text): "la police n'a pas de dessin pour « \(text) »"
        case .tooLong(let limit): "la lettre dépasse \(limit) caractères"
        case .value(let name): "la valeur « \(name) » manque, est trop longue ou n'en est pas une"
        case .template(let words): "la mise en page est refusée : \(words)"
        case .engine(let words): "l'outil de mise en page ne répond pas : \(words)"
        }
    }
}
