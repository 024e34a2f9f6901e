public import Access
import Alerts
public import Hummingbird
import Letters
public import Logging
public import Postgres
import Standings

/// The pages of Sextant: the only part that knows HTTP.
public struct Site: Sendable {
    private let database: Database
    private let settings: SiteSettings
    private let assets: Assets
    private let passwords: PasswordQueue
    private let apiDescription: [UInt8]

    /// - Parameter passwords: the queue of the process.
    /// - Throws: when the style sheet cannot be read.
    public init(database: Database, settings: SiteSettings, passwords: PasswordQueue = PasswordQueue()) throws {
        self.database = database
        self.settings = settings
        self.passwords = passwords
        assets = try Assets()
        apiDescription = try Assets.apiDescription()
    }

    /// Every route, each behind its rule.
    public func router() -> Router<SiteContext> { build().router }

    /// The routes with their rules, as the tests read them.
    var rules: [SiteRoutes.Rule] { build().routes.rules }

    /// The name of the session's cookie.
    var sessionCookie: String { CookieNames(isSecure: settings.isBehindHTTPS).session }

    private func build() -> (router: Router<SiteContext>, routes: SiteRoutes) {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        let sessions = Sessions(database)
        let door = Door(
            sessions: sessions, settings: settings, assets: assets, drafts: Drafts(database, keys: settings.keys))
        router.add(middleware: HangUp())
        router.add(
            middleware: SecurityHeaders(
                isBehindHTTPS: settings.isBehindHTTPS, insistsOnSubdomains: settings.insistsOnSubdomains))
        router.add(middleware: RequestLine())
        router.add(middleware: RequestLog())
        router.add(middleware: UnknownAddress(door: door))
        let desk = SearchDesk(Searches(database, keys: settings.keys), random: settings.random)
        let apiDoor = ApiDoor(tokens: ApiTokens(database), settings: settings)
        router.add(middleware: UnknownResource(door: apiDoor))
        let routes = SiteRoutes(router: router, door: door)
        let providers = OpenIDSignIn(
            database, address: settings.address, clock: settings.seconds, secret: settings.providerSecret)
        let catalogue = Catalogue()
        let accounts = LocalAccounts(
            database: database, passwords: passwords, sessions: sessions, settings: settings)
        accounts.add(to: routes)
        SignInRoutes(
            signIn: accounts.signIn, sessions: sessions, limits: accounts.limits, settings: settings,
            providers: IdentityProviders(database)
        ).add(to: routes)
        let providerDesk = ProviderCounter(signIn: providers, settings: settings)
        OpenIDRoutes(signIn: providers, settings: settings, desk: providerDesk, limits: accounts.limits).add(to: routes)
        IdentityRoutes(
            identities: OwnIdentities(database, keys: settings.keys), signIn: providers, desk: providerDesk,
            limits: accounts.limits, settings: settings
        ).add(to: routes)
        // No letter is written here: only whether one still says what is known is looked at.
        let letterhead = Letterhead(domain: "", platform: settings.platform)
        let gates: [Letters.Notice.Kind: any Gate] = [
            .alert: AlertGate(letterhead: letterhead, now: settings.now),
            .retraction: RetractionGate(letterhead: letterhead), .contact: ContactGate(),
            .employer: EmployerGate(now: settings.now), .employerTold: EmployerGate(now: settings.now),
        ]
        DashboardRoutes(database: database, catalogue: catalogue, gates: gates).add(to: routes)
        WorklistRoutes(database: database, catalogue: catalogue, desk: desk).add(to: routes)
        let law = LawInForce()
        PhysicianRoutes(database: database, catalogue: catalogue, law: law, desk: desk).add(to: routes)
        let importDesk = ImportDesk(database: database, today: settings.today, clock: settings.seconds)
        ImportRoutes(database: database, desk: importDesk, uploadLimit: settings.uploadLimit).add(to: routes)
        DiscrepancyRoutes(database: database, catalogue: catalogue).add(to: routes)
        AssignmentRoutes(database: database, law: law).add(to: routes)
        AlertRoutes(
            database: database, law: law, platform: settings.platform, hasMailServer: settings.hasMailServer
        ).add(to: routes)
        EmployerRoutes(database: database, platform: settings.platform).add(to: routes)
        CalendarRoutes(database: database, law: law).add(to: routes)
        let press = settings.press.map { SparedPress($0, now: settings.now) }
        ContactRoutes(
            database: database, hasMailServer: settings.hasMailServer, readsReturns: settings.readsReturns,
            letterhead: Letterhead(domain: settings.mailDomain, platform: settings.platform)
        ).add(to: routes)
        RulesRoutes(database: database).add(to: routes)
        RegisteredRoutes(database: database, hook: settings.carrierHook, hasTypesetter: settings.hasTypesetter)
            .add(to: routes)
        TemplateRoutes(database: database, press: press).add(to: routes)
        BlockRoutes(database: database, platform: settings.platform, press: press).add(to: routes)
        ThreadRoutes(database: database).add(to: routes)
        PostalLotRoutes(database: database, hasTypesetter: settings.hasTypesetter, gates: gates).add(to: routes)
        let members = MembersRoutes(database: database, settings: settings)
        members.add(to: routes)
        MemberHelpRoutes(database: database, settings: settings) { .refused(try await members.page($0, $1)) }
            .add(to: routes)
        CollegeRoutes(database: database).add(to: routes)
        FigureRoutes(database: database).add(to: routes)
        RegionRoutes(database: database).add(to: routes)
        PlatformRoutes(database: database, settings: settings).add(to: routes)
        QueueRoutes(database: database, settings: settings).add(to: routes)
        SearchRoutes(database: database, desk: desk).add(to: routes)
        ReadingRoutes(database: database, sessions: sessions, limits: accounts.limits, settings: settings)
            .add(to: routes)
        JournalRoutes(database: database, desk: desk).add(to: routes)
        PersonalDataRoutes(database: database, law: law).add(to: routes)
        ApiTokenRoutes(database: database, settings: settings, description: apiDescription).add(to: routes)
        ApiRoutes(database: database, law: law).add(to: routes, door: apiDoor)
        OfficeRoutes(database: database).add(to: routes)
        FrameworkRoutes(database: database).add(to: routes)
        FrameworkImportRoutes(database: database).add(to: routes)
        SpecialtyRoutes(database: database).add(to: routes)
        ImpactRoutes(database: database, catalogue: catalogue).add(to: routes)
        let health = Health(
            database, longestWait: settings.longestWaitForSeal, hasMailServer: settings.hasMailServer,
            hasTypesetter: settings.hasTypesetter)
        OpenRoutes(assets: assets, health: health).add(to: routes)
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
            router: router(), server: .http1(configuration: SlowClients.configuration),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)), logger: logger)
    }
}
