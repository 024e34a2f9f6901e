import Testing
import Vocabulary

@Suite("Privacy of block 4 (R24)")
struct BlockFourPrivacyTests {
    let line = ActionLine(
        id: "g4-activite-culturelle", blocks: [.health],
        labelling: Labelling(mode: .list, list: ItemList(kind: .indicative, items: ["theatre"])),
        evidence: ["attestation_honneur"],
        conditions: [Condition(rawValue: "role:acteur"), .treatedByOther])

    private func declaration(_ edit: (inout Declaration) -> Void = { _ in }) -> Declaration {
        var declaration = Declaration(id: "a1", action: "g4-activite-culturelle", date: day("2024-03-10"))
        declaration.object = "thérapie avec le docteur Secret"
        declaration.variant = "Secret"
        declaration.tags = ["Secret", "jeune"]
        declaration.equivalents = ["Secret"]
        declaration.blockWanted = .health
        declaration.role = "acteur"
        declaration.treatingPhysician = .oneself
        declaration.item = "cure chez Secret"
        declaration.evidence = Evidence(kind: "certificat de Secret", receivedOn: day("2024-03-11"))
        declaration.unmetConditions = ["Secret"]
        var measures = Measures()
        measures.consultations = [day("2024-01-01")]
        measures.meetings = 4
        measures.frequency = "Secret"
        measures.weeks = 5
        declaration.measures = measures
        declaration.labelEvents = [LabelEvent(on: day("2024-04-01"), kind: .granted, cnp: "Docteur Secret")]
        edit(&declaration)
        return declaration
    }

    @Test("no free text survives, whatever field it hides in")
    func noFreeText() {
        let (kept, discarded) = declaration().withoutHealthDetails(lines: [line], exclusions: ["jeune"])
        #expect(!kept.canonicalJSON.contains("Secret"))
        #expect(!kept.canonicalJSON.contains("jeune"))
        #expect(kept.isExcludedPractice)
        #expect(kept.measures?.consultations == [day("2024-01-01")])
        #expect(kept.measures?.weeks == 5)
        #expect(kept.measures?.meetings == nil)
        #expect(
            Set(discarded).isSuperset(of: [
                "object", "variant", "tags", "equivalents", "blockWanted", "treatingPhysicianIs", "item", "measures",
                "evidence", "labelEvents",
            ]))
    }

    @Test("dates, kinds of evidence and items of the list are kept, and conditions become truth values")
    func kept() {
        let source = declaration {
            $0.item = "theatre"
            $0.evidence = Evidence(kind: "attestation_honneur", receivedOn: day("2024-03-11"))
        }
        let (kept, _) = source.withoutHealthDetails(lines: [line], exclusions: [])
        #expect(kept.item == "theatre")
        #expect(kept.role == "acteur")
        #expect(kept.evidence == source.evidence)
        #expect(kept.date == source.date)
        #expect(kept.treatingPhysician == .other)
        #expect(kept.unmetConditions == ["mt_pas_soi_meme"])
        #expect(!kept.isExcludedPractice)
    }

    @Test("a role that the line does not ask for is not kept")
    func role() {
        let source = declaration { $0.role = "patient" }
        #expect(source.withoutHealthDetails(lines: [line], exclusions: []).declaration.role == nil)
    }

    @Test("what is kept is already as it may be kept")
    func idempotence() {
        for lines in [[line], []] {
            let once = declaration().withoutHealthDetails(lines: lines, exclusions: ["jeune"]).declaration
            let twice = once.withoutHealthDetails(lines: lines, exclusions: ["jeune"])
            #expect(twice.declaration == once)
            #expect(twice.discarded.isEmpty)
            #expect(once.mayCountInBlockFour(lines: lines))
        }
    }

    @Test("an action outside the référentiel is for block 4 when it is wished or granted there")
    func offList() {
        var declaration = Declaration(id: "a1", action: Declaration.offList, date: day("2024-03-10"))
        #expect(!declaration.mayCountInBlockFour(lines: []))
        declaration.labelEvents = [LabelEvent(on: day("2024-04-01"), kind: .granted)]
        declaration.blockWanted = .health
        #expect(declaration.mayCountInBlockFour(lines: []))
        let kept = declaration.withoutHealthDetails(lines: [], exclusions: []).declaration
        #expect(kept.labelEvents[0].block == .health)
        #expect(kept.mayCountInBlockFour(lines: []))
        declaration.blockWanted = nil
        declaration.labelEvents = [LabelEvent(on: day("2024-04-01"), kind: .granted, block: .health)]
        #expect(declaration.mayCountInBlockFour(lines: []))
    }

    @Test("an unknown action without another block is treated as one of block 4")
    func unknown() {
        var declaration = Declaration(id: "a1", action: "cure de désintoxication", date: day("2024-03-10"))
        #expect(declaration.mayCountInBlockFour(lines: []))
        let kept = declaration.withoutHealthDetails(lines: [], exclusions: [])
        #expect(kept.declaration.action == Declaration.masked)
        #expect(kept.discarded == ["action"])
        declaration.blockWanted = .practice
        #expect(!declaration.mayCountInBlockFour(lines: []))
    }

    @Test("an action of another block is none of block 4")
    func otherBlock() {
        let other = ActionLine(id: "g1-x", blocks: [.knowledge], labelling: Labelling(mode: .automatic))
        #expect(!declaration().mayCountInBlockFour(lines: [other]))
    }
}
