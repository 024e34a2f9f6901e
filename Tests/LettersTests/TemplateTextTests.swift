import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("Words of letters are checked before anybody proposes them")
struct TemplateTextTests {
    private static let whole = [
        "{destinataire},", "Ce texte n’est pas une décision. Un accompagnement est possible. {cnp} {plateforme}",
        "{reponse}", "{conseil}\nOrdre des médecins",
    ]

    private func sentences(_ text: TemplateText, _ kind: Notice.Kind = .alert) -> [String] {
        text.flaws(for: kind).map(\.sentence)
    }

    @Test("the words that ship with the program have no flaw, and every field that they ask for has a value")
    func shipped() throws {
        for version in try InstallTemplates.files().map(\.0) where version.version > 1 {
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
        #expect(text.flaws(for: .contact).map(\.part) == [.letter])
        #expect(sentences(text)[0].contains("{reponse}"))
    }

    @Test(
        "an alert without accompaniment, college, programme or « n’est pas une décision » is not proposed (R. 4022-18)",
        arguments: [
            ("Un accompagnement est possible.", CompulsoryElement.accompaniment),
            ("{cnp}", .college), ("{plateforme}", .platform), ("n’est pas une décision", .noDecision),
        ])
    func compulsory(words: String, element: CompulsoryElement) {
        let without = Self.whole.map { $0.replacing(words, with: "") }
        let mail = TemplateText(subject: "Objet", mail: without, letter: Self.whole)
        let letter = TemplateText(subject: "Objet", mail: Self.whole, letter: without)
        #expect(mail.flaws(for: .alert) == [TemplateFlaw(part: .mail, paragraph: nil, sentence: element.missing)])
        #expect(letter.flaws(for: .alert).map(\.part) == [.letter])
        #expect(mail.flaws(for: .retraction) == [] && letter.flaws(for: .contact) == [])
    }

    @Test("what is compulsory is found whatever the case, the accents and the apostrophes")
    func compulsoryWords() {
        #expect(CompulsoryElement.noDecision.stands(in: ["Ce courrier N'EST PAS\nune décision."]))
        #expect(CompulsoryElement.accompaniment.stands(in: ["Vous pouvez être accompagné."]))
        #expect(!CompulsoryElement.noDecision.stands(in: ["Ce courrier est une décision."]))
    }

    @Test(
        "the closing signs the letter: a line of it that could be longer than a signature's is said with its paragraph")
    func closing() {
        let words = Self.whole.dropLast() + ["{conseil} \(String(repeating: "a", count: 250))"]
        let flaws = TemplateText(subject: "Objet", mail: Self.whole, letter: Array(words)).flaws(for: .alert)
        #expect(flaws.map(\.paragraph) == [4] && flaws.map(\.part) == [.letter])
        #expect(flaws.first?.sentence.contains("300 au plus") == true)
        let lines = Self.whole.dropLast() + ["{conseil}\n" + (0..<21).map { "\($0)" }.joined(separator: "\n")]
        let many = TemplateText(subject: "Objet", mail: Self.whole, letter: Array(lines)).flaws(for: .alert)
        #expect(many.map(\.sentence) == ["La formule finale a 22 lignes : 20 au plus."])
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
