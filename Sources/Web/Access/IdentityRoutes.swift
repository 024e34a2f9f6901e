import Access

/// One's own identities at providers: link one, give one up. The way to a provider begins with a form that proves the
/// second factor; from the page after it a link leads there, since a form may not lead to another site.
struct IdentityRoutes {
    let identities: OwnIdentities
    let signIn: OpenIDSignIn
    let desk: ProviderCounter
    let limits: RateLimit
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/compte/identites", .signedIn) { .page(try await page($0, nil)) }
        routes.post("/compte/identites", .signedIn, bodyLimit: 8 << 10, intend)
        routes.post("/compte/identites/retrait", .signedIn, bodyLimit: 8 << 10, giveUp)
        routes.get("/compte/identites/deja-reliee", .signedIn) { _ in .page(IdentityRefusedPage(.isSomebodyElses)) }
        routes.get("/compte/identites/autre-numero", .signedIn) { _ in
            .page(IdentityRefusedPage(.identifierIsNotTheOwners))
        }
        routes.get("/compte/fournisseurs/:provider", .signedIn, confirm)
        routes.get("/compte/fournisseurs/:provider/depart", .signedIn, depart)
    }

    private func page(_ visit: Visit, _ failure: IdentitiesPage.Failure?) async throws -> IdentitiesPage {
        IdentitiesPage(
            overview: try await identities.overview(of: try visit.session), proof: visit.frame.proof, failure: failure)
    }

    @Sendable private func intend(_ visit: Visit) async throws -> Reply {
        try await limits.admit(visit)
        let provider = visit.form["fournisseur"] ?? ""
        let outcome = try await identities.intend(
            provider, code: typed(visit), session: try visit.session, now: visit.now)
        return try await reply(outcome, .go(.identity(provider, isDeparting: false), nil), "lien-\(provider)", visit)
    }

    @Sendable private func giveUp(_ visit: Visit) async throws -> Reply {
        try await limits.admit(visit)
        let provider = visit.form["fournisseur"] ?? ""
        let outcome = try await identities.giveUp(
            provider, code: typed(visit), session: try visit.session, from: visit.origin, now: visit.now)
        return try await reply(
            outcome, .go(.accountPart(.identities), .identityGivenUp), "retrait-\(provider)", visit)
    }

    private func reply(
        _ outcome: OwnIdentities.Outcome, _ done: Reply, _ field: String, _ visit: Visit
    ) async throws -> Reply {
        switch outcome {
        case .done:
            try await limits.giveBack(visit)
            return done
        case .unknown: throw Problem.unprocessable("Ce fournisseur n'est pas, ou n'est plus, dans votre liste.")
        case .wait(let seconds): throw Problem.tooMany(seconds: Int(seconds))
        case .wrongCode: return .refused(try await page(visit, .init(field: field, sentence: IdentitiesPage.wrongCode)))
        case .secondFactorIsMissing:
            return .refused(try await page(visit, .init(field: "identites", sentence: IdentitiesPage.noFactor)))
        case .isLastWay:
            return .refused(try await page(visit, .init(field: "identites", sentence: IdentitiesPage.lastWay)))
        }
    }

    @Sendable private func confirm(_ visit: Visit) async throws -> Reply {
        let provider = try await desk.provider(visit)
        guard try await identities.intends(provider.id, session: try visit.session, now: visit.now) else {
            return .go(.accountPart(.identities), nil)
        }
        return .page(IdentityDeparturePage(id: provider.id, name: provider.name))
    }

    @Sendable private func depart(_ visit: Visit) async throws -> Reply {
        let provider = try await desk.provider(visit)
        let session = try visit.session
        guard try await identities.depart(provider.id, session: session, now: visit.now) else {
            return .go(.accountPart(.identities), nil)
        }
        return try await desk.plainly(provider, visit) {
            // The person signs in there again: what another left open in this browser is not linked.
            .away(
                try await signIn.begin(
                    provider, browser: visit.token, random: settings.random(32), next: nil, isFresh: true,
                    linking: session, now: visit.now), forgetsProvider: false)
        }
    }

    private func typed(_ visit: Visit) -> String { String((visit.form["code"] ?? "").prefix(40)) }
}
