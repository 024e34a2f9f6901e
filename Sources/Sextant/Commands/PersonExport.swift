import Access
import Alerts
import ArgumentParser
import Foundation
import Intake
import Postgres
import Registry
import Standings
import Vocabulary
import Web

/// Writes what a council holds about one physician, for that person; block 4 is left out, since a command instructs no
/// file.
struct PersonExport: RuledCommand {
    static let policy = CommandPolicy.right(.exportPersonFile, [.council])
    var acting: Acting { Acting(actor, in: council) }
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Everything a council holds about one physician, for that person.",
        discussion: """
            One document that a browser shows; only JSON when the name of the file ends with .json. What was declared for \
            block 4 is left out, and the document says so: whoever instructs the file makes a whole one on its page.
            """)
    @Option(help: "The code of the council.") var council: String
    @Option(help: "The RPPS number.") var rpps: String
    @Option(help: "Where to write; a file that exists is not overwritten.") var out: String
    @Option(help: "Why, for the journal.") var reason = "demande d'accès de la personne concernée"
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            guard !FileManager.default.fileExists(atPath: out) else {
                throw Refusal("Le fichier « \(out) » existe déjà : donnez un autre nom.")
            }
            let configuration = Configuration()
            let database = try configuration.database(connections: 1)
            let today = try Clock.today(configuration)()
            let council = try await PurgeCommand.council(council, database)
            let (rpps, reason, author) = (rpps, reason, actor.author)
            let file = try await database.transaction(as: council.principal, timeout: 0) { transaction -> PersonFile? in
                guard let id = try PhysicianRecords.find(rpps: rpps, transaction) else { return nil }
                return try ExportPersonFile(
                    physicianID: id, isWhole: false, reason: reason, author: author, further: AlertRecords.all
                ).run(
                    council, assessor: try Assessor.load(on: today, transaction), today: today, transaction)
            }
            guard let file else {
                throw Refusal("Aucun médecin de ce numéro n'a été inscrit au Tableau du conseil \(council.code).")
            }
            try write(
                out.hasSuffix(".json") ? Array((file.json.text + "\n").utf8) : PersonFileDocument(file: file).bytes)
        }
    }

    /// Nobody but the account that runs the command reads the file.
    private func write(_ bytes: [UInt8]) throws {
        guard
            FileManager.default.createFile(
                atPath: out, contents: Foundation.Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw Refusal("Le fichier « \(out) » ne peut pas être écrit.") }
    }
}
