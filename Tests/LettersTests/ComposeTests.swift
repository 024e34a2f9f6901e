import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A letter is words with values put in their places, and nothing else")
struct ComposeTests {
    private func version(
        subject: String = "Objet", mail: [String] = ["{destinataire}"], letter: [String] = ["{destinataire}"]
    ) -> TemplateVersion {
        TemplateVersion(
            id: "essai", councilID: 0, version: 1, kind: .alert, inForceFrom: day("2023-01-01"), subject: subject,
            mail: mail, letter: letter)
    }

    @Test("each place takes its value, once, whatever the value looks like")
    func valuesAreNotWords() throws {
        let text = try ComposeLetter.compose(
            version(subject: "Étape du {echeance}", mail: ["{destinataire} : {destinataire}, {echeance}."]),
            [.addressee: "{echeance} \\ $1 #*", .milestone: "1er janvier 2029"])
        #expect(text.subject == "Étape du 1er janvier 2029")
        #expect(text.mail == ["{echeance} \\ $1 #* : {echeance} \\ $1 #*, 1er janvier 2029."])
        #expect(text.stripped == [])
    }

    @Test(
        "words that could not make a letter are refused, by the name of the place",
        arguments: [
            ("{date_de_naissance}", ComposeFault.unknownField("date_de_naissance")),
            ("{conseil}", .missingField(.council)), ("{retenues}", .fieldIsNotForMail(.counted)),
            ("un { seul", .brokenPlace("un { seul")), ("un } seul", .brokenPlace("un } seul")),
            ("{{conseil}}", .brokenPlace("{{conseil}}")), ("{}", .unknownField("")),
        ])
    func refusals(words: String, fault: ComposeFault) {
        #expect(throws: fault) {
            try ComposeLetter.compose(version(mail: [words]), [.addressee: "Docteur", .counted: "3"])
        }
    }

    @Test("a name cannot turn the writing round, break a line or hide something, and the letter says so")
    func hostileNames() throws {
        let text = try ComposeLetter.compose(
            version(), [.addressee: "Claire \u{202E}nibuA\u{202C}\r\nBcc: x\u{200F}\u{0}\u{2028}!"])
        #expect(text.mail == ["Claire nibuA  Bcc: x  !"])
        #expect(text.stripped == [.addressee])
        #expect(!text.letter[0].unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x0D })
    }

    @Test("a kept text reads as it was written")
    func textIsKept() throws {
        let text = try ComposeLetter.compose(version(), [.addressee: "Docteur « Aubin »"])
        #expect(LetterText(try JSON(parsing: text.json.text)) == text)
        #expect(
            LetterText.hash(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}

@Suite("The words that ship with the program")
struct ShippedTemplateTests {
    @Test("there is one set for each kind, and every place in them is known")
    func eachKind() throws {
        let versions = try InstallTemplates.files().map(\.0)
        #expect(Set(versions.map(\.kind)) == Set(Notice.Kind.allCases))
        #expect(versions.allSatisfy { $0.inForceFrom <= day("2026-11-21") })
    }

    @Test("they accuse nobody, offer help, name the college, say how to answer and how to verify the sender")
    func tone() throws {
        for version in try InstallTemplates.files().map(\.0) {
            for paragraphs in [version.mail, version.letter] {
                let text = paragraphs.joined(separator: " ")
                for part in ["{destinataire}", "accompagnement", "CNP", "{reponse}", "Pour vérifier", "{conseil}"] {
                    #expect(text.contains(part), "\(version.id): \(part)")
                }
                for part in ["faute", "sanction", "manquement", "mise en demeure", "disciplin"] {
                    #expect(!text.contains(part), "\(version.id): \(part)")
                }
            }
        }
    }

    @Test("the words in force say where the colleges are found, and what a milestone is not")
    func wordsInForce() throws {
        let versions = try InstallTemplates.files().map(\.0)
        for kind in Notice.Kind.allCases {
            let inForce = try #require(versions.filter { $0.kind == kind }.max { $0.inForceFrom < $1.inForceFrom })
            for paragraphs in [inForce.mail, inForce.letter] {
                #expect(paragraphs.contains { $0.contains("{cnp}") }, "\(inForce.id)")
                guard kind == .alert else { continue }
                #expect(paragraphs[1].contains("aucun texte n’impose un nombre d’actions"))
                #expect(paragraphs[1].contains("R. 4022-18"))
            }
        }
    }

    @Test("a mail tells no number of the physician's programme (rule R24)")
    func mailHoldsNoNumbers() throws {
        let marks: [LetterField: String] = Dictionary(
            uniqueKeysWithValues: LetterField.allCases.map { ($0, "[\($0.rawValue)]") })
        for version in try InstallTemplates.files().map(\.0) {
            let mail = try ComposeLetter.compose(version, marks).mail.joined()
            for field in LetterField.allCases where !field.mayStandInMail {
                #expect(!mail.contains("[\(field.rawValue)]"), "\(version.id)")
            }
        }
    }
}
