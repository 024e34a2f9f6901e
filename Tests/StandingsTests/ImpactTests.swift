import Access
import Frameworks
import Intake
import Postgres
import Progress
@testable import Standings
import Support
import Testing
import Vocabulary

@Suite("The impact of a proposed version over a country")
struct ImpactTests {
    /// What judging every physician of a council under both laws comes to, without any selection or comparison of ours.
    private struct Census: Equatable {
        var changed = 0, losing = 0, gaining = 0, lost = 0, gained = 0
        var becomingComplete = 0, ceasingComplete = 0, becomingLate = 0, ceasingLate = 0

        init() {}

        init(_ report: ImpactReport) {
            func number(_ measure: ImpactMeasure) -> Int {
                if case .number(let number) = report.total[measure] { number } else { -1 }
            }
            (changed, losing, gaining) = (number(.changed), number(.losing), number(.gaining))
            (lost, gained) = (number(.actionsLost), number(.actionsGained))
            (becomingComplete, ceasingComplete) = (number(.becomingComplete), number(.ceasingComplete))
            (becomingLate, ceasingLate) = (number(.becomingLate), number(.ceasingLate))
        }

        mutating func add(_ before: AssessedCase, _ after: AssessedCase) {
            func counted(_ item: AssessedCase) -> Set<String> {
                Set(
                    zip(item.file.declarations, item.standing?.outcomes ?? []).filter { $1.verdict == .counted }.map(
                        \.0.id))
            }
            let (old, new) = (counted(before), counted(after))
            lost += old.subtracting(new).count
            gained += new.subtracting(old).count
            losing += old.isSubset(of: new) ? 0 : 1
            gaining += new.isSubset(of: old) ? 0 : 1
            let isComplete = (before.standing?.isComplete == true, after.standing?.isComplete == true)
            becomingComplete += isComplete == (false, true) ? 1 : 0
            ceasingComplete += isComplete == (true, false) ? 1 : 0
            let isLate = (before.isLate == true, after.isLate == true)
            becomingLate += isLate == (false, true) ? 1 : 0
            ceasingLate += isLate == (true, false) ? 1 : 0
            let isSame =
                before.standing?.counts == after.standing?.counts && old == new && isLate.0 == isLate.1
                && before.standing?.required == after.standing?.required && before.state == after.state
                && before.nextAlertOn == after.nextAlertOn && before.frameworkCode == after.frameworkCode
            changed += isSame ? 0 : 1
        }
    }

    private static func census(of code: String, _ journey: Journey, on iso: String) async throws -> Census {
        let council = try await journey.council(code).id
        return try await journey.database.transaction(as: .council(council), timeout: 0) { transaction in
            let before = try Assessor.load(on: day(iso), transaction)
            let second = try VersionStore.content(.init(FrameworkID("medecine-generale"), "2"), transaction) ?? ""
            let law = before.law.with([try Framework(json: JSON(parsing: second))])
            let after = Assessor(law: law, links: before.links)
            var census = Census()
            for file in try CaseStore(transaction: transaction).files(.all) {
                guard let old = before.assess(file, on: day(iso)), let new = after.assess(file, on: day(iso)) else {
                    continue
                }
                census.add(old, new)
            }
            return census
        }
    }

    /// Every stored row that the night writes, in order.
    private static func live(_ journey: Journey) async throws -> [String] {
        var rows: [String] = []
        for code in ["33", "2A"] {
            rows += try await journey.rows("select * from standings.standing order by physician_id", in: code)
            rows += try await journey.rows("select * from standings.cycle order by physician_id, ordinal", in: code)
            rows += try await journey.rows("select * from standings.run order by run_id", in: code)
        }
        return rows
    }

    private static func report(_ id: ImpactID, _ journey: Journey, of code: String) async throws -> ImpactReport {
        let council = try await journey.council(code).id
        return try await journey.database.transaction(as: .council(council)) { try ImpactReport.ofCouncil(id, $0) }
    }

