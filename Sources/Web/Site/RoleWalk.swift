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
    private let site: Site
    private var found = Found()
    private var ownPages = 0

    /// Nil when no organisation has the role.
    init?(probe: RouteProbe, database: Database, role: Role, ground: ProbeGround) async throws {
        var council: Council? = ground.own.council
        if role.organisation != .departmental {
            council = try await database.transaction(as: .access) { try ProbeSession.organisation(of: role, $0) }
        }
        guard let council else { return nil }
        (self.probe, self.database, self.role, self.ground) = (probe, database, role, ground)
        self.council = council
        site = try probe.site(database)
    }

    /// Asks for everything, and says what answered wrongly.
    consuming func run(_ rules: [SiteRoutes.Rule]) async throws -> Found {
        let before = try await fingerprint()
        for rule in rules where rule.access.needsSession {
            let path = ProbePath(rule.pattern)
            try await askForeign(rule, path)
            try await askOwn(rule, path)
        }
        let after = try await fingerprint()
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

    /// Every row of the other council, as a sum a table.
    private func fingerprint() async throws -> [String: String] {
        let foreign = ground.foreign.council
        return try await database.transaction(as: foreign.principal, timeout: 0) {
            try ProbeThings.fingerprint(of: foreign, $0)
        }
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

    /// A session of its own for each request: a form may have closed or moved the last one.
    private func ask(_ rule: SiteRoutes.Rule, _ path: String, _ whose: ProbeGround.Whose) async throws -> ProbeAnswer {
        let token = try await ProbeSession.open(
            database, role: role, in: council, now: probe.now, today: probe.today, random: probe.random(32))
        return try await ProbeVisitor(site: site, token: token).ask(rule, path, whose, ground)
    }
}
