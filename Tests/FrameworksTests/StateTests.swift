import Frameworks
import Intake
import Postgres
import Progress
import Support
import Testing
import Vocabulary

@Suite("What is in force follows from the approved versions and the day (rule R27)")
struct StateTests {
    @Test("SQL and Swift agree on the state of every version, day after day")
    func bothHomesAgree() async throws {
        try await Samples.national { transaction in
            let second = try Samples.draft(try Samples.second(), transaction)
            try Samples.approve(second, transaction)
            let third = try Samples.second(from: "2030-06-01", published: "2030-01-15")
                .replacing(#""version": "2""#, with: #""version": "3""#)
            try Samples.draft(third, published: "2030-01-15", transaction)
            let versions = try VersionStore.list(transaction)
            var seen: Set<FrameworkVersion.State> = []
            let days = ["2020-01-01", "2026-02-25", "2026-02-26", "2027-12-31", "2028-01-01", "2031-01-01"].map(day)
            for day in days {
                let states = FrameworkVersion.states(of: versions, on: day)
                let rows = try transaction.query(
                    "select framework_id, version, state from frameworks.version_state(\(day))")
                #expect(rows.count == versions.count)
                for row in rows {
                    let key = FrameworkVersion.Key(
                        FrameworkID(try row.text("framework_id")), try row.text("version"))
                    #expect(states[key]?.rawValue == (try row.text("state")), "\(key) on \(day)")
                }
                seen.formUnion(states.values)
            }
            #expect(seen == [.draft, .approved, .inForce, .superseded])
        }
    }

    @Test("what ships with the program is law, with its history")
    func shippedIsLaw() async throws {
        try await Samples.national { transaction in
            let versions = try VersionStore.list(transaction)
            #expect(versions.count == 3)
            #expect(versions.allSatisfy { $0.stage == .approved })
            #expect(Set(FrameworkVersion.states(of: versions, on: Samples.today).values) == [.inForce])
            let events = try VersionStore.events(of: versions[0].key, transaction)
            #expect(events.map(\.stage) == ["approved"])
            #expect(events.map(\.by) == ["sextant migrate"])
        }
    }

    @Test(
        "a version that starts on or before the start of an approved one is refused by its path",
        arguments: [
            ("2026-02-26", "2026-02-26"), ("2026-01-01", "2025-12-01"), ("2027-11-29", "2027-11-30"),
        ])
    func startsTooEarly(start: String, published: String) async throws {
        try await Samples.national { transaction in
            try Samples.trust("medecine-generale", transaction)
            let package = try Samples.package(try Samples.second(from: start, published: published))
            let sentence = try Samples.refusal {
                _ = try Samples.importing(package, published: published).run(isApplied: true, transaction)
            }
            #expect(sentence?.hasPrefix("content.effectiveFrom : ") == true, "\(sentence ?? "")")
            #expect(try VersionStore.list(transaction).count == 3)
        }
    }

    @Test("approving one proposal makes a second one of an earlier start impossible")
    func overtaken() async throws {
        try await Samples.national { transaction in
            let late = try Samples.draft(try Samples.second(from: "2029-01-01"), transaction)
            let early = try Samples.draft(
                try Samples.second().replacing(#""version": "2""#, with: #""version": "3""#), transaction)
            try ProposeVersion(early, actor: "a", today: Samples.today).run(transaction)
            try Samples.approve(late, transaction)
            let accepted = try Samples.acceptance(of: early, transaction)
            let sentence = try Samples.refusal {
                try ApproveVersion(early, actor: "b", acceptedImpact: accepted, today: Samples.today).run(transaction)
            }
            #expect(sentence?.hasPrefix("effectiveFrom : ") == true)
        }
    }

    @Test("the texts of shipped rule sets are never edited either")
    func ruleSetIsKept() async throws {
        let place = try await SharedDatabase.open()
        let error = await #expect(throws: InstallFrameworks.ChangedVersion.self) {
            try await place.owner.rolledBack(as: nil) { transaction in
                try transaction.query("update frameworks.rule_set set fingerprint = 'x'")
                try InstallFrameworks().run(transaction)
            }
        }
        #expect(error?.name == "rules/2023-01-01")
    }
}
