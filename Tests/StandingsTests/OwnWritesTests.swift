import Access
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A council writes what is its own, and nobody writes what was known or judged")
struct OwnWritesTests {
    private static func error(
        _ journey: Journey, as principal: Principal, _ statement: String
    ) async throws -> PostgresError? {
        await #expect(throws: PostgresError.self, "\(statement)") {
            try await journey.database.rolledBack(as: principal) { _ = try $0.query(SQL(stringLiteral: statement)) }
        }
    }

    @Test("a spell of practice is of the physician of the own registration (R. 4022-14)")
    func practiceOfOthers() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo, council: "75")])
            let council = try await journey.council("33").id
            let moved = try await Self.error(
                journey, as: .council(council),
                """
                update registry.practice set physician_id = (
                    select physician_id from registry.physician where rpps_number = '\(Practitioner.hugo.rpps)')
                where registration_id in (select registration_id from registry.registration)
                """)
            #expect(moved?.sqlState == "42501")
            for table in ["practice_past", "declaration_past", "knowledge"] {
                let error = try await Self.error(
                    journey, as: .council(council), "insert into registry.\(table) select * from registry.\(table)")
                #expect(error?.sqlState == "42501", "\(table)")
            }
            let future = try await Self.error(
                journey, as: .council(council),
                "insert into registry.care_status select council_id, physician_id, '2026-01-01', true, 1, 1, '9000000000' "
                    + "from registry.registration")
            #expect(future?.constraint == "care_status_is_known_from_now")
            let law = try await Self.error(
                journey, as: .council(council), "insert into standings.law_used (law_mark, content) values ('a', 'b')")
            #expect(law?.constraint == "law_used_mark_is_its_hash")
        }
    }

    @Test("what was known is still kept, by the triggers alone")
    func triggersKeep() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let council = try await journey.council("33").id
            let kept = try await journey.database.transaction(as: .council(council)) { transaction in
                try transaction.query("update registry.registration set diploma_on = '2001-01-01'")
                return try transaction.query(
                    """
                    select (select count(*) from registry.registration_past) as past,
                        (select count(*) from registry.knowledge where known_in = pg_current_xact_id()) as known
                    """)[0]
            }
            #expect(try kept.int("past") == 1)
            #expect(try kept.int("known") == 1)
        }
    }

    @Test("a council reads no draft, and not who asked for a report; the CNCP no log but its own")
    func draftsAreClosed() async throws {
        try await Journey.run(today: "2028-06-01") { journey in
            try await journey.database.transaction(as: .national) { transaction in
                try SignedVersion.draft(
                    try ImpactVersions.secondText(from: "2029-01-01"), college: "medecine-generale",
                    today: journey.today, transaction)
            }
            let council = try await journey.council("33").id
            let seen = try await journey.database.transaction(as: .council(council)) { transaction in
                try transaction.query(
                    """
                    select (select count(*) from frameworks.version where stage = 'draft') as drafts,
                        (select count(*) from frameworks.version_event where version = '2') as events,
                        (select count(*) from frameworks.version) as versions
                    """)[0]
            }
            #expect(try seen.int("drafts") == 0)
            #expect(try seen.int("events") == 0)
            #expect(try seen.int("versions") == 3)
            let asked = try await Self.error(
                journey, as: .council(council), "select requested_by from standings.impact")
            #expect(asked?.sqlState == "42501")
            let events = try await journey.database.rolledBack(as: .council(council)) { transaction in
                try transaction.query(
                    "insert into access.event (council_id, actor, action) values (\(council), 'a', 'b')")
                try transaction.query("set local role sextant_cncp")
                return try transaction.query("select count(*) as number from access.event")[0].int("number")
            }
            #expect(events == 0)
        }
    }
}
