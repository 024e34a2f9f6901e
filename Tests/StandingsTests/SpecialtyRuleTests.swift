import Postgres
import Support
import Testing
import Vocabulary

@testable import Standings

@Suite("Complementary rights and several qualifications, the table of R26")
struct SpecialtyRuleTests {
    /// A row of the extraction for a know-how that is no ordinal specialty.
    private func knowHow(_ type: String, _ code: String) -> ExtractionSheet.Line {
        .init(.claire, specialty: code, ["Code type savoir-faire": type])
    }

    private func framework(_ journey: Journey, on day: String = "2026-11-21") async throws -> String? {
        try await journey.standing(of: .claire, on: day)?.framework
    }

    @Test(
        "R26-1: with a complementary right in another field the référentiel stays that of the qualification",
        arguments: ["SM26", "SM53", "SM54"])
    func complementaryRight(_ code: String) async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: code)])
            try await journey.extraction([.init(.claire, specialty: code), knowHow("DEC", "SM59")])
            #expect(try await framework(journey) == "medecine-generale")
        }
    }

    @Test("R26-2: a complementary right obtained during the cycle changes nothing, not even a date")
    func rightObtainedLater() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM53")])
            try await journey.extraction([.init(.claire)], asOf: "2026-11-01")
            let before = try await journey.standings("2026-11-21")
            try await journey.extraction([.init(.claire), knowHow("DEC", "SM17")], asOf: "2026-11-20")
            let after = try await journey.standings("2026-11-21")
            #expect(before.map(\.framework) == after.map(\.framework))
            #expect(before.map(\.cycleStart) == after.map(\.cycleStart))
            #expect(before.map(\.cycleEnd) == after.map(\.cycleEnd))
            #expect(try await journey.count("registry.qualification") == 1)
        }
    }

    @Test("R26-3: two ordinal specialties that lead to two référentiels are for the council to settle")
    func twoSpecialties() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM17"), .init(.claire, specialty: "SM03")])
            try await journey.extraction([.init(.claire, specialty: "SM17"), .init(.claire, specialty: "SM03")])
            let line = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(line.state == "framework_to_confirm")
            #expect(line.framework == nil)
        }
    }

    @Test("R26-4: any know-how that is no ordinal specialty is ignored", arguments: ["CAPA", "DNQ", "C", "CEX", "FQ"])
    func otherKnowHow(_ type: String) async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM53")])
            try await journey.extraction([.init(.claire), knowHow(type, "SM17")])
            #expect(try await framework(journey) == "medecine-generale")
            #expect(try await journey.count("registry.qualification") == 1)
        }
    }

    @Test("R26-5: without any specialty nobody is assigned a référentiel")
    func noSpecialty() async throws {
        try await Journey.run { journey in
            let assessor = try await journey.database.transaction(as: .national) {
                try Assessor.load(on: day("2026-11-21"), $0)
            }
            func assessed(_ codes: [String]) throws -> AssessedCase {
                let whole = Period(start: day("2010-09-01"))
                let file = CaseFile(
                    physicianID: 1, rppsNumber: Practitioner.claire.rpps, familyName: nil, givenName: nil,
                    searchName: "", hasEmail: false, diplomaDate: nil,
                    registrations: [.init(during: whole, isMilitary: false)], spells: [whole], directCare: [],
                    exemptions: [], qualifications: codes.map { .init(code: $0, during: whole) },
                    chosenFramework: nil)
                return try #require(assessor.assess(file, on: day("2026-11-21")))
            }
            #expect(try assessed([]).state == .frameworkToConfirm)
            #expect(try assessed([]).standing == nil)
            #expect(try assessed(["SM53"]).state == .inCycle)
        }
    }
}
