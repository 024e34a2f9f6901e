import Frameworks
import Intake
import Postgres
import Progress
import Support
import Testing
import Vocabulary

@Suite("The flat list of the ANS becomes drafts that say what is missing (contracts §9)")
struct FlatListTests {
    private static func importing(_ text: String) -> ImportFrameworks {
        ImportFrameworks(
            fileName: "liste.csv", bytes: Array(text.utf8), source: "export de l'ANS", published: day("2026-03-30"),
            actor: "Anne Martin", today: Samples.today)
    }

    @Test("labels keep their quotes, semicolons and line breaks; the block and the référentiel are read from the code")
    func labels() async throws {
        let text =
            "\u{FEFF}Libellé;AXE;code;remarque\r\n\"Dire \"\"non\"\";\r\nà deux\";1;REF.10.02_1-AXE1-1;x\r\n"
            + "Congrès d’été;Axe 4;ref.10.02_1-axe4-2;\r\n\r\n"
        try await Samples.national { transaction in
            let outcome = try Self.importing(text).run(isApplied: true, transaction)
            #expect(outcome.rejected == [])
            #expect(outcome.report.unknownColumns == ["remarque"])
            #expect(outcome.counts.ignored == 1)
            let key = FrameworkVersion.Key(FrameworkID("REF.10.02_1"), "2026-03-30")
            #expect(outcome.drafts.map(\.key) == [key])
            let draft = try FrameworkDraft(try #require(try VersionStore.content(key, transaction)))
            #expect(draft.title == "Anatomie et cytologie pathologiques")
            #expect(draft.lines.map(\.label) == ["Dire \"non\";\r\nà deux", "Congrès d’été"])
            #expect(draft.lines.map(\.blocks) == [[.knowledge], [.health]])
            #expect(draft.lines.map(\.officialCode) == ["REF.10.02_1-AXE1-1", "REF.10.02_1-AXE4-2"])
            #expect(draft.effectiveFrom == nil)
            #expect(draft.whole == nil)
            let version = try #require(try VersionStore.find(key, transaction))
            #expect(version.stage == .draft)
            #expect(version.source == "export de l'ANS")
            #expect(version.officialCode == "REF.10.02_1")
        }
    }

    @Test("lines that look like rows inside a label do not cut it, and a lone quote swallows no row")
    func manyLines() async throws {
        let text =
            "code;libelle\nREF.10.02_1-AXE1-1;\"a\nb ; c\nd ; e\"\nREF.10.02_1-AXE1-2;\"seul\nREF.10.02_1-AXE1-3;x\"\n"
            + "REF.10.02_1-AXE1-4;y\n"
        try await Samples.national { transaction in
            let outcome = try Self.importing(text).run(isApplied: true, transaction)
            let key = try #require(outcome.drafts.first).key
            let draft = try FrameworkDraft(try #require(try VersionStore.content(key, transaction)))
            #expect(draft.lines.map(\.label).first == "a\nb ; c\nd ; e")
            #expect(draft.lines.map(\.id).last == "REF.10.02_1-AXE1-4")
            #expect(outcome.rejected.map(\.number).first == 5)
            #expect(outcome.report.lines == outcome.rejected.count + draft.lines.count)
        }
    }

    @Test("the report says in French, by référentiel, what is missing; such a draft cannot be proposed")
    func missingParts() async throws {
        let text = "code;libelle\nREF.21.01_1-AXE1-1;Un\nREF.21.01_1-AXE1-2;Deux\n"
        try await Samples.national { transaction in
            let outcome = try Self.importing(text).run(isApplied: true, transaction)
            let draft = try #require(outcome.drafts.first)
            #expect(
                draft.missing == [
                    "le nom du conseil national professionnel", "la date d'effet",
                    "le mode de décompte (actions ou points)",
                    "le nombre d'actions demandé et l'identité des actions (blocs 1, 2, 3, 4)",
                    "2 lignes sans rubrique", "2 lignes sans mode de labellisation",
                    "2 lignes sans nature de justificatif", "2 lignes sans seuils (à écrire même s'il n'y en a aucun)",
                    "2 lignes sans conditions (à écrire même s'il n'y en a aucune)",
                ])
            let sentence = try Samples.refusal {
                try ProposeVersion(draft.key, actor: "a", today: Samples.today).run(transaction)
            }
            #expect(sentence?.contains("2 lignes sans mode de labellisation") == true)
            let law = try Law.load(on: Samples.today, transaction)
            #expect(!law.rulebook.contains(draft.key.framework))
        }
    }

    @Test("a référentiel of which a whole version is law gets the draft under its own id, an extract does not")
    func ids() async throws {
        let text = "code;libelle\nREF.10.01_1-AXE1-1;a\nREF.10.14_1-AXE1-1;b\nREF.10.38_1-AXE2-1;c\n"
        try await Samples.national { transaction in
            let outcome = try Self.importing(text).run(isApplied: true, transaction)
            #expect(outcome.drafts.map(\.key.framework.rawValue) == ["medecine-generale", "genetique", "REF.10.38_1"])
            #expect(outcome.drafts[0].missing.contains("le nom du conseil national professionnel") == false)
        }
    }

    @Test(
        "a line that is wrong is set aside with its reason, and the others pass",
        arguments: [
            ("REF.10.02_1-AXE5-1;x;", "axe 5"), ("REF.10.02_1-AXE1;x;", "n'est pas le code"),
            ("10.02_1-AXE1-1;x;", "n'est pas le code"), ("REF.99.99_1-AXE1-1;x;", "n'existe pas"),
            ("REF.10.02_1-AXE1-9;x;2", "La colonne axe dit"), ("REF.10.02_1-AXE1-9;;1", "libelle est vide"),
            (";x;1", "code est vide"), ("REF.10.02_1-AXE1-1;autre;1", "figure déjà ligne 2"),
            ("REF.10.02_1-AXE1-9;x", "tronquée"), ("REF.10.02_1-AXE1-9;\"x;1", "guillemet"),
        ])
    func rejected(line: String, reason: String) async throws {
        let text = "code;libelle;axe\nREF.10.02_1-AXE1-1;bon;1\n\(line)\nREF.10.02_1-AXE2-1;bon;\n"
        try await Samples.national { transaction in
            let outcome = try Self.importing(text).run(isApplied: false, transaction)
            #expect(outcome.drafts.map(\.lines) == [2])
            let rejected = try #require(outcome.rejected.first)
            #expect(outcome.rejected.count == 1)
            #expect(rejected.number == 3)
            #expect(rejected.sentence.lowercased().contains(reason.lowercased()), "\(rejected.sentence)")
            #expect(try VersionStore.list(transaction).count == 3, "a preview changes nothing")
        }
    }

    @Test(
        "a file that is no such list is refused whole",
        arguments: [
            ("code;label\nREF.10.02_1-AXE1-1;x\n", "libelle"), ("", "vide"), ("code;libelle\n", "aucune ligne"),
            ("code;code;libelle\n", "deux fois"), ("%PDF-1.4\n", "PDF"), ("code;libelle\nx;y\n", "aucune ligne"),
        ])
    func refused(text: String, part: String) async throws {
        try await Samples.national { transaction in
            let sentence = try Samples.refusal { _ = try Self.importing(text).run(isApplied: true, transaction) }
            #expect(sentence?.contains(part) == true, "\(sentence ?? "")")
        }
    }

    @Test("a list in Windows-1252 is refused with the line, before any accent is lost")
    func encoding() async throws {
        try await Samples.national { transaction in
            let bytes = Array("code;libelle\nREF.10.02_1-AXE1-1;Congr".utf8) + [0xE8, 0x73, 0x0A]
            let command = ImportFrameworks(
                fileName: "liste.csv", bytes: bytes, source: "x", published: day("2026-03-30"), actor: "a",
                today: Samples.today)
            let sentence = try Samples.refusal { _ = try command.run(isApplied: true, transaction) }
            #expect(sentence?.contains("UTF-8") == true)
        }
    }

    @Test("the same list again changes nothing; another of the same day changes its drafts only")
    func again() async throws {
        let text = "code;libelle\nREF.10.02_1-AXE1-1;a\nREF.10.03_1-AXE1-1;b\n"
        try await Samples.national { transaction in
            _ = try Self.importing(text).run(isApplied: true, transaction)
            let same = try Self.importing(text).run(isApplied: true, transaction)
            #expect(same.drafts.map(\.effect) == [.unchanged, .unchanged])
            let other = try Self.importing(text.replacing(";b", with: ";c")).run(isApplied: true, transaction)
            #expect(other.drafts.map(\.effect) == [.unchanged, .changed])
        }
    }

    @Test("a draft completed, signed and imported again can be proposed")
    func completed() async throws {
        let line =
            #"{"id": "l1", "official": "REF.10.02_1-AXE1-1", "blocks": [1], "label": "a", "category": "b", "#
            + #""labelling": {"mode": "automatic"}, "evidence": [], "thresholds": {}, "conditions": [], "source": "s"}"#
        let block = #"{"title": "t", "required": 2, "identity": "line", "source": "s"}"#
        let text = """
            {"format": "sextant-draft/1", "id": "REF.10.02_1", "title": "t", "cnp": "c", "version": "1",
            "publishedOn": "2027-11-30", "effectiveFrom": "2027-12-01", "scheme": "actions",
            "blocks": {"1": \(block), "2": \(block), "3": \(block), "4": \(block)}, "actions": [\(line)]}
            """
        let complete = try FrameworkDraft(text)
        #expect(complete.missing.map(\.path) == ["format"])
        try await Samples.national { transaction in
            let whole = text.replacing("sextant-draft/1", with: "sextant-framework/1")
            let key = try Samples.draft(whole, college: "anatomie-cytologie-pathologiques", transaction)
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            #expect(try VersionStore.find(key, transaction)?.stage == .proposed)
            let law = try Law.load(on: Samples.today, adding: [key], transaction)
            #expect(law.rulebook.framework(key.framework, on: Samples.today)?.line("l1")?.officialCode != nil)
        }
    }

    @Test(
        "in a draft too, what is wrong is not taken for missing",
        arguments: [
            (#""version": "1""#, #""version": 1"#, "version"),
            (#""blocks": [1]"#, #""blocks": [5]"#, "actions[0].blocks[0]"),
            (#""label": "a""#, #""labels": "a""#, "actions[0].labels"),
            (#""actions": [{"#, #""actions": [{"id": "l1", "blocks": [1], "label": "x"}, {"#, "actions[1].id"),
            (#""actions": [{"#, #""actions": [3, {"#, "actions[0]"), (#""title": "t", "#, "", "title"),
        ])
    func wrongDraft(found: String, replacement: String, path: String) throws {
        let text = """
            {"format": "sextant-draft/1", "id": "x", "title": "t", "version": "1", "publishedOn": "2027-11-30",
            "actions": [{"id": "l1", "blocks": [1], "label": "a"}]}
            """
        #expect(try FrameworkDraft(text).lines.count == 1)
        let fault = #expect(throws: InputFault.self) { try FrameworkDraft(text.replacing(found, with: replacement)) }
        #expect(fault?.path == path)
    }
}
