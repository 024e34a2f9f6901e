import Access
import Documents
import Postgres
import Standings

/// The list of physicians and its export.
struct WorklistRoutes {
    let database: Database
    let catalogue: Catalogue

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/medecins", .council(.readRegister), show)
        routes.get("/cd/:code/medecins.csv", .council(.exportRegister), export)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let (session, query) = (try visit.session, WorklistQuery(visit.query))
        let council = session.membership.council
        let (today, now) = (visit.today, visit.now)
        let author = try visit.author
        let (mayExport, mayImport) = (session.may(.exportRegister), session.may(.runImport))
        let page = try await database.transaction(as: session.principal) { [catalogue] transaction in
            let list = try Worklist.page(transaction, query)
            try query.reading(shows: list.rows.map(\.physicianID)).record(
                by: author, transaction, council: council.id)
            let everybody =
                query.filter.isEmpty ? list.total : try Worklist.count(transaction, WorklistFilter())
            return WorklistPage(
                code: council.code, query: query, list: list, everybody: everybody,
                names: try catalogue.names(transaction, at: now), mayExport: mayExport, mayImport: mayImport,
                today: today)
        }
        return .page(page)
    }

    @Sendable private func export(_ visit: Visit) async throws -> Reply {
        let (session, query) = (try visit.session, WorklistQuery(visit.query))
        let council = session.membership.council
        let (today, now, author) = (visit.today, visit.now, try visit.author)
        let bytes = try await database.transaction(as: session.principal, timeout: 60_000) {
            [catalogue] transaction in
            var file = WorklistFile(names: try catalogue.names(transaction, at: now), today: today, by: session.name)
            var shown: [Int64] = []
            try Worklist.forEach(transaction, query) {
                file.add($0)
                shown.append($0.physicianID)
            }
            try query.reading(shows: shown).record(.listExported, by: author, transaction, council: council.id)
            return file.bytes
        }
        return .file(name: "medecins-\(council.code)-\(today).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }
}
