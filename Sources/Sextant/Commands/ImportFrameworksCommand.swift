import Access
import ArgumentParser
import Documents
import Foundation
import Frameworks
import Intake
import Postgres
import Vocabulary

extension Import {
    /// A signed package, or the flat list of the ANS: drafts of référentiels (contracts §9).
    struct FrameworkFiles: RuledCommand {
        static let policy = CommandPolicy.right(.editFrameworks, [.national])
        var acting: Acting { Acting(options.actor) }
        static let configuration = CommandConfiguration(
            commandName: "frameworks", abstract: "A signed package, or the flat list of référentiels: drafts.")
        @Argument(help: "The file.") var file: String
        @Option(help: "The arrêté, decision or list it comes from.") var source: String
        @Option(help: "The day it was published.") var published: CalendarDate
        @Option(help: "Let a version judge what was done before today, and why; refused when absent.")
        var retroactive: String?
        @Option(help: "Write the lines set aside to this file, with their reason.") var rejected: String?
        @OptionGroup var options: Options

        func run() async throws {
            try await reporting {
                let configuration = Configuration()
                let start = Clock.seconds()
                let command = ImportFrameworks(
                    fileName: URL(fileURLWithPath: file).lastPathComponent, bytes: try SmallFile.read(file),
                    source: source, published: published, actor: options.actor.actor,
                    today: try Clock.today(configuration)(), retroactive: retroactive)
                let (isApplied, author, reason) = (options.apply, options.actor.author, self.source)
                let event = { @Sendable (outcome: ImportFrameworks.Outcome) in
                    AuditEvent(
                        .draftsImported, by: author,
                        detail: JSON.object([.init("drafts", .integer(outcome.drafts.count))]).text, reason: reason)
                }
                let (lot, outcome) = try await configuration.database(connections: 1).transaction(
                    as: .national, timeout: 0
                ) { transaction in
                    let (lot, outcome) = (
                        try LotStore.nextID(transaction), try command.run(isApplied: isApplied, transaction)
                    )
                    if isApplied { try event(outcome).record(transaction, council: 0) }
                    return (lot, outcome)
                }
                if let rejected { try SmallFile.write(FrameworkFiles.rejected(outcome), to: rejected) }
                let seconds = Clock.seconds() - start
                if options.json {
                    result(FrameworkFiles.json(lot, outcome.counts, isApplied, seconds))
                } else {
                    FrameworkFiles.report(outcome, lot, isApplied, seconds)
                }
            }
        }

        private static func report(
            _ outcome: ImportFrameworks.Outcome, _ lot: LotID, _ isApplied: Bool, _ seconds: Double
        ) {
            let counts = outcome.counts
            result(
                """
                lot \(lot) \(isApplied ? "appliqué" : "en aperçu : rien n'a été modifié, ajoutez --apply")
                nouveaux \(counts.new), modifiés \(counts.changed), inchangés \(counts.unchanged), \
                en quarantaine \(counts.rejected), ignorés \(counts.ignored), \
                en \((seconds * 100).rounded() / 100) s
                """)
            for column in outcome.report.unknownColumns { result("colonne inconnue, ignorée : \(column)") }
            for line in outcome.rejected { result("ligne \(line.number) en quarantaine : \(line.sentence)") }
            if let beyond = outcome.beyond { result(beyond) }
            for draft in outcome.drafts {
                result(
                    "\(draft.key) « \(draft.title) », \(counted(draft.lines, "ligne", "lignes")) : \(draft.effect.french)"
                )
                if !draft.missing.isEmpty { result("   il manque : \(draft.missing.joined(separator: " ; "))") }
            }
        }

        private static func json(
            _ lot: LotID, _ counts: LotCounts, _ isApplied: Bool, _ seconds: Double
        ) -> String {
            JSON.object([
                .init("lot", .string(lot.description)), .init("applied", .bool(isApplied)),
                .init("new", .integer(counts.new)), .init("changed", .integer(counts.changed)),
                .init("unchanged", .integer(counts.unchanged)), .init("rejected", .integer(counts.rejected)),
                .init("ignored", .integer(counts.ignored)),
                .init("seconds", .decimal((seconds * 1000).rounded() / 1000)),
            ]).text
        }

        private static func rejected(_ outcome: ImportFrameworks.Outcome) -> [UInt8] {
            var writer = CSVWriter(for: .person)
            writer.record(["ligne", "texte", "erreur"])
            for line in outcome.rejected { writer.record([String(line.number), line.text, line.sentence]) }
            return writer.bytes
        }
    }
}

extension ImportFrameworks.Effect {
    /// As a person is told.
    fileprivate var french: String {
        switch self {
        case .new: "nouveau brouillon"
        case .changed: "brouillon modifié"
        case .unchanged: "inchangé"
        }
    }
}

/// Files small enough to be read whole: packages, lists, keys.
enum SmallFile {
    /// - Throws: `Refusal` when it cannot be read or is larger than any package may be.
    static func read(_ path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path),
            let bytes = try? handle.read(upToCount: SignedPackage.sizeLimit + 1) ?? Data()
        else { throw Refusal("« \(path) » ne peut pas être lu. Vérifiez son nom et ses droits.") }
        return Array(bytes)
    }

    /// - Throws: `Refusal` when it cannot be written.
    static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o644) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: mode])
        else { throw Refusal("« \(path) » ne peut pas être écrit. Vérifiez le dossier et ses droits.") }
    }

    /// The text of a file.
    ///
    /// - Throws: `Refusal` when it is not in UTF-8.
    static func text(_ path: String) throws -> String {
        guard let text = String(validating: try read(path), as: UTF8.self) else {
            throw Refusal("« \(path) » n'est pas en UTF-8.")
        }
        return text
    }
}
