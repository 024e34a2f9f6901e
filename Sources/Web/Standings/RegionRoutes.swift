import Access
import Postgres
import Standings

/// Where a member of a regional council begins: which councils of the region have transmitted, and their figures.
struct RegionRoutes {
    let database: Database

    func add(to routes: SiteRoutes) { routes.get("/cr/:code", .regional(.readRegion), show) }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        return try await database.transaction(as: try visit.principal) { transaction in
            .page(
                RegionPage(
                    council: council.name, region: try RegionalFigure.region(council.code, transaction),
                    today: visit.today))
        }
    }
}
