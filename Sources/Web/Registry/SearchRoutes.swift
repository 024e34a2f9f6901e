import Access
import Postgres
import Registry

/// The header's search: of the session's council, whatever the address says.
struct SearchRoutes {
    let database: Database

    let desk: SearchDesk

    func add(to routes: SiteRoutes) {
        routes.get("/recherche", .may(.readRegister), show)
        routes.post("/recherche", .may(.readRegister), bodyLimit: 8 << 10, search)
    }

    @Sendable private func search(_ visit: Visit) async throws -> Reply {
        .go(.search(try await desk.keep("q", visit)), nil)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        guard !visit.names("q") else { return .go(.search(nil), .nameInAddress) }
        guard let key = visit.query.search else {
            return .page(SearchPage(code: council.code, text: "", matches: []))
        }
        guard let text = try await desk.text(key, visit) else { return .go(.search(nil), .searchExpired) }
        let matches = try await database.transaction(as: session.principal) { transaction in
            let found = try PhysicianMatch.search(transaction, text, limit: SearchPage.limit)
            let typed = text.contains(where: \.isLetter) ? "nom" : "numero"
            try ListReading("recherche", filter: [(name: "saisi", value: typed)], shows: found.map(\.physicianID))
                .record(.searched, by: visit.author, transaction, council: council.id)
            return found
        }
        if matches.count == 1, let only = matches.first, text.filter({ !$0.isWhitespace }) == only.rppsNumber {
            return .go(.physician(council.code, only.physicianID, from: nil), nil)
        }
        return .page(SearchPage(code: council.code, text: text, matches: matches))
    }
}
