import Access

/// Sign-in, sign-out, and the choice of the council for which one acts.
struct SignInRoutes {
    let signIn: SignIn
    let sessions: Sessions
    let limits: RateLimit
    let settings: SiteSettings
    let providers: IdentityProviders

    func add(to routes: SiteRoutes) {
        routes.get("/", .signedIn) { .go(home(try $0.session), nil) }
        routes.get("/connexion", .open, show)
        routes.post("/connexion", .open, open)
        routes.post("/deconnexion", .signedIn, close)
        routes.post("/compte/appartenance", .signedIn, move)
    }

    private func home(_ session: Session) -> SiteURL {
        SignInRoutes.start(session.membership)
    }

    /// The page on which a member begins: of the council, or of the office.
    static func start(_ membership: Membership) -> SiteURL { StartPage.url(of: membership) }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        if let session = visit.visitor { return .go(home(session), nil) }
        var page = SignInPage(proof: visit.token.formProof, next: visit.query["suite"])
        page.providers = await listedProviders()
        return .page(page)
    }

    /// The page is shown without buttons while the database is away.
    private func listedProviders() async -> [IdentityProvider] { (try? await providers.list()) ?? [] }

    @Sendable private func open(_ visit: Visit) async throws -> Reply {
        let email = visit.form["courriel"] ?? ""
        let password = visit.form.raw("mot-de-passe")
        var page = SignInPage(proof: visit.token.formProof, next: visit.form["suite"], email: email)
        page.providers = await listedProviders()
        guard !email.isEmpty, !password.isEmpty, email.utf8.count <= 200, password.utf8.count <= 1000 else {
            page.failure = .incomplete
            return .refused(page)
        }
        let tried: RateLimit.Subject = visit.device.map { .device($0) } ?? .account(email)
        try await limits.admit(visit, [tried])
        let attempt = SignIn.Attempt(
            email: email, password: password, device: visit.device, browser: visit.browser, origin: visit.origin,
            random: settings.random(SignIn.Attempt.randomLength))
        switch try await signIn.run(attempt, now: visit.now, today: visit.today) {
        case .opened(let token, let device, _):
            return .opened(SignInRoutes.next(visit.form["suite"]), token, device)
        case .secondFactor(let token):
            return .renewed(.secondFactor(next: visit.form["suite"]), token, nil, nil)
        case .enrolment(let token): return .renewed(.enrolment(next: visit.form["suite"]), token, nil, nil)
        case .refused: page.failure = .wrong
        case .wait(let seconds): page.failure = .wait(seconds: Int(seconds))
        }
        return .refused(page)
    }

    /// Where the reader was going, if that is an address of ours, else the home page.
    static func next(_ text: String?) -> SiteURL {
        guard let text, let url = SiteURL(text), url.path != "/connexion" else { return .home }
        return url
    }

    @Sendable private func close(_ visit: Visit) async throws -> Reply {
        try await sessions.close(visit.token, of: try visit.session, from: visit.origin)
        return .closed(visit.provider == nil ? .signIn(next: nil) : .departure(.offer), .signedOut)
    }

    @Sendable private func move(_ visit: Visit) async throws -> Reply {
        let token = SessionToken(random: settings.random(32))
        let words = (visit.form["appartenance"] ?? "").split(separator: " ").map(String.init)
        guard words.count == 2,
            let membership = try await sessions.move(
                visit.token, of: try visit.session, toCouncil: words[0], role: words[1], next: token,
                from: visit.origin)
        else { throw Problem.unprocessable("Cette organisation n'est pas, ou n'est plus, parmi les vôtres.") }
        return .renewed(SignInRoutes.start(membership), token, nil, nil)
    }
}

extension RateLimit {
    /// Counts a try from the network of the visit, and what else is given.
    ///
    /// - Throws: `Problem.tooMany` with the seconds to wait.
    func admit(_ visit: Visit, _ subjects: [Subject] = []) async throws {
        let network = visit.origin.map { [Subject.network($0)] } ?? []
        if let seconds = try await count(network + subjects, now: visit.now) {
            throw Problem.tooMany(seconds: Int(seconds))
        }
    }
}
