public import Access
public import Hummingbird
public import Logging
public import Postgres
import Standings

/// The pages of Sextant: the only part that knows HTTP.
public struct Site: Sendable {
    private let database: Database
    private let settings: SiteSettings
    private let assets: Assets
    private let passwords: PasswordQueue

    /// - Parameter passwords: the queue of the process.
    /// - Throws: when the style sheet cannot be read.
    public init(database: Database, settings: SiteSettings, passwords: PasswordQueue = PasswordQueue()) throws {
        self.database = database
        self.settings = settings
        self.passwords = passwords
        assets = try Assets()
    }

    /// Every route, each behind its rule.
    public func router() -> Router<SiteContext> { build().router }

    /// The routes with their rules, as the tests read them.
    var rules: [SiteRoutes.Rule] { build().routes.rules }

    private func build() -> (router: Router<SiteContext>, routes: SiteRoutes) {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        let sessions = Sessions(database)
        let door = Door(sessions: sessions, settings: settings, assets: assets)
        router.add(middleware: SecurityHeaders(isBehindHTTPS: settings.isBehindHTTPS))
        router.add(middleware: RequestLog())
        router.add(middleware: UnknownAddress(door: door))
        let routes = SiteRoutes(router: router, door: door)
        let catalogue = Catalogue()
        SignInRoutes(signIn: SignIn(database, passwords: passwords), sessions: sessions, settings: settings)
            .add(to: routes)
        DashboardRoutes(database: database, catalogue: catalogue).add(to: routes)
        WorklistRoutes(database: database, catalogue: catalogue).add(to: routes)
        PhysicianRoutes(database: database, catalogue: catalogue, law: LawInForce()).add(to: routes)
        let desk = ImportDesk(database: database, today: settings.today, clock: settings.seconds)
        ImportRoutes(database: database, desk: desk, uploadLimit: settings.uploadLimit).add(to: routes)
        DiscrepancyRoutes(database: database, catalogue: catalogue).add(to: routes)
        SearchRoutes(database: database).add(to: routes)
        OfficeRoutes(database: database).add(to: routes)
        FrameworkRoutes(database: database).add(to: routes)
        FrameworkImportRoutes(database: database).add(to: routes)
        SpecialtyRoutes(database: database).add(to: routes)
        ImpactRoutes(database: database, catalogue: catalogue).add(to: routes)
        OpenRoutes(assets: assets, health: Health(database)).add(to: routes)
        return (router, routes)
    }

    /// The server, ready to run until it is told to stop (SIGTERM, SIGINT).
    ///
    /// - Parameters:
    ///   - host: an address of this machine; `127.0.0.1` behind a proxy.
    ///   - port: 0 lets the system choose.
    public func application(
        host: String = "127.0.0.1", port: Int = 8080, logger: Logger = Logger(label: "sextant.web")
    ) -> some ApplicationProtocol {
        Application(
            router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)), logger: logger)
    }
}
