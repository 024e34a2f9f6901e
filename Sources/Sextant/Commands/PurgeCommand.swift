import Access
import ArgumentParser
import Intake
import Postgres
import Standings
import Vocabulary

/// What has reached its term: listed for two people of the council, or removed by the rule alone where it ends by
/// itself.
struct PurgeCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "List what has reached its term, and remove what ends by itself.",
        discussion: """
            A list removes nothing: two different people of the council review it on the page « Conservation », and one \
            of them executes it there.
            """,
        subcommands: [Propose.self, List.self, Expired.self])

    /// Makes a list.
    struct Propose: RuledCommand {
        static let policy = CommandPolicy.right(.proposePurge, [.council])
        var acting: Acting { Acting(actor, in: council) }
        static let configuration = CommandConfiguration(abstract: "List what has reached its term in a council.")
        @Option(help: "The code of the council.") var council: String
        @Option(help: "The day on which terms are judged, today or before.") var asOf: CalendarDate
        @Flag(help: "Print exactly one line of JSON.") var json = false
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let configuration = Configuration()
                let database = try configuration.database(connections: 1)
                let today = try Clock.today(configuration)()
                let council = try await PurgeCommand.council(council, database)
                let (command, now) = (
                    ProposePurge(asOf: asOf, author: actor.author), Instant(epochSeconds: Int64(Clock.now()))
                )
                let proposed = try await database.transaction(as: council.principal, timeout: 0) {
                    try command.run(council, today: today, now: now, $0)
                }
                if json {
                    result(
                        JSON.object([
                            .init("purge", .integer(Int(proposed.id))), .init("ready", .integer(proposed.ready)),
                            .init("held", .integer(proposed.held)),
                        ]).text)
                } else {
                    result(
                        "purge n° \(proposed.id) : \(counted(proposed.ready, "élément", "éléments")) à relire, "
                            + counted(proposed.held, "retenu", "retenus"))
                }
            }
        }
    }

    /// Says how far the lists of a council have come.
    struct List: RuledCommand {
        static let policy = CommandPolicy.right(.readRetention, [.council])
        static let configuration = CommandConfiguration(abstract: "List the purges of a council and their state.")
        @Option(help: "The code of the council.") var council: String

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let council = try await PurgeCommand.council(council, database)
                let purges = try await database.transaction(as: council.principal) { try Purge.list($0) }
                for purge in purges {
                    result("\(purge.id)\t\(purge.asOf)\t\(purge.state)\t\(purge.reviews.count)/2")
                }
            }
        }
    }

    /// Removes what ends by itself, as each night does.
    struct Expired: RuledCommand {
        static let policy = CommandPolicy.machine([.access, .council, .national])
        static let configuration = CommandConfiguration(
            abstract: "Remove what ends by itself: sessions, links, drafts, counters… as each night does.")
        @Flag(help: "Print exactly one line of JSON.") var json = false
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let removed = try await RemoveTraces(database: database, by: actor.author)
                    .run(now: Instant(epochSeconds: Int64(Clock.now()))).sorted { $0.key < $1.key }
                if json {
                    result(JSON.object(removed.map { .init($0.key, .integer($0.value)) }).text)
                } else {
                    for (category, number) in removed where number > 0 { result("\(category)\t\(number)") }
                    note("\(removed.reduce(0) { $0 + $1.value }) rows removed")
                }
            }
        }
    }

    /// - Throws: `Refusal` when there is no such council.
    static func council(_ code: String, _ database: Database) async throws -> Council {
        let found = try await database.transaction(as: .access) { try Council.find($0, code: code) }
        guard let found, found.kind == .departmental else {
            throw Refusal("Le conseil « \(code) » n'existe pas. Donnez son code, par exemple 33, 2A ou 974.")
        }
        return found
    }
}
