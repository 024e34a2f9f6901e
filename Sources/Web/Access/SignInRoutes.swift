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
        let subject = try await signIn.subject(email: email, device: visit.device)
        try await limits.admit(visit, as: subject)
        let attempt = SignIn.Attempt(
            email: email, password: password, device: visit.device, browser: visit.browser, origin: visit.origin,
            invitation: visit.invitation, random: settings.random(SignIn.Attempt.randomLength))
        let outcome = try await signIn.run(attempt, now: visit.now, today: visit.today)
        if outcome.isRight { try await limits.giveBack(visit, as: subject) }
        switch outcome {
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

extension Visit {
    /// The one-time link to which a sign-in leads back.
    var invitation: InvitationToken? {
        guard case .invitation(let text) = form["suite"].flatMap(SiteURL.init) else { return nil }
        return text.flatMap(InvitationToken.init(text:))
    }
}

extension SignIn.Outcome {
    /// Whether the password was right.
    fileprivate var isRight: Bool {
        switch self {
        case .opened, .secondFactor, .enrolment: true
        case .refused, .wait: false
        }
    }
}

extension RateLimit {
    /// Counts a try from the network of the visit.
    ///
    /// - Throws: `Problem.tooMany` with the seconds to wait.
    func admit(_ visit: Visit) async throws { try await admit(visit, [visit.origin.map(Subject.network)]) }

    /// Counts a try at an account: of its own browser alone, which no stranger on the network shuts out; else of the
    /// account and of the network.
    ///
    /// - Throws: `Problem.tooMany` with the seconds to wait.
    func admit(_ visit: Visit, as subject: Subject) async throws { try await admit(visit, subjects(visit, subject)) }

    /// The try at an account was right: it takes no place.
    func giveBack(_ visit: Visit, as subject: Subject) async throws {
        try await giveBack(subjects(visit, subject).compactMap(\.self), now: visit.now)
    }

    private func subjects(_ visit: Visit, _ subject: Subject) -> [Subject?] {
        if case .device = subject { return [subject] }
        return [visit.origin.map(Subject.network), subject]
    }

    /// The try that was counted from the network of the visit came to its end: it takes no place.
    func giveBack(_ visit: Visit) async throws {
        try await giveBack([visit.origin.map(Subject.network)].compactMap(\.self), now: visit.now)
    }

    /// Counts the use of a one-time link, apart from sign-in: whoever tries links shuts nobody's sign-in.
    ///
    /// - Throws: `Problem.tooMany` with the seconds to wait.
    func admitLink(_ visit: Visit) async throws { try await admit(visit, [visit.origin.map(Subject.link)]) }

    /// The link was one: it takes no place.
    func giveBackLink(_ visit: Visit) async throws {
        try await giveBack([visit.origin.map(Subject.link)].compactMap(\.self), now: visit.now)
    }

    /// Counts a demand to close sessions, apart from sign-in: a provider may stand on the network of its readers.
    ///
    /// - Throws: `Problem.tooMany` with the seconds to wait.
    func admitDemand(_ visit: Visit) async throws { try await admit(visit, [visit.origin.map(Subject.demand)]) }

    /// The demand was obeyed: it takes no place.
    func giveBackDemand(_ visit: Visit) async throws {
        try await giveBack([visit.origin.map(Subject.demand)].compactMap(\.self), now: visit.now)
    }

    private func admit(_ visit: Visit, _ subjects: [Subject?]) async throws {
        if let seconds = try await count(subjects.compactMap(\.self), now: visit.now) {
            throw Problem.tooMany(seconds: Int(seconds))
        }
    }
}
