import Access
import ArgumentParser
import Frameworks
import Intake
import Postgres
import Registry
import Standings
import Vocabulary

/// The versions of référentiels, their keys and the specialties that lead to them.
struct FrameworkCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "framework", abstract: "Versions of référentiels: list, compare, sign, propose, approve.",
        subcommands: [
            List.self, Show.self, Diff.self, ExportPackage.self, Propose.self, Withdraw.self, Discard.self,
            Approve.self, KeyGeneration.self, Trust.self, Revoke.self, Keys.self, Sign.self, Link.self,
        ])

    /// Which version.
    struct Version: ParsableArguments {
        @Argument(help: "The référentiel, as in medecine-generale.") var framework: String
        @Argument(help: "The number of the version.") var number: String

        var key: FrameworkVersion.Key { FrameworkVersion.Key(FrameworkID(framework), number) }
    }

    /// Runs `body` in a transaction of the national council.
    static func national<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await Configuration().database(connections: 1).transaction(as: .national, body)
    }

    /// The event that a decision on a version leaves in the national council's journal.
    static func event(
        _ action: AuditAction, _ key: FrameworkVersion.Key, by author: Author, reason: String
    ) -> AuditEvent {
        AuditEvent(
            action, by: author, on: "framework:\(key.framework):\(key.number)", reason: reason.isEmpty ? nil : reason)
    }

    /// Reads something given by a person; what is wrong with it is a refusal with path and reason.
    static func reading<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        } catch let fault as JSON.Fault {
            throw Refusal(fault.fault.sentence)
        }
    }

    /// The whole or partial text of a version.
    static func draft(_ key: FrameworkVersion.Key, _ transaction: Transaction) throws -> FrameworkDraft {
        guard let text = try VersionStore.content(key, transaction) else {
            throw Refusal("Le référentiel « \(key.framework) » n'a pas de version « \(key.number) ».")
        }
        return try FrameworkDraft(text)
    }

    /// Every version with its state.
    struct List: RuledCommand {
        static let policy = CommandPolicy.right(.readFrameworks, [.national])
        static let configuration = CommandConfiguration(
            abstract: "Every version with its state, and the short name of its college (for trust --college).")
        @Option(help: "The day of the states; today when absent.") var asOf: CalendarDate?

        func run() async throws {
            try await reporting {
                let day = try asOf ?? Clock.today(Configuration())()
                let (versions, colleges) = try await national {
                    (try VersionStore.list($0), try CollegeStore.list($0))
                }
                let states = FrameworkVersion.states(of: versions, on: day)
                let slugs = Dictionary(
                    colleges.map { ($0.frameworkCode, $0.slug) }, uniquingKeysWith: { first, _ in first })
                for version in versions {
                    let start = version.effectiveFrom.map { "à partir du \($0.french)" } ?? "date d'effet non indiquée"
                    let state = states[version.key]?.french ?? ""
                    let college = slugs[version.officialCode].map { ", CNP \($0)" } ?? ""
                    result("\(version.key) : \(state), \(start) (\(version.title)\(college))")
                }
            }
        }
    }

    /// One version: its state, its history, what is missing.
    struct Show: RuledCommand {
        static let policy = CommandPolicy.right(.readFrameworks, [.national])
        static let configuration = CommandConfiguration(abstract: "One version: state, history, what is missing.")
        @OptionGroup var version: Version
        @Option(help: "The day of the state; today when absent.") var asOf: CalendarDate?

        func run() async throws {
            try await reporting {
                let (key, day) = (version.key, try asOf ?? Clock.today(Configuration())())
                let (shown, events, versions) = try await national {
                    (
                        try draft(key, $0), try VersionStore.events(of: key, $0),
                        try VersionStore.list(of: key.framework, $0)
                    )
                }
                let found = versions.first { $0.key == key }
                result("\(key) « \(shown.title) », \(counted(shown.lines.count, "ligne", "lignes"))")
                result("état au \(day.french) : \(FrameworkVersion.states(of: versions, on: day)[key]?.french ?? "")")
                if let source = found?.source, !source.isEmpty { result("source : \(source)") }
                result("empreinte : \(found?.fingerprint ?? "")")
                if let keyID = found?.keyID { result("signé par la clé \(keyID)") }
                for event in events {
                    let reason = event.reason.isEmpty ? "" : " : \(event.reason)"
                    result("\(event.at) \(event.french) par \(event.by)\(reason)")
                }
                for gap in shown.summary { result("il manque : \(gap)") }
            }
        }
    }

    /// What one version says that another does not.
    struct Diff: RuledCommand {
        static let policy = CommandPolicy.right(.readFrameworks, [.national])
        static let configuration = CommandConfiguration(abstract: "What changes from one version to another, in words.")
        @Argument(help: "The référentiel.") var framework: String
        @Argument(help: "The older version.") var older: String
        @Argument(help: "The newer version.") var newer: String

        func run() async throws {
            try await reporting {
                let keys = [older, newer].map { FrameworkVersion.Key(FrameworkID(framework), $0) }
                let texts = try await national { transaction in try keys.map { try whole($0, transaction) } }
                let changes = FrameworkDiff(from: texts[0], to: texts[1]).changes
                for change in changes { result(change.sentence) }
                if changes.isEmpty { result("Aucune différence.") }
            }
        }

        private func whole(_ key: FrameworkVersion.Key, _ transaction: Transaction) throws -> Framework {
            let draft = try draft(key, transaction)
            guard let whole = draft.whole else {
                throw Refusal(
                    "La version \(key.number) est incomplète et ne se compare pas. Il manque : "
                        + "\(draft.summary.joined(separator: " ; ")).")
            }
            return whole
        }
    }
}

