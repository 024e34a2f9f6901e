import Access
import Frameworks
import Postgres
import Vocabulary

/// Where a member of a college (CNP) begins: the référentiel that the college keeps.
struct CollegeRoutes {
    let database: Database

    func add(to routes: SiteRoutes) { routes.get("/cnp/:slug", .college(.openCollege), show) }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        return try await database.transaction(as: try visit.principal) { transaction in
            let own = try CollegeStore.find(slug: council.code, transaction)
            let rows = try FrameworkRegister(transaction: transaction, today: visit.today, seesDrafts: false).rows()
            return .page(
                CollegePage(
                    council: council, rows: rows.filter { $0.officialCode == own?.frameworkCode }, today: visit.today))
        }
    }
}
