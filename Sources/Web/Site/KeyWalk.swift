import Access
import Hummingbird
import Postgres

/// Programs going through every resource of the API: one of a council, one of each other kind of organisation, and one
/// without a key. The keys are taken back with the rehearsal.
struct KeyWalk {
    let probe: RouteProbe
    let database: Database
    let ground: ProbeGround

    /// Asks for everything, and says what answered wrongly.
    func run(_ rules: [SiteRoutes.Rule]) async throws -> RoleWalk.Found {
        var found = RoleWalk.Found()
        try await council(rules, &found)
        for kind in Council.Kind.allCases where kind != .departmental {
            try await office(kind, rules, &found)
        }
        return found
    }

    private func visitor(_ council: Council) async throws -> ProbeVisitor {
        let scopes = ApiScope.allCases.filter { $0.isOpen(to: council.kind) }
        let issue = IssueApiToken(name: "essai d'isolation", scopes: scopes, days: 1, author: "essai d'isolation")
        let (secret, now) = (probe.random(32), probe.now)
        let key = try await database.transaction(as: .members(of: council.id)) {
            try issue.run(council, random: secret, now: now, $0)
        }
        return ProbeVisitor(site: try probe.site(database), key: key)
    }

    private func council(_ rules: [SiteRoutes.Rule], _ found: inout RoleWalk.Found) async throws {
        let council = ground.own.council
        let visitor = try await visitor(council)
        let stranger = ProbeVisitor(site: try probe.site(database))
        let nobody = SessionToken(random: probe.random(32))
        var ownResources = 0
        for rule in rules {
            guard case .key = rule.access else { continue }
            let pattern = ProbePath(rule.pattern)
            let whose: ProbeGround.Whose = pattern.namesThing ? .foreign : .own
            let path = ground.path(rule, code: council.code, whose)
            let answer = try await visitor.ask(rule, path, whose, ground, as: nobody)
            found.counts["ressources de l'API demandées", default: 0] += 1
            if pattern.namesThing, !answer.isRefused {
                fail(rule, "identifiant étranger : réponse \(answer.status)", &found)
            }
            for what in answer.shows(ground.foreign, asked: path).sorted() {
                fail(rule, "\(what) d'un autre conseil est montré", &found)
            }
            if !answer.shows(ground.own).isEmpty { ownResources += 1 }
            let closed = try await stranger.ask(
                rule, ground.path(rule, code: council.code, .own), .own, ground, as: nobody)
            if !closed.isRefused { fail(rule, "sans clé : réponse \(closed.status)", &found) }
        }
        if ownResources == 0, found.counts["ressources de l'API demandées"] != nil {
            fail(rules[0], "l'API ne montre aucun médecin de son conseil : l'essai ne prouve rien", &found)
        }
    }

    /// An office has numbers and référentiels, and no physician of any council.
    private func office(
        _ kind: Council.Kind, _ rules: [SiteRoutes.Rule], _ found: inout RoleWalk.Found
    ) async throws {
        guard let role = Role.all(in: kind).first,
            let council = try await database.transaction(
                as: .access, { try ProbeSession.organisation(of: role, $0) })
        else { return }
        let (visitor, nobody) = (try await visitor(council), SessionToken(random: probe.random(32)))
        for rule in rules {
            guard case .key(let scope) = rule.access else { continue }
            let path = ground.path(rule, code: council.code, .own)
            let answer = try await visitor.ask(rule, path, .own, ground, as: nobody)
            found.counts["ressources de l'API demandées par d'autres organismes", default: 0] += 1
            if let scope, !scope.isOpen(to: kind), answer.status != 403 {
                fail(rule, "\(council.shortName) : réponse \(answer.status), 403 attendue", &found)
            }
            for what in answer.shows(ground.own).union(answer.shows(ground.foreign)).sorted() {
                fail(rule, "\(what) d'un conseil est montré à \(council.shortName)", &found)
            }
        }
    }

    private func fail(_ rule: SiteRoutes.Rule, _ finding: String, _ found: inout RoleWalk.Found) {
        found.faults.append(
            IsolationFault(
                "\(rule.place), clé d'API", finding,
                remedy: "la ressource doit lire sous l'organisation de la clé et répondre 404 à toute autre"))
    }
}
