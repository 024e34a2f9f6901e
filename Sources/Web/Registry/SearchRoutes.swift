import Access
import Postgres
import Registry

/// The header's search: of the session's council, whatever the address says.
struct SearchRoutes {
    let database: Database

    func add(to routes: SiteRoutes) { routes.get("/recherche", .may(.readRegister), search) }

    @Sendable private func search(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let text = String((visit.query["q"] ?? "").prefix(80))
        guard !text.isEmpty else { return .page(SearchPage(code: council.code, text: "", matches: [])) }
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
