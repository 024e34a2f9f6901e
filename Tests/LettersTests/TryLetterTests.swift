import Access
import Documents
import Foundation
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Letters

@Suite("Words that no letter can bear are refused before anybody proposes them")
struct TryLetterTests {
    private static let python = ProcessInfo.processInfo.environment["SEXTANT_TYPST"] ?? ""
    private static let today = LetterGround.today

    private func text(_ version: TemplateVersion, _ change: (inout [String]) -> Void = { _ in }) -> TemplateText {
        var letter = version.letter
        change(&letter)
        return TemplateText(subject: version.subject, mail: version.mail, letter: letter)
    }

    private func shipped() throws -> [TemplateVersion] {
        try InstallTemplates.files().map(\.0).filter { $0.version > 1 }
    }

    @Test(
        "the words that ship with the program fit two pages with the longest values and all that a council may add",
        .enabled(if: !python.isEmpty, "no Python with typst: SEXTANT_TYPST"))
    func shippedFit() async throws {
        let trial = TryLetter(press: Typesetter(python: Self.python))
        for version in try shipped() {
            #expect(try await trial.flaws(of: text(version), for: version.kind) == [], "\(version.id)")
        }
    }

    @Test(
        "twenty long paragraphs, and a character that no font draws, are said with their paragraph",
        .enabled(if: !python.isEmpty, "no Python with typst: SEXTANT_TYPST"))
    func refusedByThePress() async throws {
        let trial = TryLetter(press: Typesetter(python: Self.python))
        let alert = try #require(try shipped().first { $0.kind == .alert })
        let long = try await trial.flaws(
            of: text(alert) { $0.insert(String(repeating: "Encore des mots. ", count: 300), at: 2) }, for: .alert)
        #expect(long.map(\.paragraph) == [3] && long.first?.sentence.contains("2 au plus") == true)
        let sign = try await trial.flaws(of: text(alert) { $0[4] += " ☎ 01" }, for: .alert)
        #expect(sign.map(\.paragraph) == [5] && sign.first?.sentence.contains("« ☎ »") == true)
    }

    @Test("without a typesetter, or with one that is silent, nothing is proposed and nothing is lost")
    func silent() async throws {
        let alert = try #require(try shipped().first)
        let press = Press()
        press.setOut(true)
        for trial in [TryLetter(press: nil), TryLetter(press: press)] {
            await #expect(throws: TemplateRefusal.pressIsSilent) {
                _ = try await trial.flaws(of: text(alert), for: alert.kind)
            }
        }
        #expect(TemplateRefusal.pressIsSilent.sentence.contains("L’outil de mise en page ne répond pas"))
    }

    @Test("a council's lines are tried in a letter of each kind, with its sender; the line at fault is named")
    func council() async throws {
        try await LetterGround.run { ground in
            let council = try await ground.council()
            func flaws(
                _ proposal: TryLetter.Proposal, _ press: any LetterPress
            ) async throws -> [String] {
                let samples = try await ground.database.transaction(as: .council(1)) {
                    try TryLetter.samples(proposal, of: council, LetterGround.letterhead, on: Self.today, $0)
                }
                #expect(samples.letters.count == Notice.Kind.allCases.count)
                return try await TryLetter(press: press).flaws(of: samples)
            }
            let press = Answering(.success(1))
            #expect(try await flaws(.lines(.signature, ["Dr Anne Petit"]), press) == [])
            #expect(press.letters.allSatisfy { $0.signature.contains("Dr Anne Petit") })
            let glyph = try await flaws(.lines(.signature, ["Dr", "☎ 05"]), Answering(.failure(.missingGlyph("☎"))))
            #expect(glyph.count == 1 && glyph[0].hasPrefix("Ligne 2 : Les polices n’ont pas « ☎ »"))
            let pages = try await flaws(.lines(.paragraph, ["a"]), Answering(.success(3)))
            #expect(pages == ["Avec ce texte, une lettre aurait 3 pages, 2 au plus : raccourcissez-le."])
            let value = try await flaws(.lines(.signature, ["a"]), Answering(.failure(.value("signature"))))
            #expect(value.first?.contains("un champ par ligne") == true)
            let sender = Sender(displayName: "☎ Conseil", replyTo: nil, phone: nil)
            let name = try await flaws(.sender(sender), Answering(.failure(.missingGlyph("☎"))))
            #expect(name == ["Les polices n’ont pas « ☎ » : écrivez-le autrement, en toutes lettres."])
            await #expect(throws: TemplateRefusal.pressIsSilent) {
                _ = try await flaws(.sender(sender), Answering(.failure(.engine("out"))))
            }
        }
    }

    @Test("a press that was silent is left alone for a minute: whoever asks meanwhile is told at once")
    func spared() async throws {
        let (press, time) = (Answering(.failure(.engine("silent"))), Hand(100))
        let spared = SparedPress(press) { Instant(epochSeconds: time.value) }
        let letter = try LongestLetter.printed(
            text(try #require(try shipped().first { $0.kind == .contact })), .contact)
        for _ in 0..<3 { _ = try? await spared.set(letter) }
        #expect(press.letters.count == 1)
        time.move(by: 60)
        _ = try? await spared.set(letter)
        #expect(press.letters.count == 2)
    }
}

/// A press that always answers the same, and remembers what it was given.
final class Answering: LetterPress {
    private let answer: Result<Int, TypesetFault>
    private let given = Mutex<[PrintedLetter]>([])

    init(_ answer: Result<Int, TypesetFault>) { self.answer = answer }

    var letters: [PrintedLetter] { given.withLock { $0 } }

    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset {
        given.withLock { $0.append(letter) }
        return Typeset(pdf: [], pages: try answer.get(), sha256: "", engine: "tests")
    }

    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset { try await set(letters[0]) }
}
