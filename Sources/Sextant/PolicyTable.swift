import Access
import ArgumentParser
import Vocabulary
import Web

/// Who may do what: the table of rights, then every route, command, job and export with the policy that it names.
struct PolicyTable {
    /// An action on a thing in a state, and the roles that may.
    struct Right {
        let action: CouncilAction
        let state: ObjectState
        let roles: [Role]
    }

    /// Something that is run, and who may have it run.
    struct Line {
        let name: String
        let policy: String
        let roles: [String]
    }

    let rights: [Right]
    let routes: [RoutePolicy]
    let commands: [Line]
    let jobs: [Line]

    init(routes: [RoutePolicy]) {
        self.routes = routes
        rights = CouncilAction.allCases.flatMap { action in
            ObjectState.allCases.filter(action.states.contains).map { state in
                Right(action: action, state: state, roles: Role.allCases.filter { Policy.may($0, action, on: state) })
            }
        }
        commands = PolicyTable.lines(of: Sextant.self, path: [])
        jobs = WorkerJob.allCases.map {
            Line(name: $0.rawValue, policy: $0.policy.words, roles: $0.policy.roles.map(\.rawValue))
        }
    }

    /// The files and resources that leave, by page and by command.
    var exports: [(name: String, policy: String)] {
        let files = routes.filter(\.isExport).map { ($0.place, $0.words) }
        return files + commands.filter { " \($0.name)".contains(" export") }.map { ("sextant \($0.name)", $0.policy) }
    }

    private static func lines(of command: any ParsableCommand.Type, path: [String]) -> [Line] {
        let below = command.configuration.subcommands
        guard below.isEmpty else {
            return below.flatMap { lines(of: $0, path: path + [$0._commandName]) }.sorted { $0.name < $1.name }
        }
        let policy = (command as? any RuledCommand.Type)?.policy
        return [
            Line(
                name: path.joined(separator: " "), policy: policy?.words ?? "nobody: it says no policy",
                roles: policy?.roles.map(\.rawValue) ?? [])
        ]
    }
}

extension PolicyTable {
    /// The table as the page of the documentation.
    var markdown: String {
        let parts = [
            """
            # Policies

            Who may do what. What is not written here is refused.

            ## Overview

            `sextant policies --markdown` writes this page from the program itself, and a test compares the two. The
            rights are one table (``/Access/Policy``): role × action × state of the thing acted on. Every route, command,
            job of the worker and export names its policy; one without it does not compile or is not run. A command acts
            for the operator of the machine; when its actor is an address, that person must have the right today, in the
            organisation named. The database asks again: each line below works under the roles given, and row-level
            security decides.
            """,
            "## Rights",
            PolicyTable.table(
                ["Action", "State", "Roles"],
                rights.map { ["`\($0.action.rawValue)`", $0.state.words, $0.roles.words] }),
            "## Routes", PolicyTable.table(["Route", "Policy"], routes.map { ["`\($0.place)`", $0.words] }),
            "## Commands", PolicyTable.table(["Command", "Policy", "Roles of the database"], commands.map(\.cells)),
            "## Jobs of the worker", PolicyTable.table(["Job", "Policy", "Roles of the database"], jobs.map(\.cells)),
            "## Exports", PolicyTable.table(["Export", "Policy"], exports.map { ["`\($0.name)`", $0.policy] }),
        ]
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The same as lines of a terminal, with tabulators between the cells.
    var text: String {
        let parts: [[[String]]] = [
            rights.map {
                ["right", $0.action.rawValue, $0.state.rawValue, $0.roles.map(\.rawValue).joined(separator: ",")]
            },
            routes.map { ["route", $0.place, $0.words] },
            commands.map { ["command", $0.name, $0.policy, $0.roles.joined(separator: ",")] },
            jobs.map { ["job", $0.name, $0.policy, $0.roles.joined(separator: ",")] },
            exports.map { ["export", $0.name, $0.policy] },
        ]
        return parts.joined().map { $0.joined(separator: "\t") }.joined(separator: "\n")
    }

    /// The same as one line of JSON.
    var json: JSON {
        func objects(_ lines: [Line]) -> JSON {
            .array(
                lines.map {
                    .object([
                        .init("name", .string($0.name)), .init("policy", .string($0.policy)),
                        .init("databaseRoles", .array($0.roles.map { .string($0) })),
                    ])
                })
        }
        return .object([
            .init(
                "rights",
                .array(
                    rights.map {
                        .object([
                            .init("action", .string($0.action.rawValue)), .init("state", .string($0.state.rawValue)),
                            .init("roles", .array($0.roles.map { .string($0.rawValue) })),
                        ])
                    })),
            .init(
                "routes",
                .array(
                    routes.map {
                        .object([.init("route", .string($0.place)), .init("policy", .string($0.words))])
                    })),
            .init("commands", objects(commands)), .init("jobs", objects(jobs)),
            .init(
                "exports",
                .array(
                    exports.map { .object([.init("name", .string($0.name)), .init("policy", .string($0.policy))]) })),
        ])
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
        return ([line(head), "|" + String(repeating: "---|", count: head.count)] + rows.map(line))
            .joined(separator: "\n")
    }
}

extension PolicyTable.Line {
    fileprivate var cells: [String] {
        ["`\(name)`", policy, roles.isEmpty ? "–" : roles.map { "`\($0)`" }.joined(separator: ", ")]
    }
}

extension ObjectState {
    fileprivate var words: String { self == .none ? "–" : "`\(rawValue)`" }
}

extension [Role] {
    /// The roles by their names in the database.
    fileprivate var words: String {
        guard !isEmpty else { return "nobody" }
        return count == Role.allCases.count ? "every role" : map { "`\($0.rawValue)`" }.joined(separator: ", ")
    }
}
