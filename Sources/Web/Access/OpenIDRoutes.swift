import Access

/// Sign-in at identity providers, and signing out there.
struct OpenIDRoutes {
    let signIn: OpenIDSignIn
    let settings: SiteSettings
    let desk: ProviderCounter
    let limits: RateLimit

    func add(to routes: SiteRoutes) {
        routes.get("/connexion/:provider", .open, begin)
        routes.get("/connexion/:provider/retour", .open, finish)
        routes.get("/connexion/:provider/inconnu", .open, unknown)
        routes.post("/connexion/:provider/fermeture", .bare, bodyLimit: 32 << 10, close)
        routes.get("/deconnexion/fournisseur", .open, offer)
        routes.get("/deconnexion/depart", .open, depart)
        routes.get("/deconnexion/retour", .open) { _ in .go(.signIn(next: nil), .signedOutEverywhere) }
    }

    @Sendable private func begin(_ visit: Visit) async throws -> Reply {
        let provider = try await desk.provider(visit)
        if let session = visit.visitor { return .go(StartPage.url(of: session.membership), nil) }
        try await limits.admit(visit)
        return try await desk.plainly(provider, visit) {
            .away(
                try await signIn.begin(
                    provider, browser: visit.token, random: settings.random(32), next: visit.query["suite"],
                    isFresh: visit.query["autre"] == "oui", now: visit.now), forgetsProvider: false)
        }
    }

    @Sendable private func finish(_ visit: Visit) async throws -> Reply {
        let provider = try await desk.provider(visit)
        let query = visit.query
        return try await desk.plainly(provider, visit) {
            let outcome = try await signIn.finish(
                provider,
                .init(state: query["state"], code: query["code"], error: query["error"], issuer: query["iss"]),
                browser: visit.token, random: settings.random(64), device: visit.browser, origin: visit.origin,
                now: visit.now, today: visit.today)
            switch outcome {
            case .opened(let token, let handle, let membership, let next):
                try await limits.giveBack(visit)
                let wanted = next.flatMap(SiteURL.init).flatMap { $0.isDestination ? $0 : nil }
                return .entered(wanted ?? StartPage.url(of: membership), token, handle: handle)
            case .unknown(let handle, let failure):
                desk.note(failure, provider, OpenIDSignIn.reference(handle))
                return .entered(.provider(provider.id, .unknown), nil, handle: handle)
            case .linked(let handle):
                return .entered(.accountPart(.identities), nil, handle: handle, .identityLinked)
            case .notLinked(let handle, let refusal, let failure):
                desk.note(failure, provider, OpenIDSignIn.reference(handle))
                let page = refusal == .isSomebodyElses ? AccountPart.identityIsTaken : .identityOfAnother
                return .entered(.accountPart(page), nil, handle: handle)
            }
        }
    }

    @Sendable private func unknown(_ visit: Visit) async throws -> Reply {
        let provider = try await desk.provider(visit)
        guard let open = try await open(visit), open.provider.id == provider.id else {
            return .go(.signIn(next: nil), nil)
        }
        return .page(UnknownIdentityPage(name: provider.name, reference: open.reference))
    }

    /// A provider demands to close sessions: no browser, no form, only its signed token.
    @Sendable private func close(_ visit: Visit) async throws -> Reply {
        let provider = try await desk.provider(visit)
        try await limits.admitDemand(visit)
        do {
            try await signIn.close(provider, demand: visit.form.raw("logout_token"), now: visit.now)
            try await limits.giveBackDemand(visit)
            return .text(status: 200, "")
        } catch let failure as OpenIDFailure {
            desk.note(failure, provider, desk.reference())
            return .text(status: 400, "refused\n")
        }
    }

    @Sendable private func offer(_ visit: Visit) async throws -> Reply {
        guard visit.visitor == nil, let open = try await open(visit) else { return .go(.signIn(next: nil), .signedOut) }
        return .page(DeparturePage(name: open.provider.name))
    }

    /// Whoever is still signed in here signs out here first, with a form of ours.
    @Sendable private func depart(_ visit: Visit) async throws -> Reply {
        guard visit.visitor == nil else { return .go(.home, nil) }
        guard let handle = visit.provider,
            let going = try await signIn.depart(handle, random: settings.random(32), now: visit.now)
        else { return .go(.signIn(next: nil), .signedOut) }
        return .away(going, forgetsProvider: true)
    }

    private func open(_ visit: Visit) async throws -> OpenIDSignIn.OpenVisit? {
        guard let handle = visit.provider else { return nil }
        return try await signIn.visit(handle, now: visit.now)
    }
}
