import Access
import ArgumentParser
import Foundation
import Postgres
import Vocabulary
import Web

/// Prints who may do what.
struct PoliciesCommand: RuledCommand {
    static let policy = CommandPolicy.noDatabase
    static let configuration = CommandConfiguration(
        commandName: "policies",
        abstract: "Print the table of rights, and the policy of every route, command, job and export; no database.")
    @Flag(help: "Print one line of JSON.") var json = false
    @Flag(help: "Print the page of the documentation.") var markdown = false

    func validate() throws {
        if json, markdown { throw ValidationError("--json or --markdown, not both") }
    }

    func run() async throws {
        try await reporting {
            let table = PolicyTable(routes: try PoliciesCommand.site().policies)
            guard !markdown else { return FileHandle.standardOutput.write(Data(table.markdown.utf8)) }
            result(json ? table.json.text : table.text)
        }
    }

    /// The site without a database or a setting: its routes are known all the same.
    private static func site() throws -> Site {
        try Site(
            database: Database("", connections: 1),
            settings: SiteSettings(
                today: { CalendarDate(dayNumber: 0) }, now: { Instant(epochSeconds: 0) },
                random: { Array(repeating: 0, count: $0) }))
    }
}
