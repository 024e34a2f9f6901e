import ArgumentParser
import Documents
import Foundation
import Vocabulary

/// Letters on paper.
struct LettersCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "letters", abstract: "Letters on paper.", subcommands: [Render.self])

    /// Sets the letters of standard input.
    struct Render: RuledCommand {
        static let policy = CommandPolicy.noDatabase
        static let configuration = CommandConfiguration(
            abstract: "Read one letter a line on standard input, as JSON, and set each as a PDF.",
            discussion:
                "Prints one line of JSON a letter: sha256, pages, bytes, or its fault. Exits with 65 when one was refused."
        )
        @Flag(help: "One letter a line; the only form there is.") var jsonl = false
        @Flag(help: "Make one file of all letters, as for the printer, and print one line.") var lot = false
        @Option(help: "Keep the files in this folder, as 000001.pdf and so on.") var folder: String?

        func validate() throws {
            guard jsonl else { throw ValidationError("--jsonl is the only form there is") }
        }

        func run() async throws {
            try await reporting {
                guard let typesetter = try Configuration().typesetter() else {
                    throw Configuration.Problem(
                        variable: "SEXTANT_TYPST", sentence: "absent ; donnez le chemin d'un Python qui a typst")
                }
                let isWhole = lot ? try await setLot(typesetter) : try await setEach(typesetter)
                guard isWhole else { throw ExitCode(Outcome.refused.rawValue) }
            }
        }

        private func setEach(_ typesetter: Typesetter) async throws -> Bool {
            var number = 0
            var isWhole = true
            while let line = readLine() {
                number += 1
                let line = try await say(number) { () async throws(RenderFault) in
                    let letter = try Self.letter(line)
                    do throws(TypesetFault) { return try await typesetter.set(letter) } catch {
                        throw .typesetting(error)
                    }
                }
                isWhole = isWhole && line
            }
            return isWhole
        }

        private func setLot(_ typesetter: Typesetter) async throws -> Bool {
            try await say(1) { () async throws(RenderFault) in
                var letters: [PrintedLetter] = []
                while let line = readLine() { letters.append(try Self.letter(line)) }
                do throws(TypesetFault) { return try await typesetter.set(lot: letters) } catch {
                    throw .typesetting(error)
                }
            }
        }

        private func say(_ number: Int, _ set: () async throws(RenderFault) -> Typeset) async throws -> Bool {
            do throws(RenderFault) {
                let typeset = try await set()
                try keep(typeset, number)
                result(Self.line(typeset).text)
                return true
            } catch {
                result(JSON.object([.init("fault", .string(error.sentence))]).text)
                return false
            }
        }

        private func keep(_ typeset: Typeset, _ number: Int) throws(RenderFault) {
            guard let folder else { return }
            let digits = String(number)
            let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
            do {
                try Data(typeset.pdf).write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).pdf"))
            } catch {
                throw .folder
            }
        }

        private static func letter(_ line: String) throws(RenderFault) -> PrintedLetter {
            do {
                return try JSONDecoder().decode(PrintedLetter.self, from: Data(line.utf8))
            } catch let fault as AddressFault {
                throw .address(fault)
            } catch {
                throw .line
            }
        }

        private static func line(_ typeset: Typeset) -> JSON {
            .object([
                .init("sha256", .string(typeset.sha256)), .init("pages", .integer(typeset.pages)),
                .init("bytes", .integer(typeset.pdf.count)), .init("engine", .string(typeset.engine)),
                .init("lost", .array(typeset.lost.map { .string($0) })),
            ])
        }
    }
}

/// Why a line did not become a letter.
private enum RenderFault: Error {
    case line
    case folder
    case address(AddressFault)
    case typesetting(TypesetFault)

    var sentence: String {
        switch self {
        case .line: "la ligne n'est pas une lettre en JSON"
        case .folder: "le dossier ne peut pas être écrit"
        case .address(.tooFewLines(let count)): "l'adresse n'a que \(counted(count, "ligne", "lignes"))"
        case .address(.tooManyLines(let count)): "l'adresse a \(count) lignes ; la poste en lit six"
        case .address(.lineTooLong(let line, let characters)): "ligne \(line) : \(characters) caractères"
        case .typesetting(let fault): fault.sentence
        }
    }
}
