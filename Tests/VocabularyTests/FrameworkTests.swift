import Foundation
import Testing
import Vocabulary

@Suite("Packages of référentiels")
struct FrameworkTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources/Frameworks/Resources/packages")

    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appendingPathComponent(name + ".json")))
    }

    @Test(
        "the three référentiels are read whole",
        arguments: [("medecine-generale", 34, 4, 23), ("genetique", 86, 4, 0), ("radiologie-bloc2", 8, 1, 0)])
    func packages(_ name: String, lines: Int, blocks: Int, exclusions: Int) throws {
        let framework = try Framework(parsing: try FrameworkTests.bytes(name))
        #expect(framework.id == FrameworkID(name))
        #expect(framework.lines.count == lines)
        #expect(framework.blocks.count == blocks)
        #expect(framework.exclusions.count == exclusions)
        #expect(framework.blocks.allSatisfy { $0.required == 2 })
        #expect(framework.publishedOn == day("2026-02-26"))
        #expect(framework.effectiveFrom == framework.publishedOn)
        #expect(!framework.ambiguities.isEmpty)
        #expect(framework.isPartial == (name == "radiologie-bloc2"))
        #expect(framework.lines.allSatisfy { !$0.source.isEmpty && !$0.evidence.isEmpty && !$0.label.isEmpty })
    }

    @Test("thresholds, lists, dual blocks and aliases are those of the texts")
    func details() throws {
        let general = try Framework(parsing: try FrameworkTests.bytes("medecine-generale"))
        let group = try #require(general.line("mg2-groupe-analyse"))
        #expect(group.thresholds == Thresholds(meetings: 4, windowMonths: 12))
        #expect(group.labelling.list?.items.count == 4)
        #expect(group.labelling.offList == .hasMethod)
        #expect(general.line("mg4-prevention-sante")?.itemThresholds["activite-physique"]?.frequency == .weekly)
        let genetics = try Framework(parsing: try FrameworkTests.bytes("genetique"))
        #expect(genetics.lines.filter { $0.blocks == [.knowledge, .practice] }.count == 7)
        #expect(genetics.line("g2-simulation")?.aliasOf == "g12-simulation")
        #expect(genetics[.health]?.identity == .line)
        #expect(genetics[.practice]?.identity == .occurrence)
        #expect(genetics.line("g1-journee-association-ou-centre")?.thresholds.days == 0.5)
        let radiology = try Framework(parsing: try FrameworkTests.bytes("radiologie-bloc2"))
        let reading = try #require(radiology.line("rad2-deuxieme-lecture"))
        #expect(reading.thresholds.monthlySessions == .init(perMonth: 1, minimumPerSession: 100))
        #expect(reading.isLimitedToOne)
    }

    @Test(
        "a wrong package is refused with the path of the first wrong field",
        arguments: [
            (#""format": "sextant-framework/1""#, #""format": "autre""#, "format"),
            (#""publishedOn": "2026-02-26""#, #""publishedOn": "2026-02-30""#, "publishedOn"),
            (#""identity": "line""#, #""identity": "ligne""#, "blocks.2.identity"),
            (#""required": 2"#, #""required": 99"#, "blocks.2.required"),
            (#""id": "rad2-registre""#, #""id": "rad2-accreditation""#, "actions[1].id"),
            (#""evidence": ["transmis_andpc"]"#, #""evidence": ["inconnu"]"#, "actions[3].evidence[0]"),
            (#""blocks": [2], "label": "Accr"#, #""blocks": [3], "label": "Accr"#, "actions[0].blocks"),
            (#""ambiguities": ["A-R-02", "A-R-03"]"#, #""ambiguities": ["A-R-99"]"#, "actions[0].ambiguities"),
            (
                #""minDuration": {"years": 6}"#, #""minDuration": {"years": "six"}"#,
                "actions[0].thresholds.minDuration.years"
            ),
            (#""maxActions": 1"#, #""maxActions": 2"#, "actions[2].maxActions"),
            (#""mode": "unspecified""#, #""mode": "list""#, "actions[0].labelling.list"),
        ])
    func faults(_ right: String, _ wrong: String, _ path: String) throws {
        let text = String(decoding: try FrameworkTests.bytes("radiologie-bloc2"), as: UTF8.self)
        let range = try #require(text.range(of: right))
        let broken = [UInt8](text.replacingCharacters(in: range, with: wrong).utf8)
        do throws(InputFault) {
            _ = try Framework(parsing: broken)
            Issue.record("should not be read")
        } catch {
            #expect(error.path == path)
        }
    }
}
