import Documents
import Intake
import Testing
import Vocabulary

@Suite("Nothing about a physician's own health leaves the readers (rule R24, contracts §4)")
struct BlockFourTests {
    private func line(_ action: String) -> (String, String) {
        ("actions.jsonl", #"{"sourceId":"S1","rpps":"19900000001","note":"secret","action":\#(action)}"# + "\n")
    }

    @Test("of an action of block 4 only dates, kinds and truth values are kept, and the report names the rest")
    func reduced() throws {
        let read = try readFeed([
            line(
                #"{"id":"a","action":"b4","date":"2024-03-10","object":"secret","variant":"secret","tags":["secret"],"#
                    + #""treatingPhysicianIs":"self","measures":{"patients":3,"weeks":2},"diagnostic":"secret","#
                    + #""evidence":{"kind":"attestation_honneur","receivedOn":"2024-03-10"}}"#)
        ])
        let kept = try #require(read.actions.first?.declaration)
        #expect(kept.date == day("2024-03-10") && kept.measures?.weeks == 2 && kept.measures?.patients == nil)
        #expect(!kept.canonicalJSON.contains("secret") && kept.treatingPhysician == .other)
        let fields = ["object", "variant", "tags", "measures", "treatingPhysicianIs", "autres champs"]
        #expect(fields.allSatisfy { read.warningCodes.contains("block4_discarded:\($0)") }, "\(read.warningCodes)")
    }

    @Test("an action that no référentiel knows is held to be of block 4")
    func unknown() throws {
        let read = try readFeed([line(#"{"id":"a","action":"zz","date":"2024-03-10","object":"secret"}"#)])
        #expect(read.actions.first?.declaration?.object == nil)
    }

    @Test("an action of blocks 1 to 3 keeps its fields")
    func others() throws {
        let read = try readFeed([line(#"{"id":"a","action":"b1","date":"2024-03-10","object":"Congrès"}"#)])
        #expect(read.actions.first?.declaration?.object == "Congrès" && read.report.warnings.isEmpty)
    }

    @Test("in actions.csv the title and the organiser of a block 4 action are discarded too")
    func sheet() throws {
        let read = try readFeed([
            (
                "actions.csv",
                "id_source;rpps;code_action;libelle;organisme;objet;date_realisation\n"
                    + "S1;19900000001;b4;secret;secret;secret;2024-03-10\n"
            )
        ])
        let action = try #require(read.actions.first)
        #expect(action.title == nil && action.organiser == nil && action.declaration?.object == nil)
        let fields = ["object", "libelle", "organisme"]
        #expect(Set(read.warningCodes) == Set(fields.map { "block4_discarded:\($0)" }))
    }

    @Test(
        "a rejected line that may concern block 4 keeps neither its text nor its values",
        arguments: [
            #"{"sourceId":"S1","rpps":"19900000001","action":{"action":"b4","date":"secret"}}"#,
            #"{"sourceId":"S1","rpps":"19900000001","action":{"action":"b4","object":"secret""#,
            #"{"sourceId":"S1","rpps":"secret","action":{"action":"zz","date":"2024-01-01"}}"#, "secret",
            #"{"sourceId":"S1","rpps":"a » secret « b","action":{"action":"b4","date":"2024-01-01"}}"#,
            #"{"sourceId":"S1","rpps":"19900000001","action":{"action":"b4","measures":{"monthlySessions":"#
                + #"{"default":[1],"exceptions":{"secret":[1]}}}}}"#,
        ])
    func rejected(text: String) throws {
        let read = try readFeed([("actions.jsonl", text + "\n")])
        let found = try #require(read.quarantined.first)
        #expect(!found.text.contains("secret") && !found.sentence.contains("secret"), "\(found)")
    }

    @Test("a truncated row of actions.csv keeps no text, since nothing tells its block")
    func truncated() throws {
        let text = "id_source;rpps;objet;code_action\nS1;19900000001;secret\n\"S2;19900000001;secret;b4\n"
        let read = try readFeed([("actions.csv", text)])
        #expect(read.codes == ["truncated", "lone_quote"])
        #expect(read.quarantined.allSatisfy { !$0.text.contains("secret") && !$0.sentence.contains("secret") })
    }
}
