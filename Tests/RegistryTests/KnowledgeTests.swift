import Access
import Intake
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@Suite("What was known stays known: facts keep their past versions and who knew them")
struct KnowledgeTests {
    /// What a view says, as known to a snapshot.
    private static func known(_ journey: Journey, _ select: SQL, at snapshot: String) async throws -> [String] {
        let council = try await journey.council("33").id
        return try await journey.database.transaction(as: .council(council)) { transaction in
            try KnowledgeStore.use(snapshot: snapshot, transaction)
            return try transaction.query("select t::text as line from (\(select)) t").map { try $0.text("line") }
        }
    }

    private static func snapshot(_ journey: Journey) async throws -> String {
        try await journey.database.transaction(as: .role("sextant_council")) { try KnowledgeStore.now($0) }
    }

    private static let file: SQL =
        "select registrations, spells, care, exemptions, qualifications, framework_choice from registry.known_case_file"
    private static let present: SQL =
        "select registrations, spells, care, exemptions, qualifications, framework_choice from registry.case_file"
    private static let declarations: SQL =
        "select source_id, content from registry.known_declaration order by source_id"

    @Test("each fact of a roll, of the feed and of a choice is read as it was known at each moment")
    func everyFact() async throws {
        try await Journey.run { journey in
            var moments: [(snapshot: String, file: [String], declarations: [String])] = []
            func note() async throws {
                moments.append(
                    (
                        try await Self.snapshot(journey), try await journey.rows(Self.present),
                        try await journey.rows(
                            "select source_id, content from registry.standing_declaration order by source_id")
                    ))
            }
            try await note()
            try await journey.roll([.init(.claire)])
            try await note()
            try await journey.roll([
                .init(
                    .claire, specialty: "SM17",
                    [
                        "date_qualification": "2020-01-01", "soins_directs": "non",
                        "soins_directs_depuis": "2021-01-01", "exoneration_bloc3_du": "2022-01-01",
                        "date_diplome": "2009-01-01",
                    ])
            ])
            try await note()
            let lot = try await journey.roll([
                .init(
                    .claire, specialty: "SM54",
                    [
                        "date_qualification": "2023-01-01", "soins_directs": "oui",
                        "soins_directs_depuis": "2024-01-01", "exoneration_bloc3_du": "2022-01-01",
                        "exoneration_bloc3_au": "2023-12-31", "fin_inscription": "2026-12-31",
                    ])
            ])
            try await note()
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            try await note()
            try await journey.accounts(
                [
                    .init(
                        "19900000011-1", of: .claire, "mg1-dpc-andpc-faf", on: "2025-01-15", evidence: "facture"),
                    .init(
                        "19900000011-3", of: .claire, "mg2-action-andpc-faf", on: "2024-03-15", evidence: "facture",
                        isDeleted: true),
                ], approvedBy: "autre")
            try await note()
            try await Self.choose("genetique", journey)
            try await note()
            try await Self.choose("medecine-generale", journey)
            try await note()
            try await journey.desk.undo(try await Self.undoAccounts(journey), actor: "essai")
            try await note()
            #expect(Set(moments.map(\.file)).count >= 6)
            #expect(Set(moments.map(\.declarations)).count >= 3)
            for (index, moment) in moments.enumerated() {
                #expect(
                    try await Self.known(journey, Self.file, at: moment.snapshot) == moment.file, "file at \(index)")
                #expect(
                    try await Self.known(journey, Self.declarations, at: moment.snapshot) == moment.declarations,
                    "declarations at \(index)")
            }
            #expect(lot.isApplied)
        }
    }

    private static func undoAccounts(_ journey: Journey) async throws -> LotID {
        let last = try await journey.rows("select max(lot_id) from intake.lot where kind = 'accounts'")
        return LotID(Int64(last[0].dropFirst().dropLast())!)
    }

    private static func choose(_ framework: String, _ journey: Journey) async throws {
        let council = try await journey.council("33").id
        try await journey.database.transaction(as: .council(council)) { transaction in
            let physician = try transaction.query("select physician_id from registry.registration")[0]
                .int("physician_id")
            try ChooseFramework(for: Int64(physician), framework: framework, reason: "essai", by: "essai")
                .run(council, at: Instant(epochSeconds: 1_790_000_000), transaction)
        }
    }

    @Test("a moment of the clock is a snapshot: what a transaction brought later is not known to it")
    func moments() async throws {
        try await Journey.run { journey in
            func moment() async throws -> String {
                try await journey.database.transaction(as: .role("sextant_council")) { transaction in
                    let now: Double = try transaction.query(
                        "select extract(epoch from clock_timestamp())::float8 as now")[0].value("now")
                    return try KnowledgeStore.snapshot(at: now, transaction)
                }
            }
            let nothing = try await moment()
            try await journey.roll([.init(.claire)])
            let claire = try await moment()
            try await journey.roll([.init(.claire), .init(.hugo)])
            let both = try await moment()
            var found: [Int] = []
            for snapshot in [nothing, claire, both] {
                found.append(
                    try await Self.known(journey, "select from registry.known_case_file", at: snapshot).count)
            }
            #expect(found == [0, 1, 2])
        }
    }

    @Test("a transaction knows what it has written itself, and a version it replaces at once is known to nobody")
    func ownFacts() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let council = try await journey.council("33").id
            let own = try await journey.database.transaction(as: .council(council)) { transaction in
                let physician = try transaction.query("select physician_id from registry.registration")[0]
                    .int("physician_id")
                for framework in ["genetique", "medecine-generale"] {
                    try ChooseFramework(for: Int64(physician), framework: framework, reason: "essai", by: "essai")
                        .run(council, at: Instant(epochSeconds: 1_790_000_000), transaction)
                }
                return try KnowledgeStore.now(transaction)
            }
            let choice: SQL = "select framework_choice from registry.known_case_file"
            #expect(try await Self.known(journey, choice, at: own) == ["(medecine-generale)"])
            #expect(try await journey.count("registry.framework_choice_past") == 0)
        }
    }

    @Test("a fact added or left as it was leaves no past version")
    func nothingPast() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["soins_directs": "non"]), .init(.hugo)])
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            try await journey.roll([.init(.claire, ["soins_directs": "non"]), .init(.hugo)])
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            for table in ["registration", "practice", "qualification", "care_status", "exemption", "declaration"] {
                #expect(try await journey.count("registry.\(table)_past") == 0, "\(table)")
            }
        }
    }
}
