import Access
import Alerts
import Intake
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

/// A council with somebody who left long ago, somebody who left lately and somebody who is still there.
private struct PurgeGround {
    let journey: Journey
    let council: Council
    let people: [Int64]
    let now = Instant(epochSeconds: 1_795_000_000)

    init(_ journey: Journey) async throws {
        self.journey = journey
        council = try await journey.council("33")
        try await journey.roll([
            .init(.claire, registered: "2001-01-01", ["fin_inscription": "2012-06-30", "motif_fin": "retraite"]),
            .init(.hugo, registered: "2001-01-01", ["fin_inscription": "2024-06-30", "motif_fin": "retraite"]),
            .init(.ines, registered: "2001-01-01"),
        ])
        try await journey.accounts(AccountFeed.Action.complete(.claire) + AccountFeed.Action.complete(.ines))
        try await journey.nightly("2026-11-21")
        for (index, email) in ["une@example.org", "deux@example.org"].enumerated() {
            try await AddPerson(journey.database).run(
                email: email, name: "Personne \(index)", password: "une phrase assez longue", council: "33",
                role: .president, from: day("2026-01-01"), salt: Array(0..<16))
        }
        let council = council
        people = try await journey.database.transaction(as: .members(of: council.id)) {
            try Members(of: council, on: day("2026-11-21"), $0).members.sorted { $0.email > $1.email }.map(\.personID)
        }
    }

    func author(_ index: Int) -> Author {
        Author(
            name: ["une@example.org", "deux@example.org"][index], personID: people[index], role: .president,
            origin: "192.0.2.1")
    }

    func act<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await journey.database.transaction(as: council.principal, timeout: 0, body)
    }

    func propose(_ asOf: String = "2026-11-21") async throws -> ProposePurge.Proposed {
        let (council, now, author) = (council, now, author(0))
        return try await act {
            try ProposePurge(asOf: day(asOf), author: author).run(council, today: day("2026-11-21"), now: now, $0)
        }
    }

    func review(_ id: Int64, by index: Int, _ verdict: ReviewPurge.Verdict = .accepted) async throws {
        let (council, now, author) = (council, now, author(index))
        try await act { try ReviewPurge(id: id, verdict: verdict, author: author).run(council, now: now, $0) }
    }

    func execute(_ id: Int64) async throws -> JSON {
        let (council, now, author) = (council, now, author(1))
        let text = try await act {
            try ExecutePurge(id: id, author: author, further: AlertRecords.purge).run(
                council, today: day("2026-11-21"), now: now, $0)
        }
        return try JSON(parsing: text)
    }

    func items(_ id: Int64) async throws -> [PurgeItem] {
        try await act { try Purge.find($0, id)?.items($0) ?? [] }
    }

    func physician(_ person: Practitioner) async throws -> Int64 {
        let rpps = person.rpps
        return try #require(try await act { try PhysicianRecords.find(rpps: rpps, $0) })
    }

    /// How many rows of every table with a physician speak of somebody, past included.
    func traces(of physician: Int64) async throws -> [String: Int] {
        let tables = try RetentionRules.load().versions.flatMap(\.categories).filter { $0.unit == .physician }
            .flatMap(\.tables)
        return try await act { transaction in
            var counts: [String: Int] = [:]
            // What hangs on a notice names nobody itself.
            let named = try transaction.query(
                """
                select name from unnest(\(tables)::text[]) name where exists (select from pg_attribute
                    where attrelid = name::regclass and attname = 'physician_id' and not attisdropped)
                """
            ).map { try $0.text("name") }
            for table in named {
                let number = try transaction.query(
                    SQL(stringLiteral: "select count(*) as number from \(table) where physician_id = ")
                        + "\(physician)")[0].int("number")
                if number > 0 { counts[table] = number }
            }
            return counts
        }
    }
}

