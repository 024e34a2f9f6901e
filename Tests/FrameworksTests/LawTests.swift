import Frameworks
import Intake
import Postgres
import Progress
import Registry
import Support
import Testing
import Vocabulary

@Suite("Which version judges: drafts and proposals never, approved ones from their day on (rule R27)")
struct LawTests {
    private static let cycle = Cycle(index: 1, start: day("2023-01-01"), years: 9)

    private static func declaration(_ id: String, _ action: String, _ time: String, _ more: String = "") -> String {
        #"{"id": "\#(id)", "action": "\#(action)", \#(time), \#(more)"evidence": {"#
            + #""kind": "\#(action == "mg1-test-lecture" ? "attestation_reussite" : "attestation_presence")", "#
            + #""receivedOn": "2029-01-01"}}"#
    }

    /// The verdicts of a general practitioner's actions under a law, on 1 June 2029.
    private static func verdicts(_ actions: [String], under law: Law) throws -> [String] {
        let input = """
            {"profile": {"diplomaDate": "2010-01-01", "registrationDate": "2010-06-01", "directCare": true,
            "specialties": [{"from": "2010-06-01", "framework": "medecine-generale"}]},
            "actions": [\(actions.joined(separator: ", "))], "asOf": "2029-06-01", "policies": {}}
            """
        let answer = Evaluation(rulebook: law.rulebook, explains: false).answer(to: Array(input.utf8))
        let verdicts = try JSON(parsing: answer.bytes)["verdicts"]
        return (0..<actions.count).map { verdicts?["a\($0 + 1)"]?.string ?? "" }
    }

