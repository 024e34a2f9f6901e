import Access
import ArgumentParser

/// A role of the database (`sql/roles.sql`), as commands and jobs declare under which they work.
enum DatabaseRole: String, Sendable, CaseIterable {
    /// The owner of the schema.
    case owner = "sextant_owner"
    /// The login itself, which has no right of its own.
    case login = "sextant_login"
    case council = "sextant_council"
    case national = "sextant_national"
    case impact = "sextant_impact"
    case access = "sextant_access"
    case audit = "sextant_audit"
    case queue = "sextant_queue"
}

/// Who may run a command or a job; each of them says it, and what says nothing is not run.
enum CommandPolicy: Sendable {
    /// Only the commands below it do anything.
    case group
    /// It touches no database: whoever can run the program.
    case noDatabase
    /// Whoever holds the machine and its settings, under these roles; the journal names the origin « commande ».
    case machine([DatabaseRole])
    /// The same; and where the actor is named by an address, that person must have this right today.
    case right(CouncilAction, [DatabaseRole])

    /// As the page of policies says it.
    var words: String {
        switch self {
        case .group: "only its own commands do anything"
        case .noDatabase: "whoever can run the program"
        case .machine: "the operator of the machine"
        case .right(let action, _): "the operator of the machine, or a person who may `\(action.rawValue)`"
        }
    }

    /// The roles of the database under which it works.
    var roles: [DatabaseRole] {
        switch self {
        case .group, .noDatabase: []
        case .machine(let roles), .right(_, let roles): roles
        }
    }
}

/// A command that says who may run it.
protocol RuledCommand: AsyncParsableCommand {
    /// Who may run it.
    static var policy: CommandPolicy { get }
    /// In whose name it is run.
    var acting: Acting { get }
}

extension RuledCommand {
    /// Nobody but the operator of the machine.
    var acting: Acting { Acting() }
}

/// In whose name a command is run.
struct Acting: Sendable {
    /// The name or the address that was given as the actor; nil where the command asks for none.
    var name: String?
    /// The second person, where one was given.
    var second: String?
    /// The code of the only organisation on which it acts, or nil.
    var organisation: String?

    init() {}

    init(_ actor: ActorOption, in organisation: String? = nil, second: String? = nil) {
        (name, self.organisation, self.second) = (actor.actor, organisation, second)
    }
}