@Suite("A purge removes what two people have reviewed, and nothing else")
struct PurgeTests {
    @Test("the list names who has reached the term, and neither who left lately nor who is still on the roll")
    func listNamesWhatIsDue() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            let proposed = try await ground.propose()
            #expect(proposed.ready == 1 && proposed.held == 0)
            let claire = try await ground.physician(.claire)
            #expect(
                try await ground.items(proposed.id) == [
                    PurgeItem(kind: .physician, id: claire, dueOn: day("2018-06-30"))
                ])
            await #expect(throws: PersonalDataRefusal.anotherIsOpen) { _ = try await ground.propose() }
            await #expect(throws: PersonalDataRefusal.dayIsAhead) { _ = try await ground.propose("2026-11-22") }
        }
    }

    @Test("one person does not review twice, and one review is not enough: the database says so too")
    func twoPersonsReview() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            let id = try await ground.propose().id
            await #expect(throws: PersonalDataRefusal.isNotReady) { _ = try await ground.execute(id) }
            try await ground.review(id, by: 0)
            await #expect(throws: PersonalDataRefusal.secondPersonIsTheFirst) { try await ground.review(id, by: 0) }
            await #expect(throws: PersonalDataRefusal.isNotReady) { _ = try await ground.execute(id) }
            let person = ground.people[0]
            for statement: SQL in [
                """
                update access.purge set second_person = \(person), second_reviewer = 'autre', second_review_at = now()
                """, "update access.purge set first_reviewer = 'autre'",
                "update access.purge set executed_by = 'moi', executed_at = now()",
                """
                insert into access.purge_item (council_id, purge_id, kind, item_id, due_on)
                values (\(ground.council.id), \(id), 'physician', 1, '2020-01-01')
                """,
            ] {
                do {
                    try await ground.act { _ = try $0.query(statement) }
                    Issue.record("accepted: \(statement.text)")
                } catch let error as PostgresError {
                    #expect(error.sqlState == "23514")
                }
            }
        }
    }

    @Test("the role that removes sees nothing of a list that is not reviewed twice, and only the list once it is")
    func roleSeesTheListAlone() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            let id = try await ground.propose().id
            let principal = PurgeLedger.principal(of: ground.council.id)
            func seen() async throws -> Int {
                try await journey.database.transaction(as: principal) {
                    try $0.query("select count(*) as number from registry.registration")[0].int("number")
                }
            }
            try await ground.review(id, by: 0)
            #expect(try await seen() == 0)
            try await ground.review(id, by: 1)
            #expect(try await seen() == 1)
            let other = try await journey.council("75").id
            let foreign = try await journey.database.transaction(as: PurgeLedger.principal(of: other)) {
                try $0.query("select count(*) as number from registry.registration")[0].int("number")
            }
            #expect(foreign == 0)
        }
    }

    @Test("executed, nothing of the physician is left in any table, past included, and everything of the others is")
    func executedLeavesNothing() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            let (claire, ines) = (try await ground.physician(.claire), try await ground.physician(.ines))
            let (before, others) = (try await ground.traces(of: claire), try await ground.traces(of: ines))
            #expect(before["registry.registration"] == 1 && before["registry.declaration"] == 8)
            let id = try await ground.propose().id
            for index in 0...1 { try await ground.review(id, by: index) }
            let certificate = try await ground.execute(id)
            #expect(try await ground.traces(of: claire) == [:])
            #expect(try await ground.traces(of: ines) == others)
            let total = before.values.reduce(0, +)
            let rows = (certificate["categories"]?.array ?? []).compactMap { $0["rows"]?.integer }.reduce(0, +)
            // What is removed leaves its past behind for an instant, which goes too and is counted.
            #expect(rows >= total && certificate["physicians"]?.integer == 1)
            #expect(certificate["reviewedBy"]?.array?.count == 2 && certificate["ruleVersion"]?.integer == 2)
            let known = try await ground.act {
                try $0.query(
                    "select encode(sha256(convert_to(\("physician:\(claire)\n"), 'UTF8')), 'hex') as known")[0].text(
                        "known")
            }
            #expect(certificate["sha256"]?.string == known)
            #expect(try await ground.items(id) == [])
            await #expect(throws: PersonalDataRefusal.isNotReady) { _ = try await ground.execute(id) }
            await #expect(throws: PersonalDataRefusal.nothingIsDue) { _ = try await ground.propose() }
            let replayed = try await Replay(database: journey.database, period: ReplayPeriod()).run(council: nil) {
                _, _ in
            }
            #expect(replayed.differences.isEmpty)
        }
    }

    @Test("a hold, an undecided import or a new registration keeps a file, also between the list and its execution")
    func whatChangedStays() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            let claire = try await ground.physician(.claire)
            let id = try await ground.propose().id
            for index in 0...1 { try await ground.review(id, by: index) }
            let (council, now, author) = (ground.council, ground.now, ground.author(0))
            try await ground.act { transaction in
                try PlaceHold(physicianID: claire, reason: "recours en cours", until: nil, author: author)
                    .run(council, today: day("2026-11-21"), now: now, transaction)
            }
            let certificate = try await ground.execute(id)
            #expect(certificate["physicians"]?.integer == 0)
            #expect(certificate["left"]?.array?.first?["reason"]?.string == "legal_hold")
            #expect(try await ground.traces(of: claire)["registry.declaration"] == 8)
            let held = try await ground.propose()
            #expect(held.ready == 0 && held.held == 1)
            try await ground.review(held.id, by: 0, .refused("le recours n'est pas jugé"))
            let hold = try #require(try await ground.act { try LegalHold.list($0).first })
            try await ground.act { transaction in
                try LiftHold(id: hold.id, reason: "recours jugé", author: author).run(council, now: now, transaction)
            }
            let text = RollSheet([.init(.jean, registered: "2026-01-01")]).text
            let waiting = try await journey.desk.preview(
                .roll, files: [ImportFile(name: "attente.csv", bytes: Array(text.utf8))], council: council,
                asOf: day("2026-11-21"), actor: author)
            let undecided = try await ground.propose()
            #expect(try await ground.items(undecided.id).map(\.held) == [.undecidedLot])
            try await ground.review(undecided.id, by: 0, .refused("un import attend"))
            try await journey.desk.giveUp(waiting.id, council: council, by: author)
            let last = try await ground.propose()
            for index in 0...1 { try await ground.review(last.id, by: index) }
            try await journey.roll([
                .init(.claire, registered: "2001-01-01", ["fin_inscription": "2012-06-30", "motif_fin": "retraite"]),
                .init(.claire, registered: "2026-10-01"),
            ])
            #expect(try await ground.execute(last.id)["left"]?.array?.first?["reason"]?.string == "registered")
            #expect(try await ground.traces(of: claire)["registry.registration"] == 2)
        }
    }

    @Test("whoever exercises in another council is not purged in the one they left long ago (R. 4022-14)")
    func elsewhereCounts() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            try await journey.roll([.init(.claire, council: "75", registered: "2012-07-01")])
            await #expect(throws: PersonalDataRefusal.nothingIsDue) { _ = try await ground.propose() }
        }
    }

    @Test("proposing, reviewing, executing, holding and lifting are each in the journal")
    func actsAreInTheJournal() async throws {
        try await Journey.run { journey in
            let ground = try await PurgeGround(journey)
            let id = try await ground.propose().id
            for index in 0...1 { try await ground.review(id, by: index) }
            _ = try await ground.execute(id)
            let council = ground.council.id
            let actions = try await ground.act {
                try Journal.page($0, of: council, JournalFilter(), before: nil).entries.map(\.action)
            }
            #expect(
                Array(actions.prefix(4)) == ["purge_executed", "purge_reviewed", "purge_reviewed", "purge_proposed"])
        }
    }
}
