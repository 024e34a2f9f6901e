import Frameworks
import Support
import Testing
import Vocabulary

@Suite("Two versions are compared in words")
struct DiffTests {
    private static func sentences(_ old: Framework, _ new: Framework) -> [String] {
        FrameworkDiff(from: old, to: new).changes.map {
            $0.sentence.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        }
    }

    @Test("version 2 of general medicine: a line dropped, thresholds raised, dates moved, and nothing else")
    func secondVersion() throws {
        let old = try Samples.framework("medecine-generale")
        let new = try FrameworkPackage(try Samples.second()).framework
        let found = Self.sentences(old, new)
        let label = try #require(old.line("mg1-test-lecture")).label
        #expect(found.contains("Bloc 1 : la ligne « \(label) » (mg1-test-lecture) est supprimée."))
        #expect(found.contains("La date d'effet passe du 26 février 2026 au 1er janvier 2028."))
        let club = try #require(found.first { $0.contains("(mg1-journal-club)") })
        #expect(club.hasPrefix("Bloc 1 : ligne « "))
        #expect(club.contains(" : le seuil passe de 4 à 6 réunions"))
        let group = try #require(found.first { $0.contains("(mg2-groupe-analyse)") })
        #expect(group.hasSuffix("le seuil passe de 4 à 6 réunions dans une fenêtre de 12 mois."))
        #expect(
            FrameworkDiff(from: old, to: new).changes.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [
                .actionDropped, .effectiveDate, .publication, .threshold, .threshold, .threshold, .threshold,
                .threshold,
                .threshold,
            ])
        #expect(Self.sentences(old, old) == [])
    }

    @Test("a line that moves, a label that changes, and a line added are told as such")
    func linesInWords() throws {
        let old = try Samples.framework("medecine-generale")
        var new = old
        new.lines[0].blocks = [.practice]
        new.lines[1].label = "Autre nom"
        var added = new.lines[2]
        added.id = "mg1-nouvelle"
        added.label = "Nouvelle"
        new.lines.append(added)
        let found = Self.sentences(old, new)
        #expect(found.contains { $0.hasSuffix("(mg1-dpc-andpc-faf) passe du bloc 1 au bloc 2.") })
        #expect(found.contains { $0.hasSuffix("s'appelle désormais « Autre nom ».") })
        #expect(found.contains("Bloc 1 : la ligne « Nouvelle » (mg1-nouvelle) est ajoutée."))
        #expect(FrameworkDiff(from: new, to: old).changes.contains { $0.kind == .actionDropped })
    }

    /// A change of one field; nil for a field that a comparison of two versions of one référentiel cannot show.
    private typealias Mutations<Value> = [String: ((inout Value) -> Void)?]

    private static var whole: Mutations<Framework> {
        [
            "id": nil, "version": nil, "blocks": nil, "lines": nil, "title": { $0.title = "x" },
            "cnp": { $0.cnp = "x" },
            "publishedOn": { $0.publishedOn = day("2030-01-01") },
            "effectiveFrom": { $0.effectiveFrom = day("2030-01-01") },
            "isPartial": { $0.isPartial.toggle() }, "isFictitious": { $0.isFictitious.toggle() },
            "scheme": { $0.scheme = .points }, "versionRule": { $0.versionRule = .cycleStart },
            "specialtyCodes": { $0.specialtyCodes = ["SM26", "SM53", "SM99"] },
            "allowsOffList": { $0.allowsOffList.toggle() },
            "exclusions": { $0.exclusions[0].label = "x" }, "exclusionSource": { $0.exclusionSource = "x" },
            "labellingCriteria": { $0.labellingCriteria[0].condition = "x" },
            "ambiguities": { $0.ambiguities[0].note = "x" },
        ]
    }
    private static var block: Mutations<BlockRule> {
        [
            "block": nil, "title": { $0.title = "x" }, "required": { $0.required = 3 }, "points": { $0.points = 12.5 },
            "identity": { $0.identity = .object }, "exemption": { $0.exemption = .init(ground: "x", source: "y") },
            "defaultEvidence": { $0.defaultEvidence = "copie_diplome" }, "source": { $0.source = "x" },
        ]
    }
    private static var line: Mutations<ActionLine> {
        [
            "id": { $0.id = "x" }, "blocks": { $0.blocks = [.patients, .health] }, "label": { $0.label = "x" },
            "category": { $0.category = "x" }, "labelling": { $0.labelling.mode = .cnpLabel },
            "evidence": { $0.evidence.append("copie_diplome") }, "evidenceOffList": { $0.evidenceOffList = [] },
            "thresholds": { $0.thresholds.weeks = 2 },
            "itemThresholds": { $0.itemThresholds["x"] = Thresholds(days: 0.5) },
            "conditions": { $0.conditions.append(.hasMethod) }, "points": { $0.points = 1.5 },
            "variants": { $0.variants.append(.init(name: "x")) }, "roles": { $0.roles.append("x") },
            "aliasOf": { $0.aliasOf = "x" }, "isLimitedToOne": { $0.isLimitedToOne.toggle() },
            "objectFromItem": { $0.objectFromItem.toggle() }, "privacy": { $0.privacy = "x" },
            "transmittedBy": { $0.transmittedBy.append("x") }, "number": { $0.number = 99 },
            "officialCode": { $0.officialCode = "REF.10.01_1-AXE1-1" }, "source": { $0.source = "x" },
            "ambiguities": { $0.ambiguities.append("x") },
        ]
    }
    private static var thresholds: Mutations<Thresholds> {
        [
            "years": { $0.years = 3 }, "days": { $0.days = 2.5 }, "meetings": { $0.meetings = 9 },
            "windowMonths": { $0.windowMonths = 7 }, "patients": { $0.patients = 11 },
            "consultations": { $0.consultations = 3 }, "weeks": { $0.weeks = 5 },
            "participations": { $0.participations = 2 },
            "monthlySessions": { $0.monthlySessions = .init(perMonth: 1, minimumPerSession: 9) },
            "frequency": { $0.frequency = .daily }, "requiresSuccess": { $0.requiresSuccess.toggle() },
            "requiresRegularity": { $0.requiresRegularity.toggle() },
        ]
    }
    private static var labelling: Mutations<Labelling> {
        [
            "mode": { $0.mode = .cnpDecision }, "list": { $0.list = nil }, "offList": { $0.offList = .cnpLabel },
            "ground": { $0.ground = "x" },
        ]
    }
    private static var list: Mutations<ItemList> {
        [
            "kind": { $0.kind = .missing }, "items": { $0.items.append("x") }, "reference": { $0.reference = "x" },
        ]
    }
    private static var variant: Mutations<ActionLine.Variant> {
        [
            "name": { $0.name = "x" }, "mode": { $0.mode = .cnpDecision },
            "thresholds": { $0.thresholds = Thresholds(weeks: 1) },
        ]
    }

    /// Tries each mutation on a value inside a version: one sentence at least, and no field without a mutation.
    private func expectSeen<Value>(
        _ mutations: Mutations<Value>, of place: WritableKeyPath<Framework, Value>, in old: Framework
    ) {
        let fields = Set(Mirror(reflecting: old[keyPath: place]).children.compactMap(\.label))
        #expect(fields == Set(mutations.keys), "\(Value.self)")
        for (field, mutation) in mutations {
            guard let mutation else { continue }
            var new = old
            mutation(&new[keyPath: place])
            let found = Self.sentences(old, new)
            #expect(!found.isEmpty, "\(Value.self).\(field)")
            #expect(found.allSatisfy { $0.hasSuffix(".") && !$0.contains("Optional") }, "\(found)")
        }
    }

    @Test("no field of a version can change without a sentence")
    func everyField() throws {
        let general = try Samples.framework("medecine-generale")
        let listed = try #require(general.lines.firstIndex { $0.labelling.list != nil })
        expectSeen(Self.whole, of: \.self, in: general)
        for index in general.blocks.indices { expectSeen(Self.block, of: \.blocks[index], in: general) }
        for index in [0, listed] {
            expectSeen(Self.line, of: \.lines[index], in: general)
            expectSeen(Self.thresholds, of: \.lines[index].thresholds, in: general)
        }
        expectSeen(Self.labelling, of: \.lines[listed].labelling, in: general)
        expectSeen(Self.list, of: \.lines[listed].labelling.list!, in: general)
        let genetics = try Samples.framework("genetique")
        let varied = try #require(genetics.lines.firstIndex { !$0.variants.isEmpty })
        expectSeen(Self.variant, of: \.lines[varied].variants[0], in: genetics)
    }

    @Test("an order that changes is told too, since the first of equal lines is kept")
    func order() throws {
        let old = try Samples.framework("medecine-generale")
        var new = old
        new.lines.swapAt(0, 1)
        new.exclusions.swapAt(0, 1)
        #expect(FrameworkDiff(from: old, to: new).changes.map(\.kind) == [.exclusion, .order])
        new = old
        new.blocks.removeLast()
        #expect(Self.sentences(old, new) == ["Le bloc 4 est supprimé."])
    }
}
