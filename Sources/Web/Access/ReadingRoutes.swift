import Access
import Postgres
import Vocabulary

/// Exceptional readings: « view as », break-glass, their end, and the notices that a council gets of them.
struct ReadingRoutes {
    let database: Database
    let sessions: Sessions
    let limits: RateLimit
    let settings: SiteSettings
    let start: StartExceptionalReading

    init(database: Database, sessions: Sessions, limits: RateLimit, settings: SiteSettings) {
        self.database = database
        self.sessions = sessions
        self.limits = limits
        self.settings = settings
        start = StartExceptionalReading(database, keys: settings.keys)
    }

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/voir-comme", .council(.viewAs)) { .page(try await viewAsPage($0)) }
        routes.post("/cd/:code/voir-comme", .council(.viewAs), bodyLimit: 8 << 10, viewAs)
        routes.get("/acces-exceptionnel", .may(.breakGlass)) { .page(try await breakGlassPage($0)) }
        routes.post("/acces-exceptionnel", .may(.breakGlass), bodyLimit: 8 << 10, breakGlass)
        routes.post("/acces-exceptionnel/fin", .signedIn, bodyLimit: 8 << 10, end)
        routes.get("/cd/:code/avis", .council(.acknowledgeNotice), notices)
        routes.post("/cd/:code/avis/lecture", .council(.acknowledgeNotice), bodyLimit: 8 << 10, acknowledge)
        routes.post("/cd/:code/avis/fin", .council(.endExceptionalReading), bodyLimit: 8 << 10, endForCouncil)
    }

    private func request(_ visit: Visit) throws -> StartExceptionalReading.Request {
        StartExceptionalReading.Request(
            try visit.session, token: visit.token, next: SessionToken(random: settings.random(32)),
            origin: visit.origin, reason: visit.form["raison"] ?? "")
    }

    private func viewAsPage(_ visit: Visit, _ refusal: ReadingRefusal? = nil) async throws -> ViewAsPage {
        let session = try visit.session
        let council = session.membership.council
        let members = try await database.transaction(as: session.membersPrincipal) {
            try Members(of: council, on: visit.today, $0)
        }
        return ViewAsPage(
            session: session, members: members, today: visit.today, proof: visit.frame.proof, form: visit.form,
            refusal: refusal)
    }

    /// The form names « role » or « person role ».
    @Sendable private func viewAs(_ visit: Visit) async throws -> Reply {
        do {
            let words = (visit.form["cible"] ?? "").split(separator: " ").map(String.init)
            guard let role = words.last.flatMap(Role.init(rawValue:)), words.count <= 2 else {
                throw ReadingRefusal.targetIsUnknown
            }
            var target = StartExceptionalReading.Target.role(role)
            if words.count == 2 { target = .member(Query.id(words[0]) ?? 0, role) }
            let request = try request(visit)
            let seen = try await start.viewAs(target, request, now: visit.now, today: visit.today)
            return .renewed(StartPage.url(of: seen), request.next, nil, nil)
        } catch let refusal as ReadingRefusal {
            return .refused(try await viewAsPage(visit, refusal))
        }
    }

    private func breakGlassPage(_ visit: Visit, _ refusal: ReadingRefusal? = nil) async throws -> BreakGlassPage {
        BreakGlassPage(
            councils: try await database.transaction(as: .access) { try Council.departmental($0) },
            proof: visit.frame.proof, form: visit.form, refusal: refusal)
    }

    @Sendable private func breakGlass(_ visit: Visit) async throws -> Reply {
        try await limits.admit(visit)
        do {
            let request = try request(visit)
            let seen = try await start.breakGlass(
                visit.form["conseil"] ?? "", for: min(visit.form.id("minutes") ?? 0, 1_440) * 60,
                typed: String((visit.form["code"] ?? "").prefix(40)), request, now: visit.now)
            try await limits.giveBack(visit)
            return .renewed(StartPage.url(of: seen), request.next, nil, nil)
        } catch ReadingRefusal.wait(let seconds) {
            throw Problem.tooMany(seconds: Int(seconds))
        } catch let refusal as ReadingRefusal {
            return .refused(try await breakGlassPage(visit, refusal))
        }
    }

    @Sendable private func end(_ visit: Visit) async throws -> Reply {
        let (session, next) = (try visit.session, SessionToken(random: settings.random(32)))
        let home = StartPage.url(of: session.home)
        let isEnded = try await sessions.endReading(
            visit.token, of: session, next: next, from: visit.origin, now: visit.now)
        return isEnded ? .renewed(home, next, nil, .readingEnded) : .go(home, nil)
    }
}

/// What a council is told, and what it does about it.
extension ReadingRoutes {
    @Sendable private func notices(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let notices = try await database.transaction(as: session.membersPrincipal) {
            try ReadingNotice.newest($0, for: session)
        }
        return .page(NoticesPage(session: session, notices: notices, now: visit.now, proof: visit.frame.proof))
    }

    @Sendable private func acknowledge(_ visit: Visit) async throws -> Reply {
        try await run(visit, .noticeAcknowledged) { author, council, transaction in
            try AcknowledgeNotice(visit.form.id("avis") ?? 0, by: author).run(council, now: visit.now, transaction)
        }
    }

    @Sendable private func endForCouncil(_ visit: Visit) async throws -> Reply {
        // Not confined to the council: the end also stands in the journal of whoever read, elsewhere.
        try await run(visit, .readingEndedByCouncil, as: .access) { author, council, transaction in
            try EndExceptionalReading(visit.form.id("lecture") ?? 0, of: council, by: author)
                .run(because: .councilEnded, now: visit.now, transaction)
        }
    }

    private func run(
        _ visit: Visit, _ notice: Notice, as principal: Principal? = nil,
        _ body: @escaping @Sendable (Author, Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let (author, council) = (try visit.author, try visit.council)
        do {
            try await database.transaction(as: try principal ?? visit.session.membersPrincipal) {
                try body(author, council, $0)
            }
        } catch is ReadingRefusal {
            throw Problem.unprocessable("Il n'y a pas de tel avis, ou la lecture est déjà terminée.")
        }
        return .go(.reading(.notices(council.code)), notice)
    }
}
