import Access
import Hummingbird
import Postgres

/// One role going through every route; the rehearsal it runs in is taken back afterwards.
struct RoleWalk {
    /// What one role met.
    struct Found: Sendable {
        var counts: [String: Int] = [:]
        var faults: [IsolationFault] = []
        var unproven: [String] = []
    }

    private let probe: RouteProbe
    private let database: Database
    private let role: Role
    private let council: Council
    private let ground: ProbeGround
    private let visitor: ProbeVisitor
    private let neighbour: ProbeNeighbour
    private var token: SessionToken?
    private var found = Found()
    private var ownPages = 0

    /// Nil when no organisation has the role.
    init?(probe: RouteProbe, database: Database, role: Role, ground: ProbeGround) async throws {
        var council: Council? = ground.own.council
        if role.organisation != .departmental {
            council = try await database.transaction(as: .access) { try ProbeSession.organisation(of: role, $0) }
        }
        guard let council else { return nil }
        (self.probe, self.database, self.role, self.council) = (probe, database, role, council)
        visitor = ProbeVisitor(site: try probe.site(database))
        neighbour = try await probe.neighbour(database, ground)
        self.ground = ground.naming(neighbour.things)
    }

    /// Asks for everything, and says what answered wrongly.
    consuming func run(_ rules: [SiteRoutes.Rule]) async throws -> Found {
        let before = try await neighbour.fingerprint(database)
        for rule in rules where rule.access.needsSession {
            let path = ProbePath(rule.pattern)
            try await askForeign(rule, path)
            try await askOwn(rule, path)
        }
        let after = try await neighbour.fingerprint(database)
        for (table, rows) in before.sorted(by: { $0.key < $1.key }) where after[table] != rows {
            found.faults.append(
                IsolationFault(
                    "\(table), \(role.french)",
                    "des lignes d'un autre conseil ont été ajoutées, changées ou retirées",
                    remedy: "un formulaire doit répondre 404 à ce qui n'est pas du conseil de la session"))
        }
        found.counts["tables étrangères comparées avant et après", default: 0] += before.count
        if Policy.may(role, .readRegister), ownPages == 0 {
            found.faults.append(
                IsolationFault(
                    role.french, "aucune page ne montre les médecins de son propre conseil : l'essai ne prouve rien",
                    remedy: "recalculez les situations (sextant nightly), puis recommencez"))
        }
        return found
    }

    /// Foreign codes and foreign ids name nothing, as those that nobody has.
    private mutating func askForeign(_ rule: SiteRoutes.Rule, _ path: ProbePath) async throws {
        if path.namesCouncil {
            try await expectNothing(rule, code: ground.foreign.council.code, .foreign, "conseil étranger")
        }
        if path.namesThing {
            try await expectNothing(rule, code: council.code, .foreign, "identifiant étranger")
            if !path.isKnown { found.unproven.append(rule.place) }
        }
    }

    private mutating func expectNothing(
        _ rule: SiteRoutes.Rule, code: String, _ whose: ProbeGround.Whose, _ what: String
    ) async throws {
        let answer = try await ask(rule, ground.path(rule, code: code, whose), whose)
        found.counts[
            what == "conseil étranger" ? "conseils étrangers demandés" : "identifiants étrangers demandés",
            default: 0] += 1
        if !answer.isRefused {
            let nobody = try await ask(rule, ground.path(rule, code: code, .nobody), .nobody)
            guard rule.method == .post, nobody.status == answer.status, ![200, 303].contains(answer.status) else {
                return fail(rule, "\(what) : réponse \(answer.status), 403 ou 404 attendue")
            }
        }
        look(answer, rule, what, ground.path(rule, code: code, whose))
    }

    /// One's own pages, and one's own forms when they name what is foreign.
    private mutating func askOwn(_ rule: SiteRoutes.Rule, _ path: ProbePath) async throws {
        guard rule.method == .get || !path.namesThing else { return }
        let address = ground.path(rule, code: council.code, .own)
        let answer = try await ask(rule, address, .foreign)
        found.counts[rule.method == .get ? "pages propres lues" : "formulaires nommant l'étranger", default: 0] += 1
        if answer.status >= 500 { fail(rule, "réponse \(answer.status)") }
        let own = answer.shows(ground.own)
        if !own.isEmpty, answer.status == 200 { ownPages += 1 }
        look(answer, rule, "page propre", address)
        if role.organisation != .departmental {
            for what in own.sorted() { fail(rule, "\(what) d'un conseil est montré à un organisme qui n'en a pas") }
        }
        // A rule that refuses the role does so before anything else of the request is read: once is enough.
        guard admits(rule) else {
            if !answer.isRefused { fail(rule, "réponse \(answer.status), 403 ou 404 attendue") }
            return
        }
        if rule.method == .post {
            try await compare(answer, rule, address)
        } else {
            let query = ground.query(.foreign)
            found.counts["pages propres lues, la demande nommant l'étranger", default: 0] += 1
            let named = try await ask(rule, address + query, .foreign)
            if named.status >= 500 { fail(rule, "la demande nomme l'étranger : réponse \(named.status)") }
            look(named, rule, "la demande nomme l'étranger", address + query)
        }
    }

    /// Whether the rule of a route lets the role in, in its own organisation.
    private func admits(_ rule: SiteRoutes.Rule) -> Bool {
        guard rule.access.names(council, code: council.code, slug: council.code) else { return false }
        return rule.access.action.map { Policy.may(role, $0) } ?? true
    }

    /// A form that names what is foreign is answered as one that names nothing; asked again, since the first of two
    /// may have done something to the session's own.
    private mutating func compare(_ answer: ProbeAnswer, _ rule: SiteRoutes.Rule, _ address: String) async throws {
        let nobody = try await ask(rule, address, .nobody)
        guard nobody.status != answer.status else { return }
        let again = try await ask(rule, address, .foreign)
        if again.status != nobody.status {
            fail(
                rule,
                "un formulaire nomme l'étranger : réponse \(again.status), et \(nobody.status) à ce qui n'existe pas")
        }
    }

    private mutating func look(_ answer: ProbeAnswer, _ rule: SiteRoutes.Rule, _ what: String, _ asked: String) {
        for sign in answer.shows(ground.foreign, asked: asked).sorted() {
            // The journal tells an auditor the addresses that they asked for themselves.
            if role.isWhollyRecorded, sign.hasPrefix("un lien") { continue }
            fail(rule, "\(what) : \(sign) d'un autre conseil est montré")
        }
    }

    private mutating func fail(_ rule: SiteRoutes.Rule, _ finding: String) {
        found.faults.append(
            IsolationFault(
                "\(rule.place), \(role.french)", finding,
                remedy: "la page doit lire sous le conseil de la session et répondre 404 à tout autre"))
    }

    /// Another session after each form that was heard, and wherever the last one turns out to be closed.
    private mutating func ask(
        _ rule: SiteRoutes.Rule, _ path: String, _ whose: ProbeGround.Whose
    ) async throws -> ProbeAnswer {
        let last = token
        var session = if let last { last } else { try await open() }
        var answer = try await visitor.ask(rule, path, whose, ground, as: session)
        if last != nil, answer.isToSignIn {
            session = try await open()
            answer = try await visitor.ask(rule, path, whose, ground, as: session)
        }
        let isKept = rule.method == .get || answer.isRefused
        token = isKept && !answer.isToSignIn ? session : nil
        return answer
    }

    private func open() async throws -> SessionToken {
        try await ProbeSession.open(
            database, role: role, in: council, now: probe.now, today: probe.today, random: probe.random(32))
    }
}
