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
    let desk = CalendarDesk()

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/calendrier", .council(.readAlerts), show)
        routes.get("/cd/:code/calendrier.csv", .council(.readAlerts), file)
        routes.get("/cd/:code/calendrier/repetition", .council(.readAlerts), rehearse)
        routes.get("/cd/:code/calendrier/repetition.csv", .council(.readAlerts), rehearsalFile)
        routes.get("/national/calendrier", .office(.national, .readFigures), showNation)
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
        let council = try visit.session.membership.council.id
        return try await desk.work(of: council) { try await ground(visit, months) }
    }

    /// What is known of the council, as it stood at one moment.
    private func ground(_ visit: Visit, _ months: Int) async throws -> CalendarGround {
        let (from, through) = (visit.today, visit.today.adding(months: months).previous)
        return try await database.transaction(
            as: try visit.principal, timeout: Self.timeout, isolation: .repeatableRead
        ) { try CalendarGround.read(from: from, through: through, $0) }
    }

    /// Whoever's dates move is named on the page: the journal keeps whose they are.
    @Sendable private func rehearse(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let isAsked = !["premiere", "tous", "rattrapage"].allSatisfy { visit.query[$0] == nil }
        let trial = CalendarTrial(visit.query)
        let (inForce, isOwn) = try await inForce(visit)
        var change: CalendarChange?
        if let trial {
            let found = try await rehearsed(trial, inForce, visit)
            try await database.transaction(as: session.principal) { transaction in
                try ListReading("repetition", shows: found.moves.prefix(CalendarTrialPage.mostRows).map(\.physician))
                    .record(by: visit.author, transaction, council: council.id)
            }
            change = found
        }
        let page = CalendarTrialPage(
            code: council.code, inForce: inForce, isOwn: isOwn, mayPropose: session.may(.proposeAlertRules),
            trial: trial, change: change,
            errors: isAsked && trial == nil ? CalendarTrialPage.outOfBounds(visit.query) : [])
        return page.errors.isEmpty ? .page(page) : .refused(page)
    }

    /// Without numbers that could be tried the page asks for them.
    @Sendable private func rehearsalFile(_ visit: Visit) async throws -> Reply {
        guard let trial = CalendarTrial(visit.query) else { return try await rehearse(visit) }
        let session = try visit.session
        let council = session.membership.council
        let change = try await rehearsed(trial, try await inForce(visit).policy, visit)
        let bytes = CalendarTrialFile(moves: change.moves).bytes
        try await database.transaction(as: session.principal) { transaction in
            try ListReading("repetition", file: bytes, rows: change.moves.count)
                .record(.listExported, by: visit.author, transaction, council: council.id)
        }
        return .file(name: "repetition-\(council.code).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }

    private func inForce(_ visit: Visit) async throws -> (policy: AlertPolicy, isOwn: Bool) {
        try await database.transaction(as: try visit.principal) { [law] transaction in
            let law = try law.assessor(transaction, on: visit.today, at: visit.now).law
            return (law.rules.alerts, law.alertOverride != nil)
        }
    }

    @Sendable private func showNation(_ visit: Visit) async throws -> Reply {
        let nation = try await database.transaction(as: try visit.principal) {
            try NationalCalendar.read(from: visit.today, $0)
        }
        return .page(NationalCalendarPage(nation: nation))
    }

    private func rehearsed(
        _ trial: CalendarTrial, _ policy: AlertPolicy, _ visit: Visit
    ) async throws -> CalendarChange {
        let council = try visit.session.membership.council.id
        return try await desk.trial(trial.applied(to: policy), of: council) {
            try await ground(visit, Self.trialMonths)
        }
    }
}
