import Access
import Intake
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@Suite("A replay sees what was altered behind the program's back, and says which")
struct ReplayAlterationTests {
    /// Claire's complete programme, on record and with the whole proof of a decision; `alter` then meddles with it as
    /// the owner of the tables, who first has to open what the program has closed.
    private func differences(
        after statements: [SQL], opening tables: [SQL] = ["standings.record", "standings.standing"]
    ) async throws -> [ReplayDifference] {
        var found: [ReplayDifference] = []
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            try await journey.nightly("2026-11-21")
            let council = try await journey.council("33").id
            try await journey.database.transaction(as: .council(council)) { transaction in
                let physician = try transaction.query("select physician_id from registry.registration")[0]
                    .int("physician_id")
                let assessor = try Assessor.load(on: day("2026-11-20"), transaction)
                let kept = try StandingRecord.keepingProof(
                    of: physician, in: council, by: assessor, on: day("2026-11-20"), transaction)
                #expect(kept.record.proof != nil)
            }
            let before = try await Replay(database: journey.database).run()
            #expect(before.differences == [])
            #expect(before.decisions == 1)
            try await journey.place.owner.transaction(as: nil) { transaction in
                for table in tables { try transaction.query("alter table \(table) no force row level security") }
                for statement in statements {
                    let altered = try transaction.query(statement).affected
                    #expect(altered == 1 || statement.text.hasPrefix("alter"), "\(statement.text)")
                }
                for table in tables { try transaction.query("alter table \(table) force row level security") }
            }
            found = try await Replay(database: journey.database).run().differences
        }
        return found
    }

    @Test("nothing altered, nothing found")
    func nothing() async throws {
        #expect(try await differences(after: []) == [])
    }

    @Test("a stored verdict")
    func verdict() async throws {
        let found = try await differences(after: [
            """
            update standings.record set content = replace(content, '["19900000011-1","counted",1,',
                '["19900000011-1","identical",null,') where proof is null
            """
        ])
        #expect(found.map(\.kind) == [.verdict])
        #expect(found.first?.council == "33")
        #expect(found.first?.physician == "19900000011")
        #expect(found.first?.detail.contains("19900000011-1") == true)
        #expect(found.first?.detail.contains("identical") == true)
    }

    @Test("of an action of block 4 a difference names neither the action nor the physician nor the day (rule R24)")
    func health() async throws {
        let found = try await differences(after: [
            """
            update standings.record set content = replace(content, '"counted",4,', '"identical",4,')
            where proof is null
            """
        ])
        #expect(found.map(\.detail) == ["une action du bloc 4 diffère"])
        #expect(found.map(\.physician) == [""])
        #expect(found.first?.record != nil)
    }

    @Test("a stored date")
    func date() async throws {
        let found = try await differences(after: [
            "update standings.record set content = replace(content, '2024-01-15', '2024-01-16') where proof is null"
        ])
        #expect(found.map(\.kind) == [.date])
        #expect(found.first?.detail.contains("« 2024-01-16 » au lieu de « 2024-01-15 »") == true)
    }

    @Test("the hash of a proof, by the number of its record: it may speak of block 4 (rule R24)")
    func proofHash() async throws {
        let found = try await differences(after: [
            "update standings.record set proof_hash = repeat('0', 64) where proof is null"
        ])
        #expect(found.map(\.kind) == [.proof])
        #expect(found.map(\.physician) == [""])
        #expect(found.first?.record != nil)
    }

    @Test("a proof that is kept whole for a decision, even with its hash made to agree")
    func keptProof() async throws {
        let found = try await differences(after: [
            "update standings.record set proof = replace(proof, 'R01', 'R02') where proof is not null",
            """
            update standings.record set proof_hash = encode(sha256(convert_to(proof, 'UTF8')), 'hex')
            where proof is not null
            """,
        ])
        #expect(Set(found.map(\.kind)) == [.proof])
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.physician.isEmpty && $0.record != nil })
    }

    @Test("the standing that is shown, with the record left as it was")
    func shownStanding() async throws {
        let found = try await differences(after: [
            "update standings.standing set cycle_end = '2032-12-31'"
        ])
        #expect(found.map(\.kind) == [.standing])
        #expect(found.first?.detail.contains("2032-12-31") == true)
    }

    @Test("a record taken away shows in the standing that it explained")
    func removedRecord() async throws {
        let found = try await differences(after: ["delete from standings.record where proof is null"])
        #expect(found.map(\.kind) == [.standing])
    }

    @Test("a threshold in the stored text of a référentiel, by the name of the text")
    func threshold() async throws {
        let found = try await differences(
            after: [
                "alter table frameworks.version disable trigger user",
                """
                update frameworks.version set content = replace(content,
                    '"minDuration": {"years": 1}, "successRequired"', '"minDuration": {"years": 9}, "successRequired"')
                where framework_id = 'medecine-generale' and content like '%"minDuration": {"years": 1}, "successRequired"%'
                """,
                "alter table frameworks.version enable trigger user",
            ], opening: [])
        #expect(found.map(\.kind) == [.law])
        #expect(found.first?.detail.contains("medecine-generale") == true)
    }

    @Test("everything altered at once is all reported: an altered text hides nothing else")
    func allAtOnce() async throws {
        let found = try await differences(
            after: [
                "alter table frameworks.version disable trigger user",
                "update frameworks.version set content = content || ' ' where framework_id = 'medecine-generale'",
                "update standings.record set content = replace(content, '2024-01-15', '2024-01-16') where proof is null",
                "update standings.record set proof_hash = repeat('0', 64) where proof is null",
            ])
        #expect(Set(found.map(\.kind)) == [.law, .date, .proof])
    }

    @Test("facts from a cluster whose transactions were further on are refused, by the night, the replay and migrate")
    func restoredElsewhere() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.nightly("2026-11-21")
            try await journey.place.owner.transaction(as: nil) {
                try $0.query("insert into registry.knowledge (known_in) values ('9000000000')")
            }
            await #expect(throws: Refusal.self) { try await journey.nightly("2026-11-22") }
            await #expect(throws: Refusal.self) { try await Replay(database: journey.database).run() }
            await #expect(throws: PostgresError.self) {
                try await journey.place.owner.transaction(as: nil, timeout: 0) { _ = try Migration.run($0) }
            }
        }
    }

    @Test("no role changes or removes what was known or judged; a purge that two people reviewed removes it")
    func rights() async throws {
        let place = try await SharedDatabase.open()
        let found = try await place.owner.rolledBack(as: nil) { transaction in
            try transaction.query(
                """
                select c.oid::regclass || ' ' || privilege_type as name from pg_class c, aclexplode(c.relacl)
                where grantee not in ('sextant_owner'::regrole, 'sextant_purge'::regrole) and privilege_type not in ('SELECT', 'INSERT')
                    and (c.oid in ('standings.record'::regclass, 'standings.run'::regclass,
                        'standings.law_used'::regclass, 'registry.knowledge'::regclass)
                    or c.relname like '%\\_past')
                """
            ).map { try $0.text("name") }
        }
        #expect(found == [])
    }
}
