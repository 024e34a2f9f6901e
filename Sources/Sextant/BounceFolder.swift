import Access
import Letters
import Postgres

/// The Maildir of the reports of failed delivery (`SEXTANT_BOUNCE_FOLDER`).
struct BounceFolder {
    private let reading: ReadBounces

    /// Nil when no folder is set.
    ///
    /// - Parameter gates: who hears that an address does not work.
    /// - Throws: `Configuration.Problem` when a setting cannot be used.
    init?(_ configuration: Configuration, gates: [Notice.Kind: any Gate]) throws {
        let settings = try MailSettings(configuration)
        guard let folder = settings.bounces else { return nil }
        reading = ReadBounces(
            folder: folder, domain: settings.domain, gates: gates, today: try Clock.today(configuration),
            now: Clock.moment)
    }

    /// Reads what has come; says so when there was anything.
    func read(_ database: Database) async throws {
        let found = try await reading.run(database)
        guard found.failures + found.repeated + found.unknown > 0 else { return }
        note("worker: bounces: \(found.failures) failures, \(found.repeated) repeated, \(found.unknown) unknown")
    }
}
