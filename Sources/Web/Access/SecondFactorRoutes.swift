import Access

/// The second step of a sign-in, and the choice of a second factor.
struct SecondFactorRoutes {
    let proof: ProveSecondFactor
    let enrolment: EnrolSecondFactor
    let limits: RateLimit
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/verification", .open, show)
        routes.post("/verification", .open, bodyLimit: 8 << 10, prove)
        routes.get("/activation", .open, propose)
        routes.post("/activation", .open, bodyLimit: 8 << 10, confirm)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        guard try await proof.isAwaited(visit.token, now: visit.now) else { return .go(again(visit), nil) }
        return .page(SecondFactorPage(proof: visit.token.formProof, next: visit.query["suite"]))
    }

    @Sendable private func prove(_ visit: Visit) async throws -> Reply {
        // A right password has paid for a few codes: nobody else's tries on the network stand in the way.
        if !(try await proof.isAwaited(visit.token, now: visit.now)) { try await limits.admit(visit) }
        var page = SecondFactorPage(proof: visit.token.formProof, next: visit.form["suite"])
        let attempt = ProveSecondFactor.Attempt(
            visit.token, typed: typed(visit), device: visit.device, origin: visit.origin,
            invitation: visit.invitation, random: settings.random(64))
        switch try await proof.run(attempt, now: visit.now, today: visit.today) {
        case .opened(let token, let device, _): return .opened(SignInRoutes.next(visit.form["suite"]), token, device)
        case .wrong: page.failure = .wrong
        case .wait(let seconds): page.failure = .wait(seconds: Int(seconds))
        case .over: return .go(.signIn(next: visit.form["suite"]), .signInAgain)
        }
        return .refused(page)
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        guard let proposal = try await enrolment.proposal(visit.token, session: visit.visitor, now: visit.now) else {
            return .go(again(visit), nil)
        }
        return .page(EnrolmentPage(proposal: proposal, proof: visit.token.formProof, next: visit.query["suite"]))
    }

    @Sendable private func confirm(_ visit: Visit) async throws -> Reply {
        guard let proposal = try await enrolment.proposal(visit.token, session: visit.visitor, now: visit.now) else {
            try await limits.admit(visit)
            return .go(again(visit), visit.visitor == nil ? .signInAgain : nil)
        }
        let outcome = try await enrolment.confirm(
            typed(visit), token: visit.token, session: visit.visitor, origin: visit.origin,
            invitation: visit.invitation, random: settings.random(236), now: visit.now, today: visit.today)
        switch outcome {
        case .opened(let token, let device, _):
            return .renewed(.accountPart(.recoveryCodes), token, device, .secondFactorChosen)
        case .changed(let token):
            return .renewed(.accountPart(.recoveryCodes), token, nil, .secondFactorChosen)
        case .over: return .go(.signIn(next: visit.form["suite"]), .signInAgain)
        case .wrong:
            return .refused(
                EnrolmentPage(
                    proposal: proposal, proof: visit.token.formProof, next: visit.form["suite"], isWrong: true))
        }
    }

    private func typed(_ visit: Visit) -> String { String((visit.form["code"] ?? "").prefix(40)) }

    /// Whoever is inside goes to the account; whoever is not begins again.
    private func again(_ visit: Visit) -> SiteURL {
        visit.visitor == nil ? .signIn(next: visit.query["suite"] ?? visit.form["suite"]) : .account
    }
}
