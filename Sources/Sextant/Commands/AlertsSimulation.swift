import Access
import Alerts
import ArgumentParser
import Foundation
import Intake
import Jobs
import Letters
import Postgres
import Standings
import Vocabulary

/// What the alerts of the years to come will be: looked ahead, or rehearsed night by night.
struct AlertsCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "Look ahead at the work of the years to come; nothing is written.",
        subcommands: [Calendar.self, Simulate.self])

    /// The days that are looked at.
    struct Span: ParsableArguments {
        @Option(help: "The first day.") var from: CalendarDate
        @Option(help: "The last day.") var through: CalendarDate

        func validate() throws {
            guard from <= through, through < from.anniversary(20) else {
                throw ValidationError("--through comes after --from, by twenty years at most")
            }
        }
    }

    /// The calendar of one council, or the sums of all.
    struct Calendar: RuledCommand {
        static let policy = CommandPolicy.machine([.council])
        static let configuration = CommandConfiguration(
            abstract: "Print the weeks to come as JSON lines: alerts due, verifications that open and that end.",
            discussion: """
                Without --council the sums of all councils are printed, and no number from 1 to 10, nor one that \
                follows from others: it is null.
                """)
        @Option(help: "The code of a council; all of them when absent.") var council: String?
        @OptionGroup var span: Span

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let councils = try await AlertsCommand.councils(council, database)
                var sums: [CalendarWeek: WorkCalendar.Load] = [:]
                for council in councils {
                    let ground = try await database.transaction(
                        as: council.principal, timeout: 0, isolation: .repeatableRead
                    ) { try CalendarGround.read(from: span.from, through: span.through, $0) }
                    for (week, load) in SimulateCalendar().run(ground).weeks { sums[week, default: .init()] += load }
                }
                let lines = council == nil ? NationalCalendar.lines(sums) : sums.mapValues(PublishedLoad.init)
                for (week, load) in lines.sorted(by: { $0.key < $1.key }) { result(load.json(week)) }
            }
        }
    }

    /// Years of one council, night by night.
    struct Simulate: RuledCommand {
        static let policy = CommandPolicy.machine([.council, .access, .queue])
        static let configuration = CommandConfiguration(
            abstract: "Rehearse every night of some years in one council, and print the ledger as JSON lines.",
            discussion: """
                What a night proposes is approved by two people and sent the same day by a route that accepts every \
                mail and carries none. Everything is one transaction that is never committed: nothing stays. It holds \
                the council's facts as long as it lasts, so that its mails wait and nobody approves: while a worker is \
                alive it is refused without --now.
                """)
        @Option(help: "The code of the council.") var council: String
        @OptionGroup var span: Span
        @Option(help: "Days without a night, FIRST..LAST (2028-12-20..2029-01-28); may be repeated.")
        var outage: [DayRange] = []
        @Flag(help: "Even while workers are alive: what they have to do for the council waits.") var now = false

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let council = try await AlertsCommand.councils(council, database)[0]
                if !now { try await refuseBesideWorkers(database) }
                let start = Clock.seconds()
                let years = try await SimulateAlerts(
                    council, from: span.from, through: span.through, outages: outage.map(\.days),
                    letterhead: Letterhead(domain: "sextant.invalid"), salt: randomBytes(16)
                ).run(database) { note("alerts simulate: \($0)") }
                for line in years.lines { result(line.json) }
                let seconds = Int((Clock.seconds() - start).rounded())
                note("alerts simulate: \(years.nights) nights, \(years.campaigns) campaigns, \(seconds) s")
            }
        }

        private func refuseBesideWorkers(_ database: Database) async throws {
            let workers = try await database.transaction(as: .queue) { try WorkerPresence.count($0) }
            guard workers > 0 else { return }
            throw Refusal(
                """
                \(counted(workers, "worker est au travail", "workers sont au travail")) sur cette base : la répétition \
                ferait attendre les envois et les approbations du conseil. Arrêtez-les, répétez sur une copie de la base, \
                ou ajoutez --now.
                """)
        }
    }

    /// - Throws: `Refusal` for an unknown code.
    fileprivate static func councils(_ code: String?, _ database: Database) async throws -> [Council] {
        let all = try await database.transaction(as: .role("sextant_council")) { try Council.departmental($0) }
        let councils = all.filter { code == nil || $0.code == code }
        guard !councils.isEmpty else {
            throw Refusal("Le conseil « \(code ?? "") » n'existe pas. Donnez son code, par exemple 33, 2A ou 974.")
        }
        return councils
    }
}

/// Two days with two dots between them.
struct DayRange: ExpressibleByArgument {
    let days: ClosedRange<CalendarDate>

    init?(argument: String) {
        let ends = argument.components(separatedBy: "..").compactMap { CalendarDate(iso: $0) }
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        days = ends[0]...ends[1]
    }
}

extension PublishedLoad {
    /// The line of a week; a number that is hidden is null.
    func json(_ week: CalendarWeek) -> String {
        func number(_ value: Int?) -> JSON { value.map { .integer($0) } ?? .null }
        return JSON.object([
            .init("week", .string(week.iso)), .init("monday", .string("\(week.monday)")),
            .init("alerts", number(alerts)), .init("excluded", number(excluded)), .init("openings", number(openings)),
            .init("deadlines", number(deadlines)),
        ]).text
    }
}