extension FrameworkCommand {
    /// Proposes a draft.
    struct Propose: RuledCommand {
        static let policy = CommandPolicy.right(.editFrameworks, [.national])
        var acting: Acting { Acting(actor) }
        static let configuration = CommandConfiguration(abstract: "Propose a draft to a second person.")
        @OptionGroup var version: Version
        @Option(help: "Why.") var reason = ""
        @Option(help: "Let it judge what was done before today, and why; refused when absent.")
        var retroactive: String?
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let command = ProposeVersion(
                    version.key, actor: actor.actor, today: try Clock.today(Configuration())(), reason: reason,
                    retroactive: retroactive)
                let event = FrameworkCommand.event(.versionProposed, version.key, by: actor.author, reason: reason)
                try await national {
                    try command.run($0)
                    try event.record($0, council: 0)
                }
                result("\(command.key) : proposée")
            }
        }
    }

    /// Takes a proposal back.
    struct Withdraw: RuledCommand {
        static let policy = CommandPolicy.right(.editFrameworks, [.national])
        var acting: Acting { Acting(actor) }
        static let configuration = CommandConfiguration(abstract: "Take a proposal back: it is a draft again.")
        @OptionGroup var version: Version
        @Option(help: "Why.") var reason: String
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let command = WithdrawVersion(version.key, actor: actor.actor, reason: reason)
                let event = FrameworkCommand.event(.versionWithdrawn, version.key, by: actor.author, reason: reason)
                try await national {
                    try command.run($0)
                    try event.record($0, council: 0)
                }
                result("\(command.key) : retirée, à l'état de brouillon")
            }
        }
    }

    /// Removes a draft.
    struct Discard: RuledCommand {
        static let policy = CommandPolicy.right(.editFrameworks, [.national])
        var acting: Acting { Acting(actor) }
        static let configuration = CommandConfiguration(abstract: "Remove a draft; its history stays.")
        @OptionGroup var version: Version
        @Option(help: "Why.") var reason = ""
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let command = DiscardDraft(version.key, actor: actor.actor, reason: reason)
                let event = FrameworkCommand.event(.draftDiscarded, version.key, by: actor.author, reason: reason)
                try await national {
                    try command.run($0)
                    try event.record($0, council: 0)
                }
                result("\(command.key) : brouillon supprimé")
            }
        }
    }

    /// Approves a proposed version.
    struct Approve: RuledCommand {
        static let policy = CommandPolicy.right(.approveFramework, [.national])
        var acting: Acting { Acting(actor) }
        static let configuration = CommandConfiguration(
            abstract: "Approve a proposed version, after reading the report on its effects.")
        @OptionGroup var version: Version
        @Option(help: "The number of the report that was read.") var impact: Int64
        @Option(help: "Its report_hash, as sextant impact prints it.") var report: String
        @Option(help: "Why.") var reason = ""
        @Option(help: "Let it judge what was done before today, and why; refused when absent.")
        var retroactive: String?
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let (key, actor) = (version.key, actor.actor)
                let (number, hash, reason, retroactive) = (impact, report, reason, retroactive)
                let today = try Clock.today(Configuration())()
                let event = FrameworkCommand.event(.versionApproved, key, by: self.actor.author, reason: reason)
                try await national { transaction in
                    let run = try ImpactRun.find(ImpactID(number), transaction)
                    guard let run, run.framework == key.framework, run.version == key.number else {
                        throw Refusal("La version \(key.number) n'a pas de rapport d'impact n° \(number).")
                    }
                    try ApproveVersion(
                        key, actor: actor, acceptedImpact: try run.acceptance(reading: hash), today: today,
                        reason: reason,
                        retroactive: retroactive
                    ).run(transaction)
                    try event.record(transaction, council: 0)
                }
                result("\(key) : approuvée")
            }
        }
    }

    /// Corrects the référentiel a specialty code leads to.
    struct Link: RuledCommand {
        static let policy = CommandPolicy.right(.linkSpecialties, [.national])
        var acting: Acting { Acting(actor) }
        static let configuration = CommandConfiguration(
            abstract: "Correct the référentiels a specialty code leads to, from a day on.")
        @Argument(help: "The code of the specialty, as in SM26.") var code: String
        @Option(parsing: .upToNextOption, help: "The official codes, as in REF.10.01_1; none leaves it open.")
        var to: [String] = []
        @Option(help: "deduit, a_confirmer or ambigu.") var certainty: String
        @Option(help: "Where this comes from.") var source: String
        @Option(help: "The first day it holds; today when absent.") var from: CalendarDate?
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let command = SetSpecialtyLink(
                    code: code, candidates: to, certainty: certainty, source: source,
                    startsOn: try from ?? Clock.today(Configuration())(), actor: actor.actor)
                let event = AuditEvent(.specialtyLinked, by: actor.author, on: "specialty:\(code)", reason: source)
                try await national {
                    try command.run(known: Set(try CollegeStore.list($0).map(\.frameworkCode)), $0)
                    try event.record($0, council: 0)
                }
                let target = to.isEmpty ? "aucun référentiel" : to.joined(separator: ", ")
                result("\(code) : \(target) (\(certainty)) à partir du \(command.startsOn.french)")
            }
        }
    }
}
