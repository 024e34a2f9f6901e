import Access

/// The one-time link with which somebody enters for the first time, or chooses another password.
struct InvitationRoutes {
    let acceptance: AcceptInvitation
    let limits: RateLimit
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/invitation", .open, show)
        routes.post("/invitation", .open, bodyLimit: 16 << 10, accept)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        try await limits.admit(visit)
        return .page(try await page(visit, visit.query["jeton"]))
    }

    @Sendable private func accept(_ visit: Visit) async throws -> Reply {
        try await limits.admit(visit)
        let text = visit.form["jeton"]
        var page = try await page(visit, text)
        guard let token = text.flatMap(InvitationToken.init(text:)), let offer = page.offer else {
            return .refused(page)
        }
        let (password, again) = (visit.form.raw("mot-de-passe"), visit.form.raw("mot-de-passe-2"))
        if offer.needsPassword, password != again {
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
        case .signInAsUsual: return .go(.signIn(next: nil), .invitationAccepted)
        case .refused(let refusal): page.failure = .refused(refusal)
        case .over: page = InvitationPage(proof: page.proof, token: "", offer: nil)
        }
        return .refused(page)
    }

    private func page(_ visit: Visit, _ text: String?) async throws -> InvitationPage {
        guard let token = text.flatMap(InvitationToken.init(text:)),
            let offer = try await acceptance.offer(token, now: visit.now)
        else { return InvitationPage(proof: visit.token.formProof, token: "", offer: nil) }
        return InvitationPage(proof: visit.token.formProof, token: token.text, offer: offer)
    }
}