    private static let read2027 = declaration(
        "a1", "mg1-test-lecture", #""period": {"start": "2026-01-01", "end": "2027-12-31"}"#,
        #""item": "exercer", "measures": {"success": true}, "#)
    private static let read2028 = declaration(
        "a2", "mg1-test-lecture", #""period": {"start": "2028-01-01", "end": "2029-01-31"}"#,
        #""item": "prescrire", "measures": {"success": true}, "#)
    private static let club = declaration(
        "a3", "mg1-journal-club", #""period": {"start": "2027-03-01", "end": "2028-02-29"}"#,
        #""hasMethodFollowed": true, "measures": {"meetings": 4}, "#)

    @Test("R27-2 to R27-4: the dropped line counts until its last day, the raised threshold asks from its first day on")
    func versionOfTheDay() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            let actions = [Self.read2027, Self.read2028, Self.club]
            let before = try Law.load(on: Samples.today, transaction)
            let drafted = try Self.verdicts(actions, under: before)
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            let proposed = try Law.load(on: Samples.today, transaction)
            #expect(try Self.verdicts(actions, under: proposed) == drafted)
            #expect(proposed.fingerprint == before.fingerprint)
            #expect(drafted == ["counted", "identical", "counted"])
            let added = try Law.load(on: Samples.today, adding: [key], transaction)
            let expected = ["counted", "not_in_framework", "threshold_not_met"]
            #expect(try Self.verdicts(actions, under: added) == expected)
            #expect(added.fingerprint != before.fingerprint)
            let accepted = try Samples.acceptance(of: key, transaction)
            try ApproveVersion(key, actor: "b", acceptedImpact: accepted, today: Samples.today).run(transaction)
            let after = try Law.load(on: Samples.today, transaction)
            #expect(try Self.verdicts(actions, under: after) == expected)
            #expect(after.fingerprint != before.fingerprint)
        }
    }

    @Test("R27-1: an action before the first publication is judged by the first version")
    func beforeTheFirst() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try Samples.approve(key, transaction)
            let law = try Law.load(on: Samples.today, transaction)
            let id = FrameworkID("medecine-generale")
            let days = ["2024-03-10", "2026-02-25", "2027-12-31", "2028-01-01"].map(day)
            #expect(days.map { law.rulebook.framework(id, on: $0)?.version } == ["1", "1", "1", "2"])
        }
    }

    @Test("R27-5: a free action accepted once stays valid when the next version lists it")
    func formerFreeAction() async throws {
        let law = try await Samples.national { try Law.load(on: Samples.today, $0) }
        var second = try FrameworkPackage(try Samples.second()).framework
        var listed = try #require(second.line("mg1-dpc-andpc-faf"))
        listed.id = "mg1-cercle-de-lecture"
        second.lines.append(listed)
        let accepted = """
            {"id": "a1", "action": "hors-liste", "date": "2027-06-01", "object": "cercle de lecture",
            "labelEvents": [{"on": "2027-05-01", "type": "granted", "block": 1}],
            "evidence": {"kind": "justificatif_libre", "receivedOn": "2027-06-01"}}
            """
        let later = accepted.replacing("2027-06-01", with: "2028-06-01").replacing(#""a1""#, with: #""a2""#)
            .replacing("cercle de lecture", with: "autre cercle")
        for law in [law, law.with([second])] {
            #expect(try Self.verdicts([accepted, later], under: law) == ["counted", "counted"])
        }
    }

    @Test("a law with a version added judges as if it were approved, and leaves the law itself as it is")
    func withProposed() async throws {
        try await Samples.national { transaction in
            let law = try Law.load(on: Samples.today, transaction)
            let second = try FrameworkPackage(try Samples.second()).framework
            let added = law.with([second])
            let id = FrameworkID("medecine-generale")
            #expect(added.rulebook.framework(id, on: day("2028-01-01"))?.version == "2")
            #expect(law.rulebook.framework(id, on: day("2028-01-01"))?.version == "1")
            #expect(added.idByOfficialCode == law.idByOfficialCode)
            var unknown = second
            unknown.id = FrameworkID("REF.10.02_1")
            #expect(law.with([unknown]).idByOfficialCode["REF.10.02_1"] == unknown.id)
        }
    }

    @Test("the law of then is read from the recorded texts, and an altered one is named")
    func recordedLaw() async throws {
        let place = try await SharedDatabase.open()
        let law = try await Samples.national { try Law.load(on: Samples.today, $0) }
        let again = try await Samples.national {
            try Law.load(
                recorded: law.sources, ruleSet: law.rules.fingerprint, fingerprint: law.fingerprint, $0)
        }
        #expect(again.frameworks == law.frameworks)
        #expect(again.idByOfficialCode == law.idByOfficialCode)
        let altered = await #expect(throws: Law.Altered.self) {
            try await place.owner.rolledBack(as: nil) { transaction in
                try transaction.query("alter table frameworks.version disable trigger user")
                try transaction.query(
                    """
                    update frameworks.version set content = replace(content, '"minMeetings": 4', '"minMeetings": 3')
                    where framework_id = 'medecine-generale'
                    """)
                _ = try Law.load(
                    recorded: law.sources, ruleSet: law.rules.fingerprint, fingerprint: law.fingerprint, transaction)
            }
        }
        #expect(altered?.names == ["medecine-generale 1"])
    }

    @Test("a corrected link of a specialty holds from its day on, changes the law's word that day, and is kept")
    func specialtyLink() async throws {
        try await Samples.national { transaction in
            let known = Set(try CollegeStore.list(transaction).map(\.frameworkCode))
            let words = { try FrameworkStore.fingerprint(on: day($0), transaction) }
            let before = (try words("2026-11-21"), try words("2027-01-01"))
            #expect(before.0 == before.1)
            try SetSpecialtyLink(
                code: "SM55", candidates: ["REF.10.32_1"], certainty: "a_confirmer", source: "courrier du CNP",
                startsOn: day("2027-01-01"), actor: "a"
            ).run(known: known, transaction)
            #expect(try words("2026-12-31") == before.0)
            #expect(try words("2027-01-01") != before.0)
            let links = { (iso: String) in
                try SpecialtyStore.links(on: day(iso), transaction).first { $0.code == "SM55" }
            }
            #expect(try links("2026-12-31")?.correction == nil)
            #expect(try links("2027-01-01")?.candidates == ["REF.10.32_1"])
            #expect(try links("2027-01-01")?.correction?.setBy == "a")
            #expect(try SpecialtyStore.history(of: "SM55", transaction).count == 2)
        }
        let place = try await SharedDatabase.open()
        try await place.owner.rolledBack(as: nil) { transaction in
            try transaction.query(
                """
                insert into registry.specialty_override (specialty_code, candidates, certainty, source, starts_on, set_by)
                values ('SM55', '{REF.10.38_1}', 'deduit', 'x', '2020-01-01', 'a')
                """)
            try InstallNomenclatures().run(transaction)
            let link = try SpecialtyStore.links(on: Samples.today, transaction).first { $0.code == "SM55" }
            #expect(link?.candidates == ["REF.10.38_1"])
        }
    }

    @Test(
        "a link that cannot be is refused",
        arguments: [
            ("SM99", ["REF.10.01_1"], "deduit", "x", "nomenclature"),
            ("SM55", ["REF.99.01_1"], "deduit", "x", "n'existe pas"),
            ("SM55", [], "deduit", "x", "exactement un"), ("SM55", [], "a_confirmer", "x", "au moins un"),
            ("SM55", ["REF.10.01_1"], "sûr", "x", "Dites si"),
            ("SM55", ["REF.10.01_1"], "deduit", "", "source"),
            ("SM55", ["REF.10.01_1", "REF.10.01_1"], "ambigu", "x", "deux fois"),
        ])
    func wrongLink(code: String, to: [String], certainty: String, source: String, part: String) async throws {
        try await Samples.national { transaction in
            let known = Set(try CollegeStore.list(transaction).map(\.frameworkCode))
            let sentence = try Samples.refusal {
                try SetSpecialtyLink(
                    code: code, candidates: to, certainty: certainty, source: source, startsOn: Samples.today,
                    actor: "a"
                ).run(known: known, transaction)
            }
            #expect(sentence?.contains(part) == true, "\(sentence ?? "")")
        }
    }
}
