import Access
import HTTPTypes
import Hummingbird
import Logging
import Vocabulary

/// Stands before every handler: finds who asks, checks the rule of the route, the tenant and the form's proof, and
/// turns whatever goes wrong into a page.
struct Door: Sendable {
    let sessions: Sessions
    let settings: SiteSettings
    let assets: Assets
    let drafts: Drafts

    func answer(
        _ request: Request, _ context: SiteContext, access: RouteAccess, bodyLimit: Int, _ handler: SiteRoutes.Handler
    ) async -> Response {
        let cookies = CookieJar(request, isSecure: settings.isBehindHTTPS)
        let query = Query(request.uri.query ?? "")
        var knock = Knock(
            token: cookies.session ?? cookies.visit ?? SessionToken(random: settings.random(32)), visitor: nil,
            now: settings.now(), today: settings.today(),
            origin: context.origin(request, isBehindProxy: settings.isBehindProxy))
        let responder = Responder(
            assets: assets, settings: settings, isNewVisitor: cookies.session == nil && cookies.visit == nil)
        do {
            try checkSender(request)
            if access != .bare, let token = cookies.session {
                knock.visitor = try await sessions.find(token, now: knock.now, today: knock.today)
            }
            if access.needsSession, knock.visitor == nil {
                let isKept = try await keepDraft(request, cookies.session, knock, bodyLimit: bodyLimit)
                return isKept ? responder.toSignInWithDraft() : responder.toSignIn(request)
            }
            try checkWriting(knock.visitor, request)
            try check(access, knock.visitor, context)
            try await record(access, knock, request)
            let body = request.method == .post ? try await Body.read(request, limit: bodyLimit) : Body()
            if request.method == .post, access != .bare, !knock.token.accepts(body.form.raw("preuve")) {
                throw Problem.staleForm
            }
            let visit = knock.visit(
                query: query, context: context, body: body, cookies: cookies,
                browser: BrowserWords.french(request.headers[.userAgent] ?? ""), frame: frame(knock, query))
            let reply = try await handler(visit)
            try await eraseDraft(body.form, visit, after: reply)
            return try responder.response(reply, frame: visit.frame, token: knock.token)
        } catch {
            return refuse(error, knock, context, responder)
        }
    }

    /// The session's council is the only one there is: another code in the path names nothing.
    private func check(_ access: RouteAccess, _ visitor: Session?, _ context: SiteContext) throws(Problem) {
        guard let visitor, let action = access.action else { return }
        let (code, slug) = (context.parameters.get("code"), context.parameters.get("slug"))
        guard access.names(visitor.membership.council, code: code, slug: slug) else { throw .notFound }
        guard visitor.may(action) else { throw .forbidden }
    }

    /// In some roles, and in every exceptional reading, each page leaves a trace before it is shown.
    private func record(_ access: RouteAccess, _ knock: Knock, _ request: Request) async throws {
        guard let visitor = knock.visitor, access.action != nil,
            visitor.membership.role.isWhollyRecorded || visitor.reading != nil
        else { return }
        let reading = PageReading(request.uri.path, by: visitor.author(from: knock.origin))
        try await sessions.record(reading, of: visitor)
    }

    private func refuse(
        _ error: any Error, _ knock: Knock, _ context: SiteContext, _ responder: Responder
    ) -> Response {
        let problem = Problem(error)
        let reference = String(SessionToken(random: settings.random(32)).text.prefix(10))
        if problem.status >= 500 {
            context.logger.error("\(error)", metadata: ["reference": .string(reference)])
        }
        let frame = frame(knock, Query(""))
        return responder.problem(problem, reference: reference, frame: frame)
    }

    private func frame(_ knock: Knock, _ query: Query) -> Frame {
        Frame(
            session: knock.visitor, proof: knock.token.formProof, today: knock.today, styleSheet: assets.styleSheet,
            isDemonstration: settings.isDemonstration, notice: query["fait"].flatMap(Notice.init(rawValue:)))
    }
}

/// A request before its checks.
struct Knock {
    let token: SessionToken
    var visitor: Session?
    let now: Instant
    let today: CalendarDate
    let origin: String?

    func visit(
        query: Query, context: SiteContext, body: Body, cookies: CookieJar, browser: String, frame: Frame
    ) -> Visit {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = String(value) }
        return Visit(
            visitor: visitor, token: token, query: query, parameters: parameters, form: body.form, files: body.files,
            device: cookies.device, today: today, now: now, provider: cookies.provider, origin: origin,
            browser: browser, frame: frame)
    }
}
