import Progress
import Testing
import Vocabulary

@Suite("evaluate (contract §1)")
struct EvaluationTests {
    private static let head =
        #"{"asOf":"2028-01-01","profile":{"registrationDate":"2010-09-01","#
        + #""specialties":[{"from":"2010-09-01","framework":"genetique"}]},"actions":["#

    private func fault(_ text: String) throws -> (path: String?, message: String?) {
        let answer = Evaluation(rulebook: Packages.rulebook).answer(to: [UInt8](text.utf8))
        #expect(answer.isFault)
        #expect(!answer.bytes.contains(UInt8(ascii: "\n")))
        let error = try JSON(parsing: answer.bytes)["error"]
        return (error?["path"]?.string, error?["message"]?.string)
    }

    @Test(
        "malformed input is named by its path",
        arguments: [
            ("", ""), ("[]", ""), ("{}", "asOf"), (#"{"asOf":"2028-13-01"}"#, "asOf"), (#"{"asOf":12}"#, "asOf"),
            (#"{"asOf":"2028-01-01"}"#, "profile"),
            (#"{"asOf":"2028-01-01","profile":{}}"#, "profile.registrationDate"),
            (#"{"asOf":"2028-01-01","profile":{"registrationDate":"2010-09-01"}}"#, "profile.specialties"),
            (
                #"{"asOf":"2028-01-01","profile":{"registrationDate":"2010-09-01","#
                    + #""specialties":[{"from":"2010-09-01","framework":"x"}]}}"#,
                "profile.specialties[0].framework"
            ),
            (
                #"{"asOf":"2028-01-01","profile":{"registrationDate":"2010-09-01","directCare":"oui"}}"#,
                "profile.directCare"
            ),
            (#"{"asOf":"2028-01-01","policies":{"specialtyChange":"x"}}"#, "policies.specialtyChange"),
            (head + #"{"id":"a","action":"x","date":"2024-02-30"}]}"#, "actions[0].date"),
            (
                head + #"{"id":"a","action":"x","date":"2024-02-28"},{"id":"a","action":"y","date":"2024-02-28"}]}"#,
                "actions[1].id"
            ),
            (head + #"3]}"#, "actions[0]"),
            (
                #"{"asOf":"2028-01-01","profile":{"cycleIndex":0,"registrationDate":"2010-09-01","#
                    + #""specialties":[{"from":"2010-09-01","framework":"genetique"}]}}"#,
                "profile.cycleIndex"
            ),
            (
                #"{"asOf":"2028-01-01","profile":{"cycleIndex":1400,"registrationDate":"2010-09-01","#
                    + #""specialties":[{"from":"2010-09-01","framework":"genetique"}]}}"#,
                "profile.cycleIndex"
            ),
        ])
    func faults(_ text: String, _ path: String) throws {
        let fault = try fault(text)
        #expect(fault.path == path)
        #expect(fault.message?.isEmpty == false)
    }

    @Test("an unknown action and unknown fields are not malformed")
    func tolerance() throws {
        let text = EvaluationTests.head + #"{"id":"a","action":"x","date":"2024-02-28","nouveau":1}],"autre":[]}"#
        let answer = Evaluation(rulebook: Packages.rulebook).answer(to: [UInt8](text.utf8))
        #expect(try JSON(parsing: answer.bytes)["verdicts"]?["a"] == .string("not_in_framework"))
        #expect(!answer.isFault)
    }

    @Test("no bytes crash it: every answer is one JSON object on one line")
    func fuzz() throws {
        var dice = Dice(seed: Dice.seed &+ 4)
        let evaluation = Evaluation(rulebook: Packages.rulebook, explains: true)
        let inputs = RuleCase.all.map { [UInt8]($0.input.text.utf8) }
        var faults = 0
        let total = 4_000 * Dice.volume
        for _ in 0..<total {
            var bytes = dice.one(of: inputs)
            for _ in 0..<(1 + dice.below(3)) where !bytes.isEmpty {
                let place = dice.below(bytes.count)
                switch dice.below(5) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: dice.next())
                case 1: bytes[place] = dice.one(of: Array("0123456789-".utf8))
                case 2: bytes.remove(at: place)
                case 3: bytes.insert(dice.one(of: Array("{}[]\",:-0129e.tfn".utf8)), at: place)
                default: bytes = Array(bytes[..<place])
                }
            }
            let answer = evaluation.answer(to: bytes)
            let json = try JSON(parsing: answer.bytes)
            #expect((json["error"] != nil) == answer.isFault)
            #expect((json["verdicts"] != nil) == !answer.isFault)
            if answer.isFault { faults += 1 }
        }
        #expect(faults > total / 10 && faults < total)
    }

    @Test("numbers and dates at the edges of the calendar do not overflow")
    func edges() throws {
        for date in ["0001-01-01", "9999-12-31"] {
            for end in [date, "9999-12-31"] {
                let action =
                    #"{"id":"a","action":"mg2-groupe-analyse","item":"x","#
                    + #""period":{"start":"\#(date)","end":"\#(end)"},"#
                    + #""measures":{"meetings":9007199254740991,"patients":9007199254740991,"days":1e300}}"#
                let text =
                    #"{"asOf":"\#(date)","profile":{"registrationDate":"\#(date)","#
                    + #""directCare":[{"from":"\#(date)","value":false}],"#
                    + #""specialties":[{"from":"\#(date)","framework":"medecine-generale"}]},"actions":[\#(action)]}"#
                let answer = Evaluation(rulebook: Packages.rulebook, explains: true).answer(to: [UInt8](text.utf8))
                _ = try JSON(parsing: answer.bytes)
            }
        }
    }
}
