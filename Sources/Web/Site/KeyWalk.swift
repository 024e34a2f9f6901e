import Access
import Hummingbird
import Postgres

/// A program of one council going through every resource of the API; its key is taken back with the rehearsal.
struct KeyWalk {
    let probe: RouteProbe
    let database: Database
    let ground: ProbeGround

    /// Asks for everything, and says what answered wrongly.
    func run(_ rules: [SiteRoutes.Rule]) async throws -> RoleWalk.Found {
        var found = RoleWalk.Found()
        let site = try probe.site(database)
        let council = ground.own.council
        let scopes = ApiScope.allCases.filter { $0.isOpen(to: council.kind) }
        let issue = IssueApiToken(name: "essai d'isolation", scopes: scopes, days: 1, author: "essai d'isolation")
        let (secret, now) = (probe.random(32), probe.now)
        let key = try await database.transaction(as: .members(of: council.id)) {
            try issue.run(council, random: secret, now: now, $0)
        }
        let visitor = ProbeVisitor(site: site, token: SessionToken(random: probe.random(32)), key: key)
        let stranger = ProbeVisitor(site: site, token: SessionToken(random: probe.random(32)))
        var ownResources = 0
        for rule in rules {
            guard case .key = rule.access else { continue }
            let path = ProbePath(rule.pattern)
            let whose: ProbeGround.Whose = path.namesThing ? .foreign : .own
            let answer = try await visitor.ask(rule, ground.path(rule, code: council.code, whose), whose, ground)
            found.counts["ressources de l'API demandées", default: 0] += 1
            if path.namesThing, !answer.isRefused {
                fail(rule, "identifiant étranger : réponse \(answer.status)", &found)
            }
            if ground.foreign.shows(answer.numbers) { fail(rule, "un médecin étranger est nommé", &found) }
            if ground.own.shows(answer.numbers) { ownResources += 1 }
            let closed = try await stranger.ask(rule, ground.path(rule, code: council.code, .own), .own, ground)
            if !closed.isRefused { fail(rule, "sans clé : réponse \(closed.status)", &found) }
        }
        if ownResources == 0, found.counts["ressources de l'API demandées"] != nil {
            fail(rules[0], "l'API ne montre aucun médecin de son conseil : l'essai ne prouve rien", &found)
        }
        return found
    }

    private func fail(_ rule: SiteRoutes.Rule, _ finding: String, _ found: inout RoleWalk.Found) {
        found.faults.append(
            IsolationFault(
                "\(rule.place), clé d'API", finding,
                remedy: "la ressource doit lire sous l'organisation de la clé et répondre 404 à toute autre"))
    }
}
