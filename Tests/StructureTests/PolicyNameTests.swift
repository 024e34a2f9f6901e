import Foundation
import Testing

/// Every command, job and export says who may have it run; the default is no.
@Suite("Policies are named")
struct PolicyNameTests {
    /// A type that the argument parser can run, and the text of its declaration until the next type at its margin.
    private struct Command {
        let place: String
        let heading: String
        let text: String
    }

    private static let commands: [Command] = Repository.sources.filter { $0.room == "Sextant" }.flatMap { file in
        let lines = file.lines
        return lines.indices.compactMap { index -> Command? in
            let line = lines[index]
            guard line.contains("struct "), line.contains("Command {"), line.contains(":") else { return nil }
            let margin = line.prefix { $0 == " " }
            let end = lines[(index + 1)...].firstIndex { $0 == "\(margin)}" } ?? lines.endIndex
            return Command(
                place: "\(file.path):\(index + 1)", heading: String(line),
                text: lines[index..<end].joined(separator: "\n"))
        }
    }

    @Test("every command conforms to RuledCommand and declares a policy of its own; no other type can be run")
    func commandsAreRuled() {
        #expect(Self.commands.count > 40)
        for command in Self.commands {
            #expect(command.heading.contains(": RuledCommand {"), "\(command.place)")
            // What stands inside another command is told from its own declaration by its margin.
            let margin = command.heading.prefix { $0 == " " } + "    "
            let own = command.text.split(separator: "\n").filter { $0.hasPrefix("\(margin)static let policy = Comm") }
            #expect(own.count == 1, "\(command.place) declares \(own.count) policies")
        }
        let runnable = Repository.sources.filter { $0.text.contains("ParsableCommand") && $0.room == "Sextant" }
        let allowed: Set = ["Sextant.swift", "CommandGuard.swift", "CommandPolicy.swift", "PolicyTable.swift"]
        for file in runnable where !allowed.contains(String(file.path.split(separator: "/").last ?? "")) {
            Issue.record("\(file.path) names ParsableCommand: a command is a RuledCommand")
        }
    }

    @Test("a command that asks for a right and is told an actor hands that actor to the guard")
    func actorsAreChecked() {
        var checked = 0
        for command in Self.commands where command.text.contains("= CommandPolicy.right(") {
            let isNested = command.text.contains("    static let policy = CommandPolicy.group")
            guard !isNested, command.text.contains("ActorOption") || command.text.contains("options: Options") else {
                continue
            }
            checked += 1
            #expect(command.text.contains("var acting: Acting {"), "\(command.place)")
        }
        #expect(checked > 10)
    }

    @Test("each job of the worker is a case of WorkerJob with its policy, and the worker runs no other loop")
    func jobsAreRuled() {
        let jobs = Repository.text("Sources/Sextant/WorkerJob.swift")
        let work = Repository.text("Sources/Sextant/Commands/Work.swift")
        #expect(jobs.contains("var policy: CommandPolicy {") && !jobs.contains("default:"))
        #expect(work.contains("WorkerJob.allCases.map") && work.components(separatedBy: "repeatedly(").count == 3)
    }
}
