import Foundation
import Frameworks
import Testing
import Vocabulary

@Suite("A package that is wrong is refused with the path and the reason in French")
struct ReadingTests {
    @Test(
        "two lines with one id, references in a circle, thresholds without unit, unknown fields",
        arguments: [
            (#""id": "mg1-tutorat-msu""#, #""id": "mg1-dpc-andpc-faf""#, "actions[5].id", "déjà pris par actions[0]"),
            (#""id": "mg1-tutorat-msu""#, #""id": "hors-liste""#, "actions[5].id", "réservé"),
            (#"{"minDuration": {"years": 1}}"#, #"{"value": 2}"#, "actions[5].thresholds.value", "sans unité"),
            (#"{"minDuration": {"years": 1}}"#, "2", "actions[5].thresholds", "sans unité"),
            (#"{"minDuration": {"years": 1}}"#, #""2""#, "actions[5].thresholds", "sans unité"),
            (
                #"{"minDuration": {"years": 1}}"#, #"{"minDuration": 1}"#, "actions[5].thresholds.minDuration",
                "sans unité"
            ),
            (
                #"{"minDuration": {"years": 1}}"#, #"{"minDuration": {}}"#, "actions[5].thresholds.minDuration",
                "sans unité"
            ),
            (
                #"{"minDuration": {"years": 1}}"#, #"{"minDuration": {"year": 1}}"#,
                "actions[5].thresholds.minDuration.year", "« years »"
            ),
            (
                #"{"minDuration": {"years": 1}}"#, #"{"minMeetings": "2"}"#, "actions[5].thresholds.minMeetings",
                "nombre"
            ),
            (
                #"{"minDuration": {"years": 1}}"#, #"{"minMeeting": 2}"#, "actions[5].thresholds.minMeeting",
                "« minMeetings »"
            ),
            (
                #"{"minDuration": {"years": 1}}"#, #"{"window": 12}"#, "actions[5].thresholds.window",
                "unités admises : months"
            ),
            (#""scheme": "actions""#, #""schema": "actions""#, "schema", "« scheme »"),
            (#""scheme": "actions""#, #""scheme": "mixte""#, "scheme", "valeurs admises : actions, points"),
            (#""scheme": "actions""#, #""versionRule": "demain""#, "versionRule", "valeurs admises"),
            (#""evidence": ["attestation_universite"]"#, #""evidences": []"#, "actions[5].evidences", "« evidence »"),
            (#""exemption": {"when""#, #""exemption": {"if""#, "blocks.3.exemption.if", "inconnu"),
            (#""required": 2"#, #""requires": 2"#, "blocks.1.requires", "« required »"),
            (#""publishedOn": "2026-02-26""#, #""publishedOn": "26/02/2026""#, "publishedOn", "date impossible"),
        ])
    func wrongPackage(found: String, replacement: String, path: String, reason: String) throws {
        let text = try Samples.text("medecine-generale")
        let range = try #require(text.firstRange(of: found))
        let wrong = text.replacingCharacters(in: range, with: replacement)
        let fault = #expect(throws: InputFault.self) { try FrameworkPackage(wrong) }
        #expect(fault?.path == path)
        #expect(fault?.message.contains(reason) == true, "\(fault?.message ?? "")")
    }

    /// A small package whose lines refer to each other.
    private static func referring(_ references: [String?]) -> String {
        let lines = references.enumerated().map { index, alias in
            let reference = alias.map { #""aliasOf": "\#($0)", "# } ?? ""
            return #"{"id": "l\#(index)", "blocks": [1], "label": "x", "category": "x", \#(reference)"#
                + #""labelling": {"mode": "automatic"}, "source": "x"}"#
        }
        return """
            {"format": "sextant-framework/1", "id": "x", "title": "x", "cnp": "x", "version": "1",
            "publishedOn": "2026-01-01", "actions": [\(lines.joined(separator: ","))],
            "blocks": {"1": {"title": "x", "required": 2, "identity": "line", "source": "x"}}}
            """
    }

    @Test(
        "a circle or a chain of references is told from its first to its last line",
        arguments: [
            (["l1", "l0"], "actions[0].aliasOf", "renvoi en boucle : l0 → l1 → l0"),
            (["l0", nil], "actions[0].aliasOf", "renvoi en boucle : l0 → l0"),
            (["l1", "l2", "l1"], "actions[0].aliasOf", "renvoi en boucle : l0 → l1 → l2 → l1"),
            (["l1", "l2", nil], "actions[0].aliasOf", "renvoie elle-même à une autre : l0 → l1 → l2"),
            ([nil, "l9"], "actions[1].aliasOf", "aucune ligne « l9 »"),
        ] as [([String?], String, String)])
    func circles(references: [String?], path: String, reason: String) throws {
        let fault = #expect(throws: InputFault.self) { try FrameworkPackage(Self.referring(references)) }
        #expect(fault?.path == path)
        #expect(fault?.message.contains(reason) == true, "\(fault?.message ?? "")")
        #expect(try FrameworkPackage(Self.referring([nil, "l0", "l0"])).framework.lines.count == 3)
    }

    @Test("ten thousand lines in one circle are refused in no time")
    func longCircle() throws {
        let count = 10_000
        let text = Self.referring((0..<count).map { "l\(($0 + 1) % count)" })
        let took = ContinuousClock().measure {
            let fault = #expect(throws: InputFault.self) { try FrameworkPackage(text) }
            #expect(fault?.path == "actions[0].aliasOf")
        }
        #expect(took < .seconds(10))
    }

    @Test("10 MB of nesting, no JSON, wrong bytes and a file that is too large are refused, quickly")
    func hostileFiles() throws {
        let nested = Array(String(repeating: "[", count: 10 << 20).utf8)
        let deepObject = Array(String(repeating: #"{"format":"#, count: 1 << 20).utf8)
        let cases: [([UInt8], String)] = [
            (nested, "niveaux d’imbrication"), (deepObject, "niveaux d’imbrication"), ([], "octet 0"),
            (Array("bonjour".utf8), "octet 0"), (Array(#"{"format": "#.utf8), "attendu"),
            ([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], "UTF-8"), (Array("{}".utf8), "« sextant-package/1 » attendu"),
            (Array("[]".utf8), "attendu"), (Array(repeating: 0x20, count: (16 << 20) + 1), "16 Mio"),
            (Array(#"{"format": "sextant-package/1", "format": "x"}"#.utf8), "clé répétée"),
        ]
        for (bytes, reason) in cases {
            let fault = #expect(throws: InputFault.self) { try SignedPackage(bytes) }
            #expect(fault?.message.contains(reason) == true, "\(fault?.message ?? "")")
        }
        let inside = try Samples.package(try Samples.second())
        let text = String(decoding: inside, as: UTF8.self)
        #expect(try SignedPackage(Array(text.utf8)).draft.missing.isEmpty)
        let nestedContent = try Samples.nestedPackage(depth: 1 << 20)
        let fault = #expect(throws: InputFault.self) { try SignedPackage(nestedContent) }
        #expect(fault?.path == "content")
        #expect(fault?.message.contains("niveaux d’imbrication") == true)
    }

    @Test("any bytes give a refusal or a version, never a crash")
    func fuzz() throws {
        let packages = [
            try Samples.package(try Samples.second()), Array(try Samples.text("radiologie-bloc2").utf8),
            Array(Self.referring([nil, "l0"]).utf8),
        ]
        var dice = Dice(seed: Dice.seed)
        var (refused, read) = (0, 0)
        for round in 0..<Dice.rounds(600, of: "référentiel, JSON") {
            var bytes = packages[round % packages.count]
            for _ in 0..<dice.below(4) where !bytes.isEmpty { dice.spoil(&bytes) }
            do throws(InputFault) {
                _ = try round % packages.count == 0 ? SignedPackage(bytes).draft.key : Framework(parsing: bytes).key
                read += 1
            } catch {
                #expect(!error.message.isEmpty)
                refused += 1
            }
        }
        #expect(refused > 100 && read > 20, "seed \(Dice.seed): \(refused) refused, \(read) read")
    }
}

extension Framework {
    fileprivate var key: FrameworkVersion.Key { FrameworkVersion.Key(id, version) }
}
