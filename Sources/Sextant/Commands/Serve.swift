import Access
import ArgumentParser
import Hummingbird
import Logging
import Web

/// Serves the pages until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the pages until SIGTERM or SIGINT.")
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port = 8080

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let settings = SiteSettings(
                today: try Clock.today(configuration),
                now: { Instant(epochSeconds: Int64(Clock.now())) }, random: { randomBytes($0) },
                seconds: { Clock.seconds() },
                isBehindHTTPS: try configuration.text("SEXTANT_HTTPS") == "yes",
                isDemonstration: try configuration.text("SEXTANT_DEMONSTRATION") == "yes")
            var logger = Logger(label: "sextant")
            logger.logLevel = .notice
            let site = try Site(database: try configuration.database(), settings: settings)
            note("listening on http://\(host):\(port)")
            try await site.application(host: host, port: port, logger: logger).runService()
        }
    }
}

/// Bytes of the system's cryptographic generator.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
