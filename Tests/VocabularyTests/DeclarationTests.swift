import Testing
import Vocabulary

@Suite("Declarations")
struct DeclarationTests {
    static let full = """
        {"id":"a1","action":"mg2-groupe-analyse","date":"2024-03-10",\
        "period":{"start":"2024-01-01","end":"2024-12-31"},\
        "item":"groupe-balint","object":"balint-nantes","objectLabelled":true,"variant":"v","role":"orateur",\
        "hasMethodFollowed":false,"industryFunded":true,"tags":["jeune"],"excludedPractice":true,\
        "measures":{"meetings":4,"meetingDates":["2024-01-10"],"days":0.5,"weeks":5,"patients":10,"frequency":"weekly",\
        "success":true,"consultations":["2024-05-05"],"monthlySessions":{"default":[104],"exceptions":{"2024-08":[],\
        "2024-09":[60,60]}},"regular":false,"participations":2},\
        "labelEvents":[{"on":"2024-04-01","type":"requested"},\
        {"on":"2024-06-01","type":"granted","block":3,"cnp":"genetique"},\
        {"on":"2025-06-01","type":"revoked","retroactive":true}],\
        "evidence":{"kind":"attestation_formation","receivedOn":"2024-03-11"},"equivalents":["g1-odpc-presentiel"],\
        "blockWanted":2,"treatingPhysicianIs":"self","unmetConditions":["institutionnel"]}
        """

    @Test("every field is read, and the canonical text is the one that was read")
    func everyField() throws {
        let declaration = try Declaration(json: try JSON(parsing: DeclarationTests.full))
        #expect(declaration.canonicalJSON == DeclarationTests.full)
        #expect(declaration.measures?.monthlySessions?.exceptions.count == 2)
        #expect(declaration.labelEvents[1].block == .patients)
        #expect(declaration.treatingPhysician == .oneself)
    }

    @Test("unknown fields are ignored and null is an absent field")
    func tolerance() throws {
        let text = #"{"id":"a","action":"x","date":"2024-01-01","item":null,"evidence":null,"nouveau":{"a":[1]}}"#
        let declaration = try Declaration(json: try JSON(parsing: text))
        #expect(declaration.canonicalJSON == #"{"id":"a","action":"x","date":"2024-01-01"}"#)
    }

    @Test(
        "a wrong field is named by its path",
        arguments: [
            (#"{"action":"x","date":"2024-01-01"}"#, "actions[2].id"),
            (#"{"id":7,"action":"x","date":"2024-01-01"}"#, "actions[2].id"),
            (#"{"id":"","action":"x","date":"2024-01-01"}"#, "actions[2].id"),
            (#"{"id":"a","date":"2024-01-01"}"#, "actions[2].action"),
            (#"{"id":"a","action":"x"}"#, "actions[2].date"),
            (#"{"id":"a","action":"x","date":"2024-02-30"}"#, "actions[2].date"),
            (#"{"id":"a","action":"x","date":20240101}"#, "actions[2].date"),
            (#"{"id":"a","action":"x","period":{"start":"2024-01-01"}}"#, "actions[2].period.end"),
            (#"{"id":"a","action":"x","period":{"start":"2024-01-02","end":"2024-01-01"}}"#, "actions[2].period"),
            (#"{"id":"a","action":"x","date":"2024-01-01","objectLabelled":1}"#, "actions[2].objectLabelled"),
            (#"{"id":"a","action":"x","date":"2024-01-01","tags":["a",2]}"#, "actions[2].tags[1]"),
            (#"{"id":"a","action":"x","date":"2024-01-01","blockWanted":5}"#, "actions[2].blockWanted"),
            (#"{"id":"a","action":"x","date":"2024-01-01","evidence":{"kind":3}}"#, "actions[2].evidence.kind"),
            (
                #"{"id":"a","action":"x","measures":{"meetingDates":["2024-01-01","x"]}}"#,
                "actions[2].measures.meetingDates[1]"
            ),
            (
                #"{"id":"a","action":"x","date":"2024-01-01","measures":{"patients":-1}}"#,
                "actions[2].measures.patients"
            ),
            (
                #"{"id":"a","action":"x","measures":{"monthlySessions":{"exceptions":{"2024-13":[]}}}}"#,
                "actions[2].measures.monthlySessions.exceptions.2024-13"
            ),
            (
                #"{"id":"a","action":"x","date":"2024-01-01","labelEvents":[{"type":"granted"}]}"#,
                "actions[2].labelEvents[0].on"
            ),
            (
                #"{"id":"a","action":"x","date":"2024-01-01","labelEvents":[{"on":"2024-01-01","type":"ok"}]}"#,
                "actions[2].labelEvents[0].type"
            ),
            (#"[]"#, "actions[2]"),
        ])
    func faults(_ text: String, _ path: String) throws {
        let json = try JSON(parsing: text)
        do throws(InputFault) {
            _ = try Declaration(json: json, path: "actions[2]")
            Issue.record("should not be read: \(text)")
        } catch {
            #expect(error.path == path)
            #expect(!error.message.isEmpty)
        }
    }

    @Test("a stored text that is not JSON is a fault, not a crash")
    func storedText() {
        let bytes = Array("{\"id\":".utf8)
        #expect(throws: InputFault.self) { try bytes.withUnsafeBytes { try Declaration(parsing: $0) } }
    }

    @Test("any declaration survives being stored: reading what is written gives the same, also field by field")
    func roundTrip() throws {
        var dice = Dice(seed: Dice.seed &+ 2)
        let members = try #require(try JSON(parsing: DeclarationTests.full).members)
        for _ in 0..<2_000 * Dice.volume {
            let kept = members.filter { $0.key == "id" || $0.key == "action" || $0.key == "date" || dice.chance(50) }
            let declaration = try Declaration(json: .object(kept.shuffled(using: &dice)))
            let again = try Declaration(json: try JSON(parsing: declaration.canonicalJSON))
            #expect(again == declaration)
            #expect(again.canonicalJSON == declaration.canonicalJSON)
        }
    }
}
