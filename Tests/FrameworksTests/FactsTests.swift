import Foundation
import Frameworks
import Testing
import Vocabulary

@Suite("The packages say what the facts of the public documents say, field by field")
struct FactsTests {
    /// Words of the facts and of the packages, where they differ.
    private static let words: [String: [String: String]] = [
        "identity": ["ligne": "line", "objet": "object", "occurrence": "occurrence"],
        "mode": [
            "de_fait": "automatic", "a_solliciter": "on_request", "liste": "list", "methode_has": "has_method",
            "label_cnp": "cnp_label", "has_ou_label_cnp": "has_method_or_cnp_label", "decision_cnp": "cnp_decision",
            "non_precise": "unspecified",
        ],
        "kind": ["indicative": "indicative", "fermee": "closed", "absente": "missing"],
    ]
    private static let names = [
        "specialty_codes_rpps": "specialtyCodes", "published": "publishedOn", "odpc_note": "trainerNote",
        "amb": "ambiguities", "line": "number", "why": "ground", "ref": "reference", "url": "reference",
        "default_evidence_if_none": "defaultEvidence",
    ]
    /// Objects whose keys are ids, not names of fields.
    private static let byID: Set<String> = ["variants", "item_thresholds", "missing_annexes", "ambiguities", "blocks"]

    private static func camel(_ name: String) -> String {
        if let known = names[name] { return known }
        let parts = name.split(separator: "_")
        return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// The facts in the words of the packages.
    private static func translated(_ facts: JSON, under name: String = "") -> JSON {
        switch facts {
        case .object(let members):
            var result = members.map { member in
                JSON.Member(
                    byID.contains(name) ? member.key : camel(member.key), translated(member.value, under: member.key))
            }
            if name == "list", !result.contains(where: { $0.key == "items" }) {
                result.append(.init("items", .array([])))
            }
            return .object(result)
        case .array(let elements): return .array(elements.map { translated($0) })
        case .string(let text): return .string(words[name == "off_list" ? "mode" : name]?[text] ?? text)
        default: return facts
        }
    }

    /// Every difference as `path: facts … package …`.
    private static func differences(_ facts: JSON?, _ package: JSON?, _ path: String = "") -> [String] {
        switch (facts, package) {
        case (.object(let left), .object(let right)):
            let keys = left.map(\.key) + right.map(\.key).filter { key in !left.contains { $0.key == key } }
            return keys.flatMap { differences(facts?[$0], package?[$0], "\(path).\($0)") }
        case (.array(let left), .array(let right)):
            return (0..<max(left.count, right.count)).flatMap { index in
                differences(
                    index < left.count ? left[index] : nil, index < right.count ? right[index] : nil,
                    "\(path)[\(index)]")
            }
        default:
            return facts == package
                ? [] : ["\(path): facts \(facts?.text ?? "nothing"), package \(package?.text ?? "nothing")"]
        }
    }

    private static func facts(_ id: String) throws -> JSON {
        let file = try #require(Bundle.module.url(forResource: "Resources/facts/\(id)", withExtension: "yaml"))
        return translated(try FactsFile(String(contentsOf: file, encoding: .utf8)).value)
    }

    @Test(
        "every action, threshold, kind of evidence, list, dual block, exclusion and criterion is the same",
        arguments: [("genetique", 86), ("medecine-generale", 34), ("radiologie-bloc2", 8)])
    func packageSaysTheFacts(id: String, actions: Int) throws {
        let facts = try Self.facts(id)
        #expect(facts["actions"]?.array?.count == actions)
        let package = try JSON(parsing: try Samples.text(id))
        let found = Self.differences(facts, package)
        // The package names its format and its counting scheme; the facts spell shared lists out once, apart.
        let expected = found.filter { line in
            line == #".format: facts nothing, package "sextant-framework/1""#
                || line == #".scheme: facts nothing, package "actions""# || line.hasPrefix(".lists: facts {")
        }
        #expect(found.filter { !expected.contains($0) } == [])
    }

    @Test("a fact that changes is seen: each kind of field is really compared")
    func everyFieldCounts() throws {
        let package = try JSON(parsing: try Samples.text("medecine-generale"))
        let text = package.text
        let changes = [
            (#""minMeetings":4"#, #""minMeetings":5"#), ("attestation_universite", "copie_diplome"),
            (#""exercer""#, #""exerce""#), (#""id":"acupuncture""#, #""id":"acupunctures""#),
            (#""mode":"automatic""#, #""mode":"on_request""#), (#""identity":"line""#, #""identity":"object""#),
            (#""id":"existence-comite-scientifique""#, #""id":"comite""#), (#""blocks":[1]"#, #""blocks":[1,2]"#),
        ]
        for (found, replacement) in changes {
            let range = try #require(text.firstRange(of: found), "\(found)")
            let changed = try JSON(parsing: text.replacingCharacters(in: range, with: replacement))
            #expect(Self.differences(package, changed).count >= 1, "\(found)")
        }
        let genetics = try Self.facts("genetique")["actions"]?.array ?? []
        #expect(genetics.filter { $0["blocks"]?.array?.count == 2 }.count == 7)
    }
}
