import Access
import Hummingbird
import Postgres

/// Somebody going through every route while they read a council with other eyes: « voir comme » and break-glass. What
/// their borrowed role does not reach stays closed, what is another council's does not exist, and nothing is changed.
struct ReadingWalk {
    private let probe: RouteProbe
    private let database: Database
    private let kind: ExceptionalReading.Kind
    /// Who asks, and where their session is at home.
    private let home: Membership
    /// With whose eyes.
    private let seen: Role
    private let ground: ProbeGround
    private let visitor: ProbeVisitor
    private let neighbour: ProbeNeighbour
    private var token: SessionToken?
    private var found = RoleWalk.Found()
    private var ownPages = 0

    /// Nil when no organisation has a role that may open such a reading.
    init?(
        probe: RouteProbe, database: Database, kind: ExceptionalReading.Kind, ground: ProbeGround
    ) async throws {
        let role = Role.allCases.first {
            Policy.may($0, kind.action) && ($0.organisation == .departmental) == (kind == .viewAs)
        }
        guard let role else { return nil }
        var council: Council? = ground.own.council
        if kind == .breakGlass {
            council = try await database.transaction(as: .access) { try ProbeSession.organisation(of: role, $0) }
        }
        guard let council else { return nil }
        (self.probe, self.database, self.kind) = (probe, database, kind)
        home = Membership(council: council, role: role)
        seen = kind == .viewAs ? .agent : .auditor
        visitor = ProbeVisitor(site: try probe.site(database))
        neighbour = try await probe.neighbour(database, ground)
        self.ground = ground.naming(neighbour.things)
    }

    /// Asks for everything, and says what answered wrongly.
    consuming func run(_ rules: [SiteRoutes.Rule]) async throws -> RoleWalk.Found {
        token = try await open()
        let before = try await rows()
        for rule in rules where rule.access.needsSession {
            let path = ProbePath(rule.pattern)
            if path.namesCouncil { try await expectNothing(rule, ground.foreign.council.code) }
            if path.namesThing { try await expectNothing(rule, ground.own.council.code) }
            if rule.method == .get { try await read(rule) } else { try await write(rule) }
        }
        let after = try await rows()
        for (table, rows) in before.sorted(by: { $0.key < $1.key }) where after[table] != rows {
            fail(table, "des lignes ont été ajoutées, changées ou retirées")
        }
        found.counts["tables comparées avant et après une lecture exceptionnelle", default: 0] += before.count
        if ownPages == 0 { fail(kind.rawValue, "aucune page ne montre le conseil lu : l'essai ne prouve rien") }
        return found
    }

    /// What belongs to another council than the one that is read.
    private mutating func expectNothing(_ rule: SiteRoutes.Rule, _ code: String) async throws {
        let path = ground.path(rule, code: code, .foreign)
        let answer = try await ask(rule, path, .foreign)
        found.counts["demandes étrangères en lecture exceptionnelle", default: 0] += 1
        if !answer.isRefused { fail(rule.place, "ce qui est étranger : réponse \(answer.status), 403 ou 404 attendue") }
        look(answer, rule, path)
    }

    /// A page of the council that is read: open at most where the borrowed role may go.
    private mutating func read(_ rule: SiteRoutes.Rule) async throws {
        let path = ground.path(rule, code: ground.own.council.code, .own)
        let answer = try await ask(rule, path, .foreign)
        found.counts["pages demandées en lecture exceptionnelle", default: 0] += 1
        if answer.status >= 500 { fail(rule.place, "réponse \(answer.status)") }
        if let action = rule.access.action, !Policy.may(seen, action), !answer.isRefused {
            fail(rule.place, "le rôle \(seen.french) n'y a pas droit : réponse \(answer.status), 403 ou 404 attendue")
        }
        if answer.status == 200, !answer.shows(ground.own).isEmpty { ownPages += 1 }
        look(answer, rule, path)
    }

    /// A form: only questions, the way back and the way out are heard.
    private mutating func write(_ rule: SiteRoutes.Rule) async throws {
        let path = ground.path(rule, code: ground.own.council.code, .own)
        let answer = try await ask(rule, path, .foreign)
        found.counts["formulaires envoyés en lecture exceptionnelle", default: 0] += 1
        let isHeard =
            [SiteURL.reading(.end).path, SiteURL.signOut.path].contains(path) || SiteURL(path)?.isQuestion == true
        if !isHeard, !answer.isRefused { fail(rule.place, "un formulaire est reçu : réponse \(answer.status)") }
        look(answer, rule, path)
    }

    private mutating func look(_ answer: ProbeAnswer, _ rule: SiteRoutes.Rule, _ asked: String) {
        for sign in answer.shows(ground.foreign, asked: asked).sorted() {
            // The journal tells an auditor the addresses that they asked for themselves.
            if seen.isWhollyRecorded, sign.hasPrefix("un lien") { continue }
            fail(rule.place, "\(sign) d'un autre conseil est montré")
        }
    }

    private mutating func fail(_ subject: String, _ finding: String) {
        found.faults.append(
            IsolationFault(
                "\(subject), lecture exceptionnelle (\(kind.rawValue)) par \(home.role.french)", finding,
                remedy: "une lecture exceptionnelle ouvre le conseil lu au rôle emprunté, en lecture seule"))
    }

    /// The rows of both councils, but for what a reading is to leave behind in the one that is read.
    private func rows() async throws -> [String: String] {
        let own = ground.own.council
        let rows = try await database.transaction(as: own.principal, timeout: 0) {
            try ProbeThings.fingerprint(of: own, $0)
        }
        let kept = rows.filter { !["access.event", "access.exceptional_reading"].contains($0.key) }
        let foreign = try await neighbour.fingerprint(database)
        return Dictionary(
            uniqueKeysWithValues: kept.map { ("\($0.key) du conseil lu", $0.value) }
                + foreign.map { ("\($0.key) de l'autre conseil", $0.value) })
    }

    /// Another reading after each form that was heard, and wherever the last one turns out to be closed.
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
        let session = try await ProbeSession.open(
            database, role: home.role, in: home.council, now: probe.now, today: probe.today, random: probe.random(32))
        try await ProbeSession.read(
            database, kind, ground.own.council, as: seen, token: session, now: probe.now, today: probe.today)
        return session
    }
}
