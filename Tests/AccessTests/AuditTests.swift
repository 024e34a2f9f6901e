import Foundation
import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

@Suite("The journal in the database")
struct AuditTests {
    private let author = Author(name: "claire@example.org", personID: 7, role: .president, origin: "192.0.2.7")

    private func council(_ code: String, _ place: ThrowAwayDatabase) async throws -> Council {
        try #require(try await place.database.transaction(as: .national) { try Council.find($0, code: code) })
    }

    @Test("an event keeps who, in which role, from where, why, and what was before and after")
    func eventIsWhole() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let gironde = try await council("33", place)
            let author = author
            let entries = try await place.database.transaction(as: gironde.principal) { transaction in
                try AuditEvent(
                    .frameworkChosen, by: author, on: "physician:12", reason: "diplôme vu",
                    before: #"{"framework": "a"}"#,
                    after: #"{"framework": "b"}"#
                ).record(transaction, council: gironde.id)
                return try Journal.all(transaction, of: gironde.id, JournalFilter())
            }
            let entry = try #require(entries.first)
            #expect(entries.count == 1)
            #expect(entry.actor == "claire@example.org" && entry.role == .president && entry.origin == "192.0.2.7")
            #expect(entry.action == "framework_chosen" && entry.subject == "physician:12")
            #expect(entry.reason == "diplôme vu" && entry.isSealed == false)
            #expect(entry.before == #"{"framework": "a"}"# && entry.after == #"{"framework": "b"}"#)
        }
    }

    @Test("number, moment and transaction of an event are the database's: no role of the application gives them")
    func rowsCannotBeForged() async throws {
        let place = try await SharedDatabase.open()
        for statement: SQL in [
            "insert into access.event (council_id, actor, action, at) values (1, 'a', 'searched', '2020-01-01')",
            "insert into access.event (council_id, actor, action, recorded_in) values (1, 'a', 'searched', '5'::xid8)",
            """
            insert into access.event (council_id, event_id, actor, action) overriding system value
            values (1, 5, 'a', 'searched')
            """, "update access.event set actor = 'b'", "delete from access.event", "delete from access.seal",
            "update access.seal set hash = ''",
        ] {
            for role in ["sextant_council", "sextant_access", "sextant_audit", "sextant_cncp"] {
                do {
                    try await place.database.rolledBack(as: .tenant(1, as: role)) { try $0.query(statement) }
                    Issue.record("\(role) may \(statement.text)")
                } catch let error as PostgresError { #expect(error.sqlState == "42501", "\(role) \(statement.text)") }
            }
        }
        for statement: SQL in [
            "insert into access.event (council_id, actor, action) values (1, 'a', 'searched')",
            "select 1 from registry.registration", "select 1 from access.person",
        ] {
            do {
                try await place.database.rolledBack(as: .tenant(1, as: "sextant_audit")) { try $0.query(statement) }
                Issue.record("whoever seals may \(statement.text)")
            } catch let error as PostgresError { #expect(error.sqlState == "42501") }
        }
    }

    @Test("the database refuses an event that would hold an RPPS number")
    func noNumberOfAPhysician() async throws {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: .council(1)) {
                try AuditEvent(.searched, by: "essai", detail: #"{"q": "10001234567"}"#).record($0, council: 1)
            }
            Issue.record("an RPPS number entered the journal")
        } catch let error as PostgresError { #expect(error.constraint == "event_names_no_physician") }
    }

    @Test("what the journal took and did not keep is an error: the act is undone with its line")
    func noActWithoutItsLine() async throws {
        try await ThrowAwayDatabase.migrated { place in
            try await place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    """
                    create function access.swallow() returns trigger language plpgsql as
                    $$ begin return null; end $$
                    """)
                try transaction.query(
                    "create trigger swallow before insert on access.event for each row execute function access.swallow()"
                )
            }
            await #expect(throws: AuditEvent.Unrecorded.self) {
                try await place.database.transaction(as: .council(33)) {
                    try AuditEvent(.searched, by: "essai").record($0, council: 33)
                }
            }
        }
    }

    @Test(
        "the database refuses a reason that holds an RPPS number, in a row or in groups, and the program masks it first",
        arguments: ["10001234567", "vu : 10 001 234 567.", "10\u{A0}001\u{202F}234.567", "1-0-0-0-1-2-3-4-5-6-7"])
    func reasonsNameNobody(reason: String) async throws {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: .council(1)) {
                try $0.query(
                    """
                    insert into access.event (council_id, actor, action, kind, reason)
                    values (1, 'a', 'searched', 'read', \(reason))
                    """)
            }
            Issue.record("« \(reason) » entered the journal")
        } catch let error as PostgresError { #expect(error.constraint == "event_reason_names_no_physician") }
        try await place.database.rolledBack(as: .council(1)) {
            try AuditEvent(.searched, by: "essai", reason: reason).record($0, council: 1)
        }
    }

    @Test("once an organisation is named, sign-in writes in its journal alone")
    func signInIsConfined() async throws {
        let place = try await SharedDatabase.open()
        try await place.database.rolledBack(as: .members(of: 33)) {
            try AuditEvent(.signedIn, by: "essai").record($0, council: 33)
        }
        do {
            try await place.database.rolledBack(as: .members(of: 33)) {
                try AuditEvent(.signedIn, by: "essai").record($0, council: 75)
            }
            Issue.record("a line went to another journal")
        } catch let error as PostgresError { #expect(error.sqlState == "42501") }
    }

    @Test("a seal is the next of its chain, after the last one's hash, and has seen nothing that has not happened")
    func sealsFollow() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let gironde = try await council("33", place)
            func write() async throws {
                try await place.database.transaction(as: gironde.principal) {
                    try AuditEvent(.searched, by: "essai").record($0, council: gironde.id)
                }
            }
            try await write()
            _ = try await SealJournal(place.database).run()
            try await write()
            #expect(try await SealJournal(place.database).lag() < 60)
            let wrong: [(SQL, SQL, SQL)] = [
                ("seal_number + 98", "hash", "pg_current_snapshot()"),
                ("seal_number + 1", "root", "pg_current_snapshot()"),
                (
                    "seal_number + 1", "hash",
                    "(pg_snapshot_xmin(seen)::text || ':' || pg_snapshot_xmax(seen)::text || '0000:')::pg_snapshot"
                ),
            ]
            for (number, previous, seen) in wrong {
                do {
                    try await place.database.transaction(as: .tenant(gironde.id, as: "sextant_audit")) {
                        try $0.query(
                            """
                            insert into access.seal (council_id, seal_number, sealed_at, seen, first_event, last_event,
                                event_count, event_ids, event_hashes, root, previous, hash)
                            select council_id, \(number), sealed_at, \(seen), first_event,
                                last_event, event_count, event_ids, event_hashes, root, \(previous), hash
                            from access.seal order by seal_number desc limit 1
                            """)
                    }
                    Issue.record("a seal \(number.text) after \(previous.text), \(seen.text)")
                } catch let error as PostgresError { #expect(error.constraint == "seal_follows_the_last", "\(error)") }
            }
            #expect(try await SealJournal(place.database).run().seals == 1)
            let folder = NSTemporaryDirectory() + "heads-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let witness = HeadWitness(AuditFolder(folder), key: try AuditKey(seed: [UInt8](1...32)).publicKey, ca: nil)
            let found = try await VerifyJournal(heads: witness).run(place.database, only: "33").findings
            #expect(found.map(\.kind) == [.headMissing, .rootMissing], "an emptied folder: \(found)")
        }
    }

    @Test("events that wait for their seal longer than they may are reported, and the site is not ready")
    func sealingThatLags() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let gironde = try await council("33", place)
            try await place.owner.transaction(as: nil) {
                try $0.query("alter table access.event no force row level security")
                try $0.query(
                    """
                    insert into access.event (council_id, actor, action, kind, at)
                    values (\(gironde.id), 'a', 'searched', 'read', now() - interval '10 minutes')
                    """)
            }
            #expect(try await SealJournal(place.database).lag() >= 600)
            func findings(_ most: Int?) async throws -> [AuditFinding.Kind] {
                try await VerifyJournal(heads: nil, longestWait: most).run(place.database, only: "33").findings.map(
                    \.kind)
            }
            #expect(try await findings(300) == [.unsealed])
            #expect(try await findings(nil) == [])
            _ = try await SealJournal(place.database).run()
            #expect(try await findings(300) == [])
            #expect(try await SealJournal(place.database).lag() == 0)
        }
    }

    @Test("sealing takes each organisation alone, is idle when nothing is new, and the journal then says so")
    func sealing() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let (gironde, paris) = (try await council("33", place), try await council("75", place))
            for council in [gironde, gironde, paris] {
                try await place.database.transaction(as: council.principal) {
                    try AuditEvent(.searched, by: "essai").record($0, council: council.id)
                }
            }
            let first = try await SealJournal(place.database).run()
            #expect(first.seals == 2 && first.events == 3)
            #expect(first.heads.map(\.council.code).sorted() == ["33", "75"])
            let second = try await SealJournal(place.database).run()
            #expect(second.seals == 0 && second.heads == first.heads)
            let entries = try await place.database.transaction(as: gironde.principal) {
                try Journal.all($0, of: gironde.id, JournalFilter())
            }
            #expect(entries.map(\.isSealed) == [true, true])
            let summary = try await VerifyJournal(heads: nil).run(place.database, only: nil)
            #expect(summary.findings == [] && summary.events == 3 && summary.seals == 2 && summary.unsealed == 0)
        }
    }

    @Test("filters find by person, action, file and civil day of Paris; pages neither skip nor repeat a line")
    func filters() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let gironde = try await council("33", place)
            let author = author
            try await place.database.transaction(as: gironde.principal) { transaction in
                for number in 1...120 {
                    try AuditEvent(
                        number % 2 == 0 ? .fileRead : .searched, by: number % 3 == 0 ? "essai" : author,
                        on: "physician:\(number % 5)"
                    ).record(transaction, council: gironde.id)
                }
            }
            let pages = try await place.database.transaction(as: gironde.principal) { transaction in
                var (numbers, before, sizes) = ([Int64](), Int64?.none, [Int]())
                repeat {
                    let page = try Journal.page(transaction, of: gironde.id, JournalFilter(), before: before)
                    numbers += page.entries.map(\.number)
                    sizes.append(page.entries.count)
                    before = page.hasMore ? page.entries.last?.number : nil
                } while before != nil
                return (numbers, sizes)
            }
            #expect(pages.1 == [50, 50, 20])
            #expect(pages.0 == pages.0.sorted(by: >) && Set(pages.0).count == 120)
            func count(_ change: (inout JournalFilter) -> Void) async throws -> Int {
                var filter = JournalFilter()
                change(&filter)
                let wanted = filter
                return try await place.database.transaction(as: gironde.principal) {
                    try Journal.all($0, of: gironde.id, wanted).count
                }
            }
            #expect(try await count { $0.actor = "CLAIRE" } == 80)
            #expect(try await count { $0.action = .fileRead } == 60)
            #expect(try await count { $0.kind = .change } == 0)
            #expect(try await count { $0.physician = 3 } == 24)
            let today = ParisTime(epochSeconds: try await moment(place)).day
            #expect(try await count { $0.from = today.adding(days: 1) } == 0)
            #expect(try await count { $0.through = today.adding(days: -1) } == 0)
            #expect(
                try await count {
                    $0.from = today.adding(days: -1); $0.through = today.adding(days: 1)
                } == 120)
        }
    }

    private func moment(_ place: ThrowAwayDatabase) async throws -> Int64 {
        try await place.database.transaction(as: .access) {
            Int64(try $0.query("select extract(epoch from now())::bigint as moment")[0].int("moment"))
        }
    }

    @Test("every action has its verb in French, and no two share one")
    func verbs() {
        #expect(Set(AuditAction.allCases.map(\.french)).count == AuditAction.allCases.count)
        for action in AuditAction.allCases { #expect(!action.french.isEmpty && !action.french.contains("_")) }
    }
}
