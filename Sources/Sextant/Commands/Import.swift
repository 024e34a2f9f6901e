import Access
import ArgumentParser
import Foundation
import Intake
import Standings
import Vocabulary

/// Reads files into the register.
struct Import: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        abstract: "Read files into the register: preview, or --apply.",
        subcommands: [Roll.self, Extraction.self, Accounts.self, FrameworkFiles.self, Undo.self])

    /// What every import may be told.
    struct Options: ParsableArguments {
        @Flag(help: "Apply what the preview shows.")
        var apply = false
        @Flag(help: "Print exactly one line of JSON.")
        var json = false
        @Option(help: "The second person, where one is asked for.")
        var approvedBy: String?
        @OptionGroup var actor: ActorOption
    }

    /// A council's roll.
    struct Roll: RuledCommand {
        static let policy = CommandPolicy.right(.runImport, [.council])
        var acting: Acting { Acting(options.actor, in: council, second: options.approvedBy) }
        static let configuration = CommandConfiguration(abstract: "A council's roll (CSV).")
        @Argument(help: "The CSV file.") var file: String
        @Option(help: "The day the file is true for.") var asOf: CalendarDate
        @Option(help: "Accept only this council's rows.") var council: String?
        @OptionGroup var options: Options

        func run() async throws {
            try await importing(
                LotInput(
                    kind: .roll, place: .paths([file]), council: council, asOf: asOf, actor: options.actor.author,
                    approvedBy: options.approvedBy), options)
        }
    }

    /// The public RPPS extraction.
    struct Extraction: RuledCommand {
        static let policy = CommandPolicy.machine([.council, .national])
        static let configuration = CommandConfiguration(
            commandName: "rpps", abstract: "The public RPPS extraction (text files or their zip).")
        @Argument(help: "The files.") var files: [String]
        @Option(help: "The profession to keep.") var profession = "10"
        @Option(help: "The day of the extraction; today when absent.") var asOf: CalendarDate?
        @OptionGroup var options: Options

        func run() async throws {
            try await reporting {
                let today = try Clock.today(Configuration())()
                var input = LotInput(
                    kind: .rpps, place: .paths(files), council: nil, asOf: asOf ?? today, actor: options.actor.author,
                    approvedBy: options.approvedBy)
                input.profession = profession
                try await importing(input, options)
            }
        }
    }

    /// The feed of individual accounts.
    struct Accounts: RuledCommand {
        static let policy = CommandPolicy.right(.runImport, [.council])
        var acting: Acting { Acting(options.actor, in: council, second: options.approvedBy) }
        static let configuration = CommandConfiguration(abstract: "The feed of individual accounts (folder or files).")
        @Argument(help: "The folder or the files.") var files: [String]
        @Option(help: "Write only this council.") var council: String?
        @Option(help: "The day of the extraction where no manifest says it; today when absent.")
        var asOf: CalendarDate?
        @OptionGroup var options: Options

        func run() async throws {
            try await reporting {
                let today = try Clock.today(Configuration())()
                try await importing(
                    LotInput(
                        kind: .accounts, place: .paths(files), council: council, asOf: asOf ?? today,
                        actor: options.actor.author, approvedBy: options.approvedBy), options)
            }
        }
    }

    /// Takes a lot back.
    struct Undo: RuledCommand {
        static let policy = CommandPolicy.machine([.council, .national])
        static let configuration = CommandConfiguration(abstract: "Take an applied lot back, in every council.")
        @Argument(help: "The number of the lot.") var lot: Int64
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                try await desk().undo(LotID(lot), actor: actor.author)
                note("lot \(lot) undone")
            }
        }
    }
}

private func desk() throws -> ImportDesk {
    let configuration = Configuration()
    return ImportDesk(
        database: try configuration.database(connections: 2), today: try Clock.today(configuration),
        clock: { Clock.seconds() })
}

private func importing(_ input: LotInput, _ options: Import.Options) async throws {
    try await reporting {
        let lot = try await desk().run(input, isApplied: options.apply) { share in
            note("\(input.kind.rawValue): \(Int(share * 100)) %")
        }
        if options.json { result(lot.json) } else { report(lot) }
    }
}

private func report(_ lot: LotResult) {
    let counts = lot.counts
    result(
        """
        lot \(lot.id) \(lot.isApplied ? "appliqué" : "en aperçu : rien n'a été modifié, ajoutez --apply")
        nouveaux \(counts.new), modifiés \(counts.changed), inchangés \(counts.unchanged), \
        en quarantaine \(counts.rejected), ignorés \(counts.ignored)
        """)
    for warning in lot.report.warnings { result("attention (\(warning.count)) : \(warning.sentence)") }
    for column in lot.report.unknownColumns { result("colonne inconnue, ignorée : \(column)") }
    for ignored in lot.report.ignored { result("ignorés (\(ignored.count)) : \(ignored.label)") }
    for sentence in lot.report.notes { result(sentence) }
}

extension LotResult {
    /// The one line of `--json` (contracts §5).
    var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            let members: [(String, JSON)] = [
                ("lot", .string(id.description)), ("applied", .bool(isApplied)), ("new", .integer(counts.new)),
                ("changed", .integer(counts.changed)), ("unchanged", .integer(counts.unchanged)),
                ("rejected", .integer(counts.rejected)), ("ignored", .integer(counts.ignored)),
                ("seconds", .decimal((seconds * 1000).rounded() / 1000)),
            ]
            for (key, value) in members {
                writer.key(key)
                writer.value(value)
            }
        }
        return writer.text
    }
}
