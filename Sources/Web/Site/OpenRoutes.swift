/// Pages that everybody may read, files and health.
struct OpenRoutes {
    let assets: Assets
    let health: Health

    func add(to routes: SiteRoutes) {
        routes.get("/aide", .open) { _ in .page(HelpPage()) }
        routes.get("/accessibilite", .open) { _ in .page(AccessibilityPage()) }
        routes.get("/mentions-legales", .open) { _ in .page(LegalPage()) }
        routes.get("/donnees-personnelles", .open) { _ in .page(PrivacyPage()) }
        routes.get("/plan-du-site", .open) { .page(MapPage(session: $0.visitor)) }
        routes.get("/contact", .open) { _ in .page(ContactPage()) }
        routes.get("/fichiers/:name", .bare, file)
        routes.get("/healthz", .bare) { _ in .text(status: 200, "ok\n") }
        routes.get("/readyz", .bare, ready)
    }

    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        guard let file = visit.parameters["name"].flatMap({ assets[$0] }) else { throw Problem.notFound }
        return .cached(file)
    }

    @Sendable private func ready(_ visit: Visit) async throws -> Reply {
        let faults = await health.faults()
        guard faults.isEmpty else { return .text(status: 503, faults.joined(separator: "\n") + "\n") }
        // What waits for a person keeps nobody from being served.
        return .text(status: 200, (["prêt"] + (await health.warnings())).joined(separator: "\n") + "\n")
    }
}
