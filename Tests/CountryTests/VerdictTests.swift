import Country
import Foundation
import Progress
import Testing
import Vocabulary

@Suite("The histories of the synthetic country")
struct VerdictTests {
    private static let packages = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources/Frameworks/Resources/packages")
    private let country: WrittenCountry
    private let rulebook: Rulebook
    /// The id of the framework by specialty code.
    private var frameworks: [String: FrameworkID] = [:]

    init() throws {
        country = try WrittenCountry.demo.get()
        let own = ["medecine-generale", "genetique", "radiologie-bloc2"].map {
            VerdictTests.packages.appendingPathComponent("\($0).json").path
        }
        let all = try (own + country.summary.frameworks).map { path in
            try Framework(parsing: [UInt8](#require(FileManager.default.contents(atPath: path), "\(path)")))
        }
        rulebook = Rulebook(frameworks: all)
        for framework in all {
            for code in framework.specialtyCodes { frameworks[code] = framework.id }
        }
    }

    private func day(_ row: [String: String], _ column: String) -> CalendarDate? {
        row[column].flatMap { CalendarDate(iso: $0) }
    }

    /// The standing of everyone whose qualification leads to a known framework and never changed.
    private func standings() throws -> [Standing] {
        let declared = try country.declarations()
        return Dictionary(grouping: try country.roll(), by: { $0["rpps"]! }).compactMap { number, rows in
            standing(of: rows, declared[number] ?? [])
        }
    }

    private func standing(of rows: [[String: String]], _ declarations: [Declaration]) -> Standing? {
        guard let code = rows[0]["specialite_sm"], rows.allSatisfy({ $0["specialite_sm"] == code }),
            let framework = frameworks[code]
        else { return nil }
        let spells = rows.map { Period(start: day($0, "date_inscription")!, until: day($0, "fin_inscription")?.next) }
        let registered = spells.map(\.start).min()!
        let calendar = CycleCalendar(spells: spells, through: WrittenCountry.today)
        guard let cycle = calendar.cycleForStanding(on: WrittenCountry.today) else { return nil }
        let careless = rows[0]["soins_directs"] == "non" ? day(rows[0], "soins_directs_depuis") : nil
        let profile = Profile(
            registrationDate: registered, directCare: careless.map { [Dated(from: $0, false)] } ?? [],
            specialties: [Dated(from: registered, framework)])
        return Engine(rulebook: rulebook).standing(
            of: cycle, profile: profile, declarations: declarations, asOf: WrittenCountry.today)
    }

    @Test("every verdict occurs several times among general practitioners and geneticists")
    func verdicts() throws {
        var seen: [Verdict: Int] = [:]
        let real = [FrameworkID("medecine-generale"), FrameworkID("genetique")]
        for standing in try standings() where real.contains(standing.framework) {
            for outcome in standing.outcomes { seen[outcome.verdict, default: 0] += 1 }
        }
        for verdict in Verdict.allCases { #expect(seen[verdict, default: 0] >= 10, "\(verdict): \(seen)") }
        #expect(seen[.counted, default: 0] > seen.values.reduce(0, +) / 3)
    }

    @Test("some are complete early, some late, most on their way, in each kind of référentiel")
    func paces() throws {
        let all = try standings()
        for isGeneral in [true, false] {
            let group = all.filter { ($0.framework == FrameworkID("medecine-generale")) == isGeneral }
            let complete = group.count { $0.isComplete }
            let late = group.count { Lateness($0).isLate(on: WrittenCountry.today) }
            #expect(group.count > 3000)
            #expect((group.count / 20...group.count / 2).contains(complete), "\(complete) of \(group.count)")
            #expect((group.count / 20...group.count / 2).contains(late), "\(late) of \(group.count)")
        }
    }

    @Test("of block 4 only what may leave the physician is written (rule R24)")
    func privacy() throws {
        var personal = 0
        for declaration in try country.declarations().values.joined() where rulebook.mayCountInBlockFour(declaration) {
            personal += 1
            let discarded = rulebook.storable(declaration).discarded
            if !discarded.isEmpty { Issue.record("\(declaration.action): \(discarded)") }
        }
        #expect(personal > 5000)
    }
}
