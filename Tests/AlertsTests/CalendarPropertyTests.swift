import Glibc
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
            var (dice, events) = (Dice(seed: Self.seed), 0)
            for number in 0..<Self.rounds {
                let file = try Career.random(&dice, number: number)
                let from = day("2026-11-01").adding(days: dice.below(3_000))
                let walk = CalendarWalk(
                    spans: spans, from: from, through: from.adding(days: dice.below(330)),
                    policy: dice.below(3) == 0 ? Career.policy(&dice) : nil)
                let alerted = dice.below(4) == 0 ? [day("2023-01-01"): day("2029-01-01")] : [:]
                let (walked, looped) = (
                    walk.events(of: file, alerted: alerted), walk.everyDay(of: file, alerted: alerted)
                )
                #expect(walked == looped, "career \(number) of seed \(Self.seed), from \(from)")
                events += looped.count
            }
            #expect(events > Self.rounds / 3, "the careers have something to foresee: \(events)")
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
