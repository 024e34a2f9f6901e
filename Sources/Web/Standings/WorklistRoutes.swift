import Access
import Documents
import Postgres
import Standings

/// The list of physicians and its export.
struct WorklistRoutes {
    let database: Database
    let catalogue: Catalogue
    let desk: SearchDesk

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/medecins", .council(.readRegister), show)
        routes.post("/cd/:code/medecins", .council(.readRegister), bodyLimit: 8 << 10, filter)
        routes.get("/cd/:code/medecins.csv", .council(.exportRegister), export)
    }

    /// The filters as a form brings them: the name is kept, the others stand in the address.
    @Sendable private func filter(_ visit: Visit) async throws -> Reply {
        var query = WorklistQuery(visit.form).at(.start)
        query.search = try await desk.keep("nom", visit)?.text
        return .go(.worklist(try visit.council.code, query), nil)
    }

    /// The list that the address asks for; without one, where to go instead and what to say there.
    private func asked(_ visit: Visit) async throws -> (query: WorklistQuery?, otherwise: Reply) {
        let (code, typed) = (try visit.council.code, WorklistQuery(visit.query))
        let plain = SiteURL.worklist(code, typed.nameless.at(.start))
        if visit.names("nom") { return (nil, .go(plain, .nameInAddress)) }
        return (try await desk.named(typed, visit), .go(plain, .searchExpired))
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let (session, asked) = (try visit.session, try await asked(visit))
        guard let query = asked.query else { return asked.otherwise }
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
                today: today, proof: visit.frame.proof)
        }
        return .page(page)
    }

    @Sendable private func export(_ visit: Visit) async throws -> Reply {
        let (session, asked) = (try visit.session, try await asked(visit))
        guard let query = asked.query else { return asked.otherwise }
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
