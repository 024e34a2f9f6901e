public import Access
public import Postgres
public import Vocabulary
import Hummingbird

/// Section 3 of the isolation certificate: every route of the router, asked by every role for what belongs to another
/// council. It runs inside rehearsals: members, sessions and log entries that it needs are taken back with them.
public struct RouteProbe: Sendable {
    let database: Database
    let today: CalendarDate
    let now: Instant
    let random: @Sendable (Int) -> [UInt8]
    let site: @Sendable (Database) throws -> Site

    /// - Parameters:
    ///   - now: the moment of every session.
    ///   - random: so many random bytes.
    ///   - site: the site as it is served, on the database it is given.
    public init(
        database: Database, today: CalendarDate, now: Instant, random: @escaping @Sendable (Int) -> [UInt8],
        site: @escaping @Sendable (Database) throws -> Site
    ) {
        self.database = database
        self.today = today
        self.now = now
        self.random = random
        self.site = site
    }

    /// Asks every route in every role.
    ///
    /// - Throws: `PostgresError`.
    public func run() async throws -> IsolationSection {
        var section = IsolationSection("Pages et formulaires")
        let rules = try site(database).rules
        section.count("routes", rules.count)
        section.count("rôles", Role.allCases.count)
        let ground: ProbeGround
        do {
            ground = try await ProbeGround.choose(database)
        } catch ProbeGround.Missing.councils {
            section.omit("pages et formulaires : il faut deux conseils avec des médecins")
            return section
        } catch ProbeGround.Missing.ownPhysicians {
            section.fail(
                "médecins", "deux conseils voient chacun tous les médecins de l'autre",
                remedy: "rétablissez les règles des tables du registre (sextant migrate)")
            return section
        }
        section.count("médecins étrangers nommés", ground.foreign.physicians.count)
        try await nobody(rules, ground, &section)
        for role in Role.allCases { try await everything(role, rules, ground, &section) }
        for kind in ExceptionalReading.Kind.allCases { try await reader(kind, rules, ground, &section) }
        try await programs(rules, ground, &section)
        return section
    }

    /// A rehearsal of one snapshot, which some routes ask for: its isolation is that of its first part.
    private func walk<Value: Sendable>(_ body: @Sendable (Database) async throws -> Value) async throws -> Value {
        try await database.rehearsal { rehearsal in
            _ = try await rehearsal.transaction(as: .access, isolation: .repeatableRead) { try $0.query("select 1") }
            return try await body(rehearsal)
        }
    }

    /// Without a session every route that needs one leads to the sign-in page.
    private func nobody(_ rules: [SiteRoutes.Rule], _ ground: ProbeGround, _ section: inout IsolationSection)
        async throws
    {
        let answers = try await walk { rehearsal in
            let (visitor, token) = (ProbeVisitor(site: try site(rehearsal)), SessionToken(random: random(32)))
            var answers: [(SiteRoutes.Rule, ProbeAnswer)] = []
            for rule in rules where rule.access.needsSession {
                let path = ground.path(rule, .foreign, .foreign)
                answers.append((rule, try await visitor.ask(rule, path, .foreign, ground, as: token)))
            }
            return answers
        }
        for (rule, answer) in answers {
            section.add("demandes sans connexion")
            if !answer.isToSignIn {
                section.fail(
                    rule.place, "sans connexion : \(answer.status)", remedy: "donnez à la route sa règle d'accès")
            }
        }
    }

    private func everything(
        _ role: Role, _ rules: [SiteRoutes.Rule], _ ground: ProbeGround, _ section: inout IsolationSection
    ) async throws {
        let found = try await walk { rehearsal in
            try await RoleWalk(probe: self, database: rehearsal, role: role, ground: ground)?.run(rules)
        }
        guard let found else { return section.leave("aucune organisation n'a le rôle \(role.french)") }
        note(found, &section)
    }

    /// Whoever reads the council with other eyes.
    private func reader(
        _ kind: ExceptionalReading.Kind, _ rules: [SiteRoutes.Rule], _ ground: ProbeGround,
        _ section: inout IsolationSection
    ) async throws {
        let found = try await walk { rehearsal in
            try await ReadingWalk(probe: self, database: rehearsal, kind: kind, ground: ground)?.run(rules)
        }
        guard let found else { return section.leave("personne ne peut ouvrir une lecture \(kind.rawValue)") }
        note(found, &section)
    }

    /// Somebody of the other council, with one of each thing that a form may name.
    func neighbour(_ database: Database, _ ground: ProbeGround) async throws -> ProbeNeighbour {
        try await ProbeNeighbour(
            database, in: ground.foreign.council, physician: ground.foreign.physicians[0], now: now, today: today,
            random: random)
    }

    /// A program of one council with a key that opens all it can, and one without any key.
    private func programs(_ rules: [SiteRoutes.Rule], _ ground: ProbeGround, _ section: inout IsolationSection)
        async throws
    {
        let found = try await walk { rehearsal in
            try await KeyWalk(probe: self, database: rehearsal, ground: ground).run(rules)
        }
        note(found, &section)
    }

    private func note(_ found: RoleWalk.Found, _ section: inout IsolationSection) {
        for (what, number) in found.counts.sorted(by: { $0.key < $1.key }) { section.add(what, number) }
        for fault in found.faults { section.fail(fault.subject, fault.finding, remedy: fault.remedy) }
        for route in found.unproven { section.leave(route) }
    }
}

extension SiteRoutes.Rule {
    /// Method and pattern.
    var place: String { "\(method) \(pattern)" }
}
