import Glibc
import Letters
import Progress
import Support
import Testing
import Vocabulary

@testable import Alerts
@testable import Standings

@Suite("The calendar looks only at days on which something may move, and misses none")
struct CalendarPropertyTests {
    /// Fifty times the usual with `SEXTANT_LONG=1`.
    private static var rounds: Int { getenv("SEXTANT_LONG") == nil ? 300 : 15_000 }
    private static var seed: UInt64 {
        20_281_029 &+ (getenv("SEXTANT_SEED").flatMap { UInt64(String(cString: $0)) } ?? 0)
    }

    @Test("it equals the loop over every day, for random careers, days and parameters")
    func equalsEveryDay() async throws {
        try await AlertGround.run { ground in
            let spans = try await ground.act {
                try Assessor.spans(from: day("2023-01-01"), through: day("2045-01-01"), $0)
            }
            var (dice, events, excluded, again) = (Dice(seed: Self.seed), 0, 0, 0)
            for number in 0..<Self.rounds {
                let file = try Career.random(&dice, number: number)
                let from = day("2026-11-01").adding(days: dice.below(3_000))
                let walk = CalendarWalk(
                    spans: spans, from: from, through: from.adding(days: dice.below(330)),
                    policy: dice.below(3) == 0 ? Career.policy(&dice) : nil)
                let page = Career.page(Int64(file.physicianID), from: from, &dice)
                let (walked, looped) = (walk.events(of: file, page), walk.everyDay(of: file, page))
                #expect(walked == looped, "career \(number) of seed \(Self.seed), from \(from)")
                events += looped.count
                excluded += looped.count { $0.kind == .excluded }
                again += looped.count { event in
                    event.kind == .alert && looped.contains { $0.kind == .excluded && $0.milestone == event.milestone }
                }
            }
            #expect(events > Self.rounds / 3, "the careers have something to foresee: \(events)")
            #expect(excluded > 0 && again > 0, "some are kept back (\(excluded)), and some only for a while (\(again))")
        }
    }
}

/// Careers of general practitioners with gaps, changes and actions, in the past and to come.
private enum Career {
    private static let codes = [
        ("mg1-dpc-andpc-faf", "attestation_formation"), ("mg1-tutorat-msu", "attestation_universite"),
        ("mg2-action-andpc-faf", "attestation_formation"), ("mg2-audit-clinique", "attestation_participation"),
        ("mg3-analyse-pratiques-andpc-faf", "attestation_formation"), ("mg4-auto-evaluation", "auto_declaration"),
    ]

    static func policy(_ dice: inout Dice) -> AlertPolicy {
        AlertPolicy(
            firstMilestoneYears: 1 + dice.below(4), everyYears: 1 + dice.below(2), catchUpDays: 30 + dice.below(151),
            rounding: AlertPolicy.Rounding.allCases[dice.below(3)])
    }

    /// A ledger with alerts, exclusions and recent alerts, and a physician who may be of no address or of another roll.
    static func page(_ physician: Int64, from: CalendarDate, _ dice: inout Dice) -> CalendarLedger.Page {
        var page = CalendarLedger.Page()
        page.obstacles.route = dice.below(5) == 0 ? nil : .email("m@example.org")
        page.obstacles.isElsewhere = dice.below(12) == 0
        if dice.below(3) == 0 { page.obstacles.alertDays = [from.adding(days: -dice.below(80))] }
        for (start, milestone) in [("2023-01-01", "2028-01-01"), ("2023-01-01", "2029-01-01")] where dice.below(3) == 0
        {
            let mark = AlertMark(physician: physician, cycleStart: day(start), milestone: day(milestone))
            let isAlert = dice.below(2) == 0
            page.entries.append(
                .init(
                    mark: mark, proposedOn: day(milestone), isAlert: isAlert, isExcluded: !isAlert,
                    hasLeft: dice.below(4) == 0))
            if dice.below(4) == 0 { page.obstacles.alertsElsewhere.insert(mark) }
        }
        return page
    }

    static func random(_ dice: inout Dice, number: Int) throws -> CaseFile {
        let registrations = stays(&dice)
        let begins = registrations.map(\.during.start).min() ?? day("2023-01-01")
        return CaseFile(
            physicianID: number + 1, rppsNumber: "1000000000\(number % 10)", familyName: nil, givenName: nil,
            searchName: "", hasEmail: true, diplomaDate: nil, registrations: registrations,
            spells: registrations.map(\.during),
            directCare: dice.below(3) == 0 ? [Dated(from: begins.adding(days: dice.below(3_000)), false)] : [],
            exemptions: dice.below(4) == 0 ? [exemption(begins, &dice)] : [],
            qualifications: qualifications(begins, &dice),
            chosenFramework: dice.below(3) == 0 ? FrameworkID("medecine-generale") : nil,
            declarations: try (0..<dice.below(11)).map { try declaration($0, &dice) })
    }

    private static func stays(_ dice: inout Dice) -> [CaseFile.Registration] {
        var start = day("2018-01-01").adding(days: dice.below(4_000))
        var stays: [CaseFile.Registration] = []
        for rest in (0...dice.below(3)).reversed() {
            let until = rest == 0 && dice.below(3) > 0 ? nil : start.adding(days: 100 + dice.below(3_000))
            stays.append(.init(during: Period(start: start, until: until), isMilitary: dice.below(12) == 0))
            guard let until else { break }
            start = until.adding(days: dice.below(1_400))
        }
        return stays
    }

    private static func exemption(_ begins: CalendarDate, _ dice: inout Dice) -> Profile.Exemption {
        let start = begins.adding(days: dice.below(2_500))
        return .init(
            during: Period(start: start, until: start.adding(days: 30 + dice.below(900))),
            reason: dice.below(2) == 0 ? .withoutCare : .compulsoryTraining)
    }

    private static func qualifications(_ begins: CalendarDate, _ dice: inout Dice) -> [CaseFile.Qualification] {
        let change = begins.adding(days: dice.below(3_000))
        guard dice.below(3) == 0 else { return [.init(code: "SM53", during: Period(start: begins, until: nil))] }
        return [
            .init(code: "SM53", during: Period(start: begins, until: change.next)),
            .init(code: dice.below(2) == 0 ? "SM26" : "SM54", during: Period(start: change, until: nil)),
        ]
    }

    private static func declaration(_ number: Int, _ dice: inout Dice) throws -> Declaration {
        let (code, evidence) = codes[dice.below(codes.count)]
        let done = day("2022-06-01").adding(days: dice.below(4_500))
        let received = done.adding(days: dice.below(200))
        let time =
            code == "mg1-tutorat-msu"
            ? #""period": {"start": "\#(done.adding(days: -400))", "end": "\#(done)"}"# : #""date": "\#(done)""#
        let text = """
            {"id": "d\(number)", "action": "\(code)", "hasMethodFollowed": true, \(time), \
            "evidence": {"kind": "\(evidence)", "receivedOn": "\(received)"}}
            """
        return try Declaration(json: try JSON(parsing: text), path: "")
    }
}
