import Access
import Alerts
import Intake
import Letters
import Postgres
import Standings
import Vocabulary

/// The first page of a council.
struct DashboardRoutes {
    let database: Database
    let catalogue: Catalogue
    /// Who knows which letters on paper wait, by kind.
    let gates: [Letters.Notice.Kind: any Gate]

    func add(to routes: SiteRoutes) { routes.get("/cd/:code", .council(.readRegister), show) }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let (session, today, now) = (try visit.session, visit.today, visit.now)
        let council = session.membership.council
        let page = try await database.transaction(as: session.principal) { [catalogue, gates] transaction in
            DashboardPage(
                council: council.name, code: council.code,
                summary: try WorklistSummary.read(
                    transaction, alertThrough: today.adding(days: DashboardPage.alertDays),
                    endsThrough: today.anniversary(1)),
                progress: try ProgressShare.read(transaction), frameworks: try FrameworkShare.read(transaction),
                deadlines: try DeadlineShare.read(transaction),
                lots: session.may(.readImports) ? try LotStore.list(transaction, limit: 5) : [],
                names: try catalogue.names(transaction, at: now), today: today, mayImport: session.may(.runImport),
                campaigns: session.may(.readAlerts) ? try CampaignSummary.awaited(transaction) : [],
                paper: try DashboardPaper.read(session, gates, transaction))
        }
        return .page(page)
    }
}
