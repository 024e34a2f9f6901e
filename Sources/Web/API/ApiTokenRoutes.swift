import Access
import Postgres
import Vocabulary

/// The keys of a council's programs: list, make, end; and what the API says of itself.
struct ApiTokenRoutes {
    let database: Database
    let settings: SiteSettings
    let description: [UInt8]

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/acces-api", .council(.manageTokens)) { .page(try await page($0)) }
        routes.post("/cd/:code/acces-api", .council(.manageTokens), issue)
        routes.post("/cd/:code/acces-api/revocation", .council(.manageTokens), revoke)
        routes.get("/aide/api", .open) { _ in .page(ApiHelpPage()) }
        routes.get("/erreurs/:kind", .open) { visit in
            guard let kind = visit.parameters["kind"].flatMap(ApiProblem.Kind.init(rawValue:)) else {
                throw Problem.notFound
            }
            return .page(ApiProblemPage(kind: kind))
        }
        routes.get("/api/v1/openapi.json", .bare) { [description] _ in
            .document(type: "application/json", description)
        }
    }

    private func page(_ visit: Visit, _ fault: (field: String, sentence: HTML)? = nil) async throws -> ApiTokensPage {
        let council = try visit.council
        let tokens = try await database.transaction(as: .members(of: council.id)) {
            try ApiTokens.list(of: council, $0)
        }
        return ApiTokensPage(
            code: council.code, kind: council.kind, tokens: tokens, form: visit.form, fault: fault,
            proof: visit.frame.proof, now: visit.now)
    }

    @Sendable private func issue(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        let scopes = ApiScope.allCases.filter { visit.form["portee-\($0.rawValue)"] == "oui" }
        let command = IssueApiToken(
            name: visit.form["nom"] ?? "", scopes: scopes, days: Int(visit.form["jours"] ?? "") ?? 0,
            author: try visit.author)
        let random = settings.random(32)
        do {
            let key = try await database.transaction(as: .members(of: council.id)) {
                try command.run(council, random: random, now: visit.now, $0)
            }
            return .page(ApiTokenMadePage(code: council.code, name: visit.form["nom"] ?? "", key: key.text))
        } catch let refused as IssueApiToken.Refused {
            return .refused(try await page(visit, refused.atField))
        }
    }

    @Sendable private func revoke(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        guard let id = visit.form.id("cle") else { throw Problem.notFound }
        guard visit.form["confirmation"] == "oui" else {
            return .refused(try await page(visit, ("cles", "Cochez la case pour confirmer la révocation.")))
        }
        let author = try visit.author
        let isDone = try await database.transaction(as: .members(of: council.id)) {
            try RevokeApiToken(id: id, author: author).run(council, now: visit.now, $0)
        }
        guard isDone else { throw Problem.notFound }
        return .go(.apiTokens(council.code), .tokenRevoked)
    }
}

extension IssueApiToken.Refused {
    /// The field and the sentence that a form shows.
    var atField: (field: String, sentence: HTML) {
        switch self {
        case .nameIsMissing: ("nom", "Donnez à la clé un nom de 100 signes au plus : il dira quel logiciel l'emploie.")
        case .scopeIsMissing: ("portee-register", "Cochez au moins une portée : une clé sans portée n'ouvre rien.")
        case .scopeIsNotOpen(let scope):
            ("portee-\(scope.rawValue)", "Personne de votre organisation n'a accès à « \(scope.french) ».")
        case .lifeIsWrong: ("jours", "Indiquez une durée de 1 à 366 jours.")
        }
    }
}