    @Test("the totals of 2,000 physicians are those of judging each of them twice; live standings stay byte for byte")
    func totalsEqualCensus() async throws {
        try await MiniCountry.run(physicians: 2_000, seed: 31) { journey in
            let today = MiniCountry.today
            try await journey.nightly(today)
            let live = try await Self.live(journey)
            try await ImpactVersions.propose(try ImpactVersions.secondText(from: "2026-03-01"), in: journey)
            let run = try await ImpactVersions.report(in: journey, asOf: today)
            #expect(run.state == .done)
            #expect(run.councilsDone == run.councils)
            var losing = 0
            for code in ["33", "2A"] {
                let census = try await Self.census(of: code, journey, on: today)
                let report = try await Self.report(run.id, journey, of: code)
                #expect(Census(report) == census, "\(code)")
                #expect(report.byCouncil.map(\.code) == [code])
                losing += census.losing
            }
            #expect(losing > 0)
            #expect(try await Self.live(journey) == live)
            let again = try await ImpactVersions.report(in: journey, asOf: today, lanes: 1)
            #expect(again.id != run.id)
            #expect(again.reportHash == run.reportHash)
        }
    }

    /// Four physicians of two councils with one action each around the change of version of 2028-01-01.
    private static func around(_ body: (Journey) async throws -> Void) async throws {
        try await Journey.run(today: "2028-06-01") { journey in
            try await journey.roll(
                [.init(.claire), .init(.hugo), .init(.ines), .init(.jean, council: "2A")], asOf: "2028-06-01")
            func reading(_ id: String, _ who: Practitioner, _ start: String, _ end: String) -> AccountFeed.Action {
                .init(
                    id, of: who, "mg1-test-lecture", on: end, from: start, evidence: "attestation_reussite",
                    more: #""item": "exercer", "measures": {"success": true}, "#)
            }
            let club = AccountFeed.Action(
                "ines-1", of: .ines, "mg1-journal-club", on: "2028-02-29", from: "2027-03-01",
                evidence: "attestation_presence", more: #""hasMethodFollowed": true, "measures": {"meetings": 4}, "#)
            let feed = AccountFeed([
                reading("claire-1", .claire, "2026-12-01", "2027-12-31"),
                reading("hugo-1", .hugo, "2027-01-02", "2028-01-01"), club,
                reading("jean-1", .jean, "2027-02-01", "2028-03-01"),
            ])
            try await journey.lot(.accounts, [("actions.jsonl", feed.text)], "2028-06-01")
            try await ImpactVersions.propose(try ImpactVersions.secondText(from: "2028-01-01"), in: journey)
            try await body(journey)
        }
    }

    @Test("the report of a council tells R27-2, R27-3 and R27-4 apart, and shows its own physicians only")
    func ownSamples() async throws {
        try await Self.around { journey in
            let run = try await ImpactVersions.report(in: journey, asOf: nil)
            #expect(run.asOf == day("2028-06-01"))
            let own = try await Self.report(run.id, journey, of: "33")
            let losing = own.samples.filter { $0.measure == .losing }
            #expect(Set(losing.map(\.rppsNumber)) == [Practitioner.hugo.rpps, Practitioner.ines.rpps])
            #expect(
                Dictionary(uniqueKeysWithValues: losing.map { ($0.rppsNumber, $0.lost.map(\.after)) }) == [
                    Practitioner.hugo.rpps: [.notInFramework], Practitioner.ines.rpps: [.thresholdNotMet],
                ])
            let straddling = own.samples.filter { $0.measure == .straddling }.map(\.rppsNumber)
            #expect(straddling.contains(Practitioner.ines.rpps))
            #expect(own.total[.examined] == .number(3))
            let other = try await Self.report(run.id, journey, of: "2A")
            #expect(Set(other.samples.map(\.rppsNumber)) == [Practitioner.jean.rpps])
            let office = try await journey.database.transaction(as: .cncp) { try ImpactReport.national(run.id, $0) }
            #expect(office.samples.isEmpty)
            #expect(office.total[.examined] == .withheld)
            #expect(!office.json.text.contains("1990000"))
        }
    }

    @Test("a report is asked for once while it waits; the worker computes it; a person may give it up")
    func queue() async throws {
        try await Self.around { journey in
            let first = try await ImpactVersions.request(in: journey, asOf: "2028-06-01")
            #expect(try await ImpactVersions.request(in: journey, asOf: "2028-06-01") == first)
            let refused = await #expect(throws: Refusal.self) {
                try await ImpactVersions.request(in: journey, asOf: "2028-06-02")
            }
            #expect(refused?.sentence.contains("à aucune autre date") == true)
            try await journey.database.transaction(as: .cncp) { try CancelImpact(first, by: "essai").run($0) }
            let next = try await ImpactVersions.request(in: journey, asOf: nil)
            #expect(next != first)
            let worker = RunImpact(database: journey.database, nonce: { ImpactVersions.nonce })
            let run = try #require(try await worker.runWaiting())
            #expect(run.id == next)
            #expect(run.state == .done)
            #expect(try await worker.runWaiting() == nil)
            let refusal = await #expect(throws: Refusal.self) {
                try await journey.database.transaction(as: .national) { try CancelImpact(next, by: "essai").run($0) }
            }
            #expect(refusal?.sentence.contains("terminé") == true)
        }
    }

    @Test("a worker that dies leaves whole councils and no half one: the next one finishes the report")
    func resumed() async throws {
        try await Self.around { journey in
            let whole = try await ImpactVersions.report(in: journey, asOf: "2028-06-01")
            let id = try await ImpactVersions.request(in: journey, asOf: "2028-06-01")
            let killed = Task {
                try await RunImpact(database: journey.database, nonce: { ImpactVersions.nonce }).run(id, lanes: 1) {
                    done, _ in
                    if done == 20 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            _ = try? await killed.value
            let left = try #require(
                try await journey.database.transaction(as: .national) { try ImpactRun.find(id, $0) })
            #expect(left.state == .running)
            #expect(left.councilsDone > 0 && left.councilsDone < left.councils)
            let run = try #require(
                try await RunImpact(database: journey.database, nonce: { ImpactVersions.nonce }).runWaiting())
            #expect(run.id == id)
            #expect(run.reportHash == whole.reportHash)
        }
    }

    @Test("a report speaks of one text under one law: it is stale when either changes, and accepted by its hash alone")
    func acceptance() async throws {
        try await Self.around { journey in
            let run = try await ImpactVersions.report(in: journey, asOf: "2028-06-01")
            let hash = try #require(run.reportHash)
            let accepted = try run.acceptance(reading: hash)
            #expect(accepted.contentFingerprint == run.versionFingerprint)
            #expect(throws: Refusal.self) { try run.acceptance(reading: "another") }
            #expect(run.isCurrent(versionFingerprint: run.versionFingerprint, lawFingerprint: run.lawFingerprint))
            #expect(!run.isCurrent(versionFingerprint: "another", lawFingerprint: run.lawFingerprint))
            #expect(!run.isCurrent(versionFingerprint: run.versionFingerprint, lawFingerprint: "another"))
            let overtaken = try await ImpactVersions.request(in: journey, asOf: "2028-06-01")
            try await ImpactVersions.approveAnother(in: journey)
            #expect(
                try await RunImpact(database: journey.database, nonce: { ImpactVersions.nonce }).run(overtaken).state
                    == .stale)
            let fresh = try await ImpactVersions.report(in: journey, asOf: "2028-06-01")
            let acceptance = try fresh.acceptance(reading: fresh.reportHash ?? "")
            let waiting = try await ImpactVersions.request(in: journey, asOf: "2028-06-01")
            try await journey.database.transaction(as: .cncp) { transaction in
                try ApproveVersion(
                    ImpactVersions.key, actor: "seconde", acceptedImpact: acceptance, today: journey.today,
                    retroactive: "essai"
                ).run(transaction)
            }
            #expect(
                try await RunImpact(database: journey.database, nonce: { ImpactVersions.nonce }).run(waiting).state
                    == .stale)
            let refusal = await #expect(throws: Refusal.self) {
                try await ImpactVersions.request(in: journey, asOf: "2028-06-01")
            }
            #expect(refusal?.sentence.contains("déjà approuvée") == true)
        }
    }

    @Test("a council neither reads nor writes another one's part; the CNCP has no right on examples")
    func partsAreSeparate() async throws {
        try await Self.around { journey in
            let run = try await ImpactVersions.report(in: journey, asOf: "2028-06-01")
            let codes = try await journey.rows("select distinct council_code from standings.impact_line", in: "33")
            #expect(codes == ["(33)"])
            let council = try await journey.council("33").id
            await #expect(throws: PostgresError.self) {
                _ = try await journey.database.transaction(as: .council(council)) { transaction in
                    _ = try transaction.query(
                        """
                        insert into standings.impact_line select (jsonb_populate_record(l, '{"council_code": "2A",
                            "specialty_code": "SM17"}')).* from standings.impact_line l
                        where impact_id = \(run.id.number) limit 1
                        """)
                }
            }
            await #expect(throws: PostgresError.self) {
                _ = try await journey.database.transaction(as: .cncp) { transaction in
                    _ = try transaction.query("select * from standings.impact_sample")
                }
            }
        }
    }
}
