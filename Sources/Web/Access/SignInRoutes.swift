import Access

/// Sign-in, sign-out, and the choice of the council for which one acts.
struct SignInRoutes {
    let signIn: SignIn
    let sessions: Sessions
    let settings: SiteSettings

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
    static func start(_ membership: Membership) -> SiteURL {
        let code = membership.council.code
        return switch membership.council.kind {
        case .national: .nationalOffice
        case .cncp: .certificationOffice
        case .departmental:
            Policy.may(membership.role, .readRegister) ? .dashboard(code) : .imports(code, before: nil)
        }
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        if let session = visit.visitor { return .go(home(session), nil) }
        return .page(SignInPage(proof: visit.token.formProof, next: visit.query["suite"]))
    }

    @Sendable private func open(_ visit: Visit) async throws -> Reply {
        let email = visit.form["courriel"] ?? ""
        let password = visit.form.raw("mot-de-passe")
        var page = SignInPage(proof: visit.token.formProof, next: visit.form["suite"], email: email)
        guard !email.isEmpty, !password.isEmpty, email.utf8.count <= 200, password.utf8.count <= 1000 else {
            page.failure = .incomplete
            return .refused(page)
        }
        let attempt = SignIn.Attempt(
            email: email, password: password, device: visit.device, random: settings.random(64))
        switch try await signIn.run(attempt, now: visit.now, today: visit.today) {
        case .opened(let token, let device, let membership):
            return .opened(next(visit.form["suite"], membership), token, device)
        case .refused: page.failure = .wrong
        case .wait(let seconds): page.failure = .wait(seconds: Int(seconds))
        }
        return .refused(page)
    }

    /// Where the reader was going, if that is an address of ours, else the home page.
    private func next(_ text: String?, _ membership: Membership) -> SiteURL {
        guard let text, let url = SiteURL(text), url.path != "/connexion" else { return .home }
        return url
    }

    @Sendable private func close(_ visit: Visit) async throws -> Reply {
        try await sessions.close(visit.token, of: try visit.session)
        return .closed(.signIn(next: nil), .signedOut)
    }

    @Sendable private func move(_ visit: Visit) async throws -> Reply {
        let words = (visit.form["appartenance"] ?? "").split(separator: " ").map(String.init)
        guard words.count == 2,
            let membership = try await sessions.move(
                visit.token, of: try visit.session, toCouncil: words[0], role: words[1])
        else { throw Problem.unprocessable("Cette organisation n'est pas, ou n'est plus, parmi les vôtres.") }
        return .go(SignInRoutes.start(membership), nil)
    }
}
