import Access
import Support
import Testing
import Vocabulary

@Suite("People named on a command line")
struct ActingPersonTests {
    @Test("a person acts in the role that gives the right today, in the organisation of the command, or not at all")
    func tableIsAsked() async throws {
        try await Journey.run { journey in
            for (name, council, role) in [
                ("presidente", "33", Role.president), ("elue", "33", .electedMember), ("anne", "CNCP", .cncpOfficer),
            ] {
                try await AddPerson(journey.database).run(
                    email: "\(name)@example.org", name: name, password: "une phrase assez longue", council: council,
                    role: role, from: day("2026-01-01"), salt: (0..<16).map { $0 })
            }
            let person = ActingPerson(journey.database)
            func author(_ name: String, _ action: CouncilAction, in code: String?) async throws -> Author {
                try await person.author("\(name)@example.org", doing: action, in: code, on: day("2026-11-21"))
            }
            let president = try await author("presidente", .runImport, in: "33")
            #expect(president.role == .president && president.personID != nil && president.origin == Author.command)
            #expect(try await author("anne", .approveFramework, in: nil).role == .cncpOfficer)
            let refused: [(String, CouncilAction, String?, ActingPerson.Refusal)] = [
                ("personne", .runImport, "33", .isUnknown), ("elue", .runImport, "33", .mayNot),
                ("presidente", .runImport, "75", .mayNot), ("presidente", .runImport, nil, .organisationIsMissing),
                ("presidente", .approveFramework, nil, .mayNot), ("anne", .requestImpact, "33", .mayNot),
            ]
            for (name, action, code, refusal) in refused {
                await #expect(throws: refusal, "\(name) \(action)") { _ = try await author(name, action, in: code) }
            }
            await #expect(throws: ActingPerson.Refusal.mayNot) {
                _ = try await person.author(
                    "presidente@example.org", doing: .runImport, in: "33", on: day("2025-12-31"))
            }
        }
    }
}
