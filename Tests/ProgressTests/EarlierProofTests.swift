import Progress
import Testing
import Vocabulary

@Suite("Proofs of earlier engines, byte for byte")
struct EarlierProofTests {
    /// The proofs of every case of the rules under one revision, with the lateness as it was then explained, as one
    /// number (FNV-1a).
    private func mark(_ revision: EngineRevision) throws -> UInt64 {
        let engine = Engine(rulebook: Packages.rulebook, revision: revision)
        var mark: UInt64 = 0xcbf2_9ce4_8422_2325
        for rule in RuleCase.all {
            let declarations = try (rule.input["actions"]?.array ?? []).map { try Declaration(json: $0) }
            for asOf in try [#require(rule.input["asOf"]?.string), "2027-03-01", "2031-12-31"] {
                let found = try #require(
                    engine.proof(
                        of: Build.cycle, profile: try Self.profile(rule.input), declarations: declarations,
                        asOf: day(asOf)))
                var proof = found.proof
                proof.lateness = Lateness(found.standing).proof(on: day(asOf))
                for byte in proof.json { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01b3 }
            }
        }
        return mark
    }

    private static func profile(_ input: JSON) throws -> Profile {
        let json = input["profile"]
        func dated<Value>(_ list: [JSON], _ value: (JSON) -> Value?) throws -> [Dated<Value>] {
            try list.map { entry in
                Dated(from: day(try #require(entry["from"]?.string)), try #require(value(entry)))
            }
        }
        let care =
            try json?["directCare"]?.bool.map { [Dated(from: day("2010-01-01"), $0)] }
            ?? dated(json?["directCare"]?.array ?? []) { $0["value"]?.bool }
        return Profile(
            registrationDate: day(try #require(json?["registrationDate"]?.string)), directCare: care,
            specialties: try dated(json?["specialties"]?.array ?? []) { entry in
                (entry["framework"]?.string).map { FrameworkID($0) }
            })
    }

    private static let known: [(EngineRevision, UInt64)] = [
        (.first, 6_985_358_414_133_416_684), (.second, 6_985_358_414_133_416_684), (.third, 2_518_981_466_712_494_208),
    ]

    @Test("what an earlier engine said is said again, to the byte", arguments: known)
    func unchanged(_ revision: EngineRevision, _ known: UInt64) throws { #expect(try mark(revision) == known) }
}
