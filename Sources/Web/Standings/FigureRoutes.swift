import Access
import Frameworks
import Postgres
import Standings
import Vocabulary

/// The national figures, as the CNCP, the ministry and the national council read them.
struct FigureRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/dgos", .office(.ministry, .readFigures), show)
        routes.get("/cncp/chiffres", .office(.cncp, .readFigures), show)
        routes.get("/national/chiffres", .office(.national, .readFigures), show)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        return try await database.transaction(as: try visit.principal) { transaction in
            let frameworks = try FrameworkRegister(transaction: transaction, today: visit.today, seesDrafts: false)
                .rows().map { ($0.id, $0.title) }
            let regions = try Council.all(of: .regional, transaction).map { ($0.code, $0.name) }
            return .page(
                FiguresPage(
                    council: council.name, figures: try NationalFigure.all(transaction),
                    titles: Dictionary(frameworks + regions, uniquingKeysWith: { first, _ in first }),
                    seesCalendar: council.kind == .national))
        }
    }
}
