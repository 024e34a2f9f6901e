import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("Words of letters are checked before anybody proposes them")
struct TemplateTextTests {
    private static let whole = ["{destinataire},", "Texte.", "{reponse}", "{conseil}\nOrdre des médecins"]

    private func sentences(_ text: TemplateText, _ kind: Notice.Kind = .alert) -> [String] {
        text.flaws(for: kind).map(\.sentence)
    }

    @Test("the words that ship with the program have no flaw, and every field that they ask for has a value")
    func shipped() throws {
        for version in try InstallTemplates.files().map(\.0) {
            #expect(TemplateText(version).flaws(for: version.kind) == [], "\(version.id) \(version.version)")
            let preview = try PreviewLetter.sample(TemplateText(version), version.kind)
            #expect(preview.text.letter.count == version.letter.count)
        }
    }

    @Test(
        "each flaw is said in a sentence",
        arguments: [
            ("{age} ans", "Le champ {age} n'existe pas."),
            ("{motif}", "Le champ {motif} n'a pas de valeur dans ce type de courrier."),
            ("{retenues} actions", "Le champ {retenues} ne peut figurer que dans la lettre sur papier."),
            ("un {", "Une accolade n'a pas son autre : un champ s'écrit {conseil}."),
            ("a\u{202E}b", "Retirez le caractère U+202E, qui change le sens de l'écriture."),
            (String(repeating: "a", count: 1_501), "1501 caractères : 1500 au plus."),
        ])
    func flaws(words: String, sentence: String) {
        let text = TemplateText(subject: "Objet", mail: Self.whole + [words], letter: Self.whole)
        #expect(sentences(text) == [sentence])
        #expect(text.flaws(for: .alert).first?.paragraph == 5)
    }

    @Test("a text without an object, a paragraph, the addressee, the council or a way to answer is said to lack it")
    func lacks() {
        #expect(
            sentences(TemplateText(subject: "", mail: [], letter: Self.whole))
                == ["Écrivez un objet.", "Écrivez au moins un paragraphe."])
        let text = TemplateText(subject: "Objet", mail: Self.whole, letter: ["{destinataire}", "{conseil}"])
        #expect(text.flaws(for: .alert).map(\.part) == [.letter])
        #expect(sentences(text)[0].contains("{reponse}"))
    }

    @Test("the numbers of a programme may stand in the letter on paper, and never in an alert that has none")
    func fieldsOfKinds() {
        let letter = Self.whole + ["{retenues} sur {demandees}"]
        #expect(sentences(TemplateText(subject: "Objet", mail: Self.whole, letter: letter)) == [])
        #expect(sentences(TemplateText(subject: "Objet", mail: Self.whole, letter: letter), .contact).count == 2)
    }

    @Test("typed paragraphs are those between blank lines, and come back as they were typed")
    func typed() {
        let typed = "  Un \r\ndeux\r\n \r\n\r\ntrois\n"
        #expect(TemplateText.paragraphs(typed: typed) == ["Un\ndeux", "trois"])
        #expect(TemplateText.paragraphs(typed: TemplateText.typed(Self.whole)) == Self.whole)
        #expect(TemplateText.paragraphs(typed: " \n\n") == [])
    }

    @Test("a difference names what is new, gone or in the place of another, and leaves the rest")
    func differences() {
        #expect(
            ParagraphChange.between(["a", "b", "c"], ["a", "B", "c", "d"])
                == [.same("a"), .changed(old: "b", new: "B"), .same("c"), .added("d")])
        #expect(ParagraphChange.between(["a", "b"], ["b"]) == [.removed("a"), .same("b")])
        #expect(!ParagraphChange.between(["a"], ["a"]).contains { $0.isChange })
    }

    @Test("a difference put together again gives both texts, whatever they are")
    func differencesAreWhole() {
        var dice = Dice(state: 31)
        for _ in 0..<500 {
            let (old, new) = (words(&dice), words(&dice))
            var (left, right): ([String], [String]) = ([], [])
            for change in ParagraphChange.between(old, new) {
                switch change {
                case .same(let words):
                    left.append(words)
                    right.append(words)
                case .added(let words): right.append(words)
                case .removed(let words): left.append(words)
                case .changed(let old, let new):
                    left.append(old)
                    right.append(new)
                }
            }
            #expect(left == old && right == new)
        }
    }

    private func words(_ dice: inout Dice) -> [String] {
        (0..<Int.random(in: 0...8, using: &dice)).map { _ in
            ["a", "b", "c", "d"].randomElement(using: &dice) ?? "a"
        }
    }

    @Test("whatever is typed, checking it neither stops nor passes what could not be written")
    func fuzz() throws {
        var dice = Dice(state: 32)
        let pieces = ["{", "}", "{conseil}", "{destinataire}", "{reponse}", "{x}", "é", "\n", "\n\n", "\u{202E}", " "]
        for _ in 0..<2_000 {
            let typed = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
                pieces.randomElement(using: &dice) ?? ""
            }.joined()
            let paragraphs = TemplateText.paragraphs(typed: typed)
            let text = TemplateText(subject: "Objet", mail: paragraphs, letter: paragraphs)
            guard text.flaws(for: .contact).isEmpty else { continue }
            let preview = try PreviewLetter.sample(text, .contact)
            #expect(!preview.text.mail.joined().contains("{"))
        }
    }
}
