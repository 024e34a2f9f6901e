import Access
import Alerts
import Frameworks
import Postgres
import Progress
import Standings
import Vocabulary

/// The work that is to come, and what other parameters would change: nothing here writes but the journal.
struct CalendarRoutes {
    /// How far ahead other parameters are tried, in months.
    static let trialMonths = 36
    /// The longest that a statement may take, in milliseconds: a large council is judged whole.
    private static let timeout = 60_000

    let database: Database
    let law: LawInForce

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/calendrier", .council(.readAlerts), show)
        routes.get("/cd/:code/calendrier.csv", .council(.readAlerts), file)
        routes.get("/cd/:code/calendrier/repetition", .council(.readAlerts), rehearse)
        routes.get("/cd/:code/calendrier/repetition.csv", .council(.readAlerts), rehearsalFile)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let months = CalendarAddress.months(visit.query)
        return .page(
            CalendarPage(code: try visit.council.code, months: months, calendar: try await calendar(visit, months)))
    }

    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        let (session, months) = (try visit.session, CalendarAddress.months(visit.query))
        let council = session.membership.council
        let calendar = try await calendar(visit, months)
        let bytes = CalendarFile(calendar: calendar).bytes
        try await database.transaction(as: session.principal) { transaction in
            try ListReading("calendrier", file: bytes, rows: calendar.weeks.count)
                .record(.listExported, by: visit.author, transaction, council: council.id)
        }
        return .file(name: "calendrier-\(council.code).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }

    private func calendar(_ visit: Visit, _ months: Int) async throws -> WorkCalendar {
        let simulation = SimulateCalendar(
            from: visit.today, through: visit.today.adding(months: months).previous)
        return try await database.transaction(as: try visit.principal, timeout: Self.timeout) {
            try simulation.run($0)
        }
    }

    /// Whoever's dates move is named on the page: the journal keeps whose they are.
    @Sendable private func rehearse(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let isAsked = !["premiere", "tous", "rattrapage"].allSatisfy { visit.query[$0] == nil }
        let trial = CalendarTrial(visit.query)
        let (inForce, change) = try await database.transaction(
            as: session.principal, timeout: Self.timeout
        ) { [law] transaction -> (AlertPolicy, CalendarChange?) in
            let policy = try law.assessor(transaction, on: visit.today, at: visit.now).law.rules.alerts
            guard let trial else { return (policy, nil) }
            let change = try rehearsed(trial, policy, visit, transaction)
            try ListReading("repetition", shows: change.moves.prefix(CalendarTrialPage.mostRows).map(\.physician))
                .record(by: visit.author, transaction, council: council.id)
            return (policy, change)
        }
        let page = CalendarTrialPage(
            code: council.code, inForce: inForce, trial: trial, change: change,
            errors: isAsked && trial == nil ? CalendarTrialPage.outOfBounds(visit.query) : [])
        return page.errors.isEmpty ? .page(page) : .refused(page)
    }

    /// Without numbers that could be tried the page asks for them.
    @Sendable private func rehearsalFile(_ visit: Visit) async throws -> Reply {
        guard let trial = CalendarTrial(visit.query) else { return try await rehearse(visit) }
        let session = try visit.session
        let council = session.membership.council
        let change = try await database.transaction(
            as: session.principal, timeout: Self.timeout
        ) { [law] transaction in
            let policy = try law.assessor(transaction, on: visit.today, at: visit.now).law.rules.alerts
            let change = try rehearsed(trial, policy, visit, transaction)
            try ListReading("repetition", shows: change.moves.map(\.physician))
                .record(.listExported, by: visit.author, transaction, council: council.id)
            return change
        }
        return .file(
            name: "repetition-\(council.code).csv", type: "text/csv; charset=utf-8",
            bytes: CalendarTrialFile(moves: change.moves).bytes)
    }

    private func rehearsed(
        _ trial: CalendarTrial, _ policy: AlertPolicy, _ visit: Visit, _ transaction: Transaction
    ) throws -> CalendarChange {
        try CalendarChange.rehearse(
            trial.applied(to: policy), from: visit.today,
            through: visit.today.adding(months: Self.trialMonths).previous, transaction)
    }
}
