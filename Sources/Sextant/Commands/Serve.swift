import Access
import ArgumentParser
import Documents
import Hummingbird
import Intake
import Logging
import Postgres
import Web

/// Serves the pages until it is told to stop.
struct Serve: RuledCommand {
    static let policy = CommandPolicy.machine([.login])
    static let configuration = CommandConfiguration(abstract: "Serve the pages until SIGTERM or SIGINT.")
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port = 8080

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let database = try configuration.database()
            _ = try configuration.secondFactor(host: host)
            try await Serve.refuse(faultsOf: database)
            var logger = Logger(label: "sextant")
            logger.logLevel = .notice
            let site = try Serve.site(configuration, database)
            note("listening on http://\(host):\(port)")
            try await site.application(host: host, port: port, logger: logger).runService()
        }
    }

    /// The site as it is served, with the settings of the environment.
    static func site(_ configuration: Configuration, _ database: Database) throws -> Site {
        var settings = SiteSettings(
            today: try Clock.today(configuration),
            now: { Instant(epochSeconds: Int64(Clock.now())) }, random: { randomBytes($0) },
            seconds: { Clock.seconds() },
            isBehindHTTPS: try configuration.text("SEXTANT_HTTPS") == "yes",
            isBehindProxy: try configuration.text("SEXTANT_PROXY") == "yes",
            isDemonstration: try configuration.text("SEXTANT_DEMONSTRATION") == "yes",
            secondFactor: try configuration.rule(), keys: try configuration.keyRing())
        let mail = try MailSettings(configuration)
        settings.hasMailServer = mail.server != nil
        settings.mailDomain = mail.domain
        settings.readsReturns = mail.bounces != nil
        settings.sendsDigests = try mail.sendsDigests(configuration)
        settings.platform = mail.platform
        settings.hasTypesetter = try configuration.text("SEXTANT_TYPST") != nil
        if let python = try configuration.text("SEXTANT_TYPST") { settings.press = Typesetter(python: python) }
        settings.carrierHook = try CarrierSettings(configuration).hook
        settings.insistsOnSubdomains = try configuration.text("SEXTANT_HSTS_SUBDOMAINS") != "no"
        if let address = try configuration.address() { settings.address = address }
        // Heads leave the database: then somebody seals, and a journal that nobody seals any more is a fault.
        if try configuration.text("SEXTANT_AUDIT_FOLDER") != nil {
            settings.longestWaitForSeal = try configuration.longestWaitForSeal()
        }
        settings.providerSecret = { try configuration.secret(of: $0) }
        return try Site(database: database, settings: settings)
    }

    /// A login that owns or bypasses would show one council another: nothing is served with it. A database that is out
    /// of reach may still be starting; `/readyz` asks again each time.
    private static func refuse(faultsOf database: Database) async throws {
        let problems: [String]
        do {
            problems = try await database.transaction(as: nil) { try LoginCheck.problems($0) }
        } catch PostgresError.unreachable(let message) {
            return note("la base de données est hors d'atteinte pour l'instant : \(message)")
        }
        guard problems.isEmpty else {
            throw Refusal("SEXTANT_DATABASE : " + problems.joined(separator: " ; ") + ".")
        }
    }
}

/// Bytes of the system's cryptographic generator.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
