import Foundation
import Progress
import Testing
import Vocabulary

/// The three référentiels as published, read once.
enum Packages {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources/Frameworks/Resources/packages")

    static let all: [Framework] = ["medecine-generale", "genetique", "radiologie-bloc2"].map { name in
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name + ".json")),
            let framework = try? Framework(parsing: [UInt8](data))
        else { preconditionFailure("package \(name) cannot be read") }
        return framework
    }

    static let general = all[0]
    static let genetics = all[1]
    static let radiology = all[2]
    static let rulebook = Rulebook(frameworks: all)
}

/// One case of `rules-cases.json`.
struct RuleCase: CustomTestStringConvertible, Sendable {
    let id: String
    let title: String
    let input: JSON
    let expected: JSON

    var testDescription: String { "\(id) \(title)" }

    static let all: [RuleCase] = {
        let file = Bundle.module.url(forResource: "Resources/rules-cases", withExtension: "json")
        guard let file, let data = try? Data(contentsOf: file), let json = try? JSON(parsing: [UInt8](data)),
            let cases = json["cases"]?.array
        else { preconditionFailure("rules-cases.json cannot be read") }
        return cases.map {
            RuleCase(
                id: $0["id"]?.string ?? "", title: $0["title"]?.string ?? "", input: $0["input"] ?? .null,
                expected: $0["expected"] ?? .null)
        }
    }()

    static func with(_ id: String) throws -> RuleCase { try #require(all.first { $0.id == id }) }

    /// The answer of `evaluate` under some référentiels.
    func answer(_ rulebook: Rulebook = Packages.rulebook, explains: Bool = false) throws -> JSON {
        let answer = Evaluation(rulebook: rulebook, explains: explains).answer(to: [UInt8](input.text.utf8))
        #expect(!answer.isFault, "\(String(decoding: answer.bytes, as: UTF8.self))")
        return try JSON(parsing: answer.bytes)
    }
}

/// What most tests need of a physician, an action and a standing.
enum Build {
    static let cycle = Cycle(index: 1, start: day("2023-01-01"), years: 9)

    static func profile(_ framework: String = "test") -> Profile {
        Profile(
            registrationDate: day("2010-09-01"), specialties: [Dated(from: day("2010-09-01"), FrameworkID(framework))])
    }

    /// An action with admissible evidence received on its own day, or on the last day of its period.
    static func action(
        _ id: String, _ line: String, on date: String, to end: String? = nil, object: String? = nil,
        evidence: String = "attestation_honneur", _ edit: (inout Declaration) -> Void = { _ in }
    ) -> Declaration {
        var declaration = Declaration(id: id, action: line)
        if let end {
            declaration.period = day(date)...day(end)
        } else {
            declaration.date = day(date)
        }
        declaration.object = object
        declaration.evidence = Evidence(kind: evidence, receivedOn: day(end ?? date))
        edit(&declaration)
        return declaration
    }

    /// A référentiel of lines recognised at once, whose evidence may be of any kind.
    static func framework(
        _ lines: [(id: String, blocks: [Block])], identity: Identity = .line, required: Int = 2
    ) -> Framework {
        Framework(
            id: FrameworkID("test"), title: "Essai", cnp: "CNP d’essai", version: "1", publishedOn: day("2020-01-01"),
            blocks: Block.allCases.map { BlockRule(block: $0, required: required, identity: identity) },
            lines: lines.map { ActionLine(id: $0.id, blocks: $0.blocks, labelling: Labelling(mode: .automatic)) })
    }

    static func standing(
        _ declarations: [Declaration], _ frameworks: [Framework], profile: Profile = profile(),
        asOf: String = "2030-01-01", policies: Policies = Policies()
    ) throws -> Standing {
        let engine = Engine(rulebook: Rulebook(frameworks: frameworks), policies: policies)
        return try #require(
            engine.standing(of: cycle, profile: profile, declarations: declarations, asOf: day(asOf)))
    }
}
