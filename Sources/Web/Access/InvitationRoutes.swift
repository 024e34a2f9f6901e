import Access

/// The one-time link with which somebody enters for the first time, or chooses another password.
struct InvitationRoutes {
    let acceptance: AcceptInvitation
    let offers: AcceptOffer
    let limits: RateLimit
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/invitation", .open, show)
        routes.post("/invitation", .open, bodyLimit: 16 << 10, accept)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        try await limits.admitLink(visit)
        let page = try await page(visit, visit.query["jeton"])
        if page.offer != nil { try await limits.giveBackLink(visit) }
        if page.offer == nil, visit.visitor != nil { return .go(.account, nil) }
        return .page(page)
    }

    @Sendable private func accept(_ visit: Visit) async throws -> Reply {
        try await limits.admitLink(visit)
        let text = visit.form["jeton"]
        var page = try await page(visit, text)
        guard let token = text.flatMap(InvitationToken.init(text:)), let offer = page.offer else {
            return .refused(page)
        }
        try await limits.giveBackLink(visit)
        guard offer.needsPassword else { return try await answer(visit, token, offer) }
        let (password, again) = (visit.form.raw("mot-de-passe"), visit.form.raw("mot-de-passe-2"))
        if password != again {
            page.failure = .differs
            return .refused(page)
        }
        let outcome = try await acceptance.run(
            token, password: String(password.prefix(1_000)), browser: visit.browser, origin: visit.origin,
            random: settings.random(112), now: visit.now, today: visit.today)
        switch outcome {
        case .opened(let session, let device, _): return .renewed(.home, session, device, nil)
        case .secondFactor(let session): return .renewed(.secondFactor(next: nil), session, nil, nil)
        case .enrolment(let session): return .renewed(.enrolment(next: nil), session, nil, nil)
        case .signInAsUsual: return .go(.signIn(next: token.path), .invitationAwaits)
        case .refused(let refusal): page.failure = .refused(refusal)
        case .over: page = InvitationPage(proof: page.proof, token: "", offer: nil)
        }
        return .refused(page)
    }

    /// Whoever has an account answers signed in; the sign-in leads back here.
    private func answer(
        _ visit: Visit, _ token: InvitationToken, _ offer: AcceptInvitation.Offer
    ) async throws -> Reply {
        guard let session = visit.visitor, offer.isFor(session) else {
            return .go(.signIn(next: token.path), .invitationAwaits)
        }
        let council = try await offers.accept(
            token, by: session, from: visit.origin, now: visit.now, today: visit.today)
        guard council != nil else {
            return .refused(InvitationPage(proof: visit.token.formProof, token: "", offer: nil))
        }
        return .go(.account, .roleAccepted)
    }

    private func page(_ visit: Visit, _ text: String?) async throws -> InvitationPage {
        guard let token = text.flatMap(InvitationToken.init(text:)),
            let offer = try await acceptance.offer(token, now: visit.now, today: visit.today)
        else { return InvitationPage(proof: visit.token.formProof, token: "", offer: nil) }
        return InvitationPage(
            proof: visit.token.formProof, token: token.text, offer: offer,
            isForReader: visit.visitor.map { offer.isFor($0) })
    }
}
