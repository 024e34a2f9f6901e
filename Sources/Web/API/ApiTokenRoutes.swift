import Access
import Postgres
import Vocabulary

/// The keys of an organisation's programs: list, make, end; and what the API says of itself.
struct ApiTokenRoutes {
    let database: Database
    let settings: SiteSettings
    let description: [UInt8]

    func add(to routes: SiteRoutes) {
        for (pattern, access) in Workspace.programs {
            let place = pattern + "/acces-api"
            routes.get(place, access(.manageTokens)) { .page(try await page($0)) }
            routes.post(place, access(.manageTokens), issue)
            routes.post("\(place)/revocation", access(.manageTokens), revoke)
        }
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

    private func workspace(_ visit: Visit) throws -> Workspace {
        guard let workspace = Workspace(try visit.council) else { throw Problem.notFound }
        return workspace
    }

    private func page(_ visit: Visit, _ fault: (field: String, sentence: HTML)? = nil) async throws -> ApiTokensPage {
        let council = try visit.council
        let tokens = try await database.transaction(as: try visit.session.membersPrincipal) {
            try ApiTokens.list(of: council, $0)
        }
        return ApiTokensPage(
            workspace: try workspace(visit), kind: council.kind, tokens: tokens, form: visit.form, fault: fault,
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
            let key = try await database.transaction(as: try visit.session.membersPrincipal) {
                try command.run(council, random: random, now: visit.now, $0)
            }
            return .page(
                ApiTokenMadePage(workspace: try workspace(visit), name: visit.form["nom"] ?? "", key: key.text))
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
        let isDone = try await database.transaction(as: try visit.session.membersPrincipal) {
            try RevokeApiToken(id: id, author: author).run(council, now: visit.now, $0)
        }
        guard isDone else { throw Problem.notFound }
        return .go(.apiTokens(try workspace(visit)), .tokenRevoked)
    }
}

extension IssueApiToken.Refused {
    /// The field and the sentence that a form shows.
    var atField: (field: String, sentence: HTML) {
        switch self {
        case .nameIsMissing: ("nom", "Donnez à la clé un nom de 100 signes au plus : il dira quel logiciel l'emploie.")
        case .scopeIsMissing: ("portees", "Cochez au moins une portée : une clé sans portée n'ouvre rien.")
        case .scopeIsNotOpen(let scope):
            ("portees", "Personne de votre organisation n'a accès à « \(scope.french) ».")
        case .scopeIsNotOwn(let scope):
            (
                "portees",
                """
                Votre rôle n'a pas accès à « \(scope.french) » : une clé n'ouvre pas plus que le rôle de qui la crée. Dans
                un conseil, le président crée les clés qui ouvrent les médecins.
                """
            )
        case .lifeIsWrong: ("jours", "Indiquez une durée de 1 à 366 jours.")
        }
    }
}
