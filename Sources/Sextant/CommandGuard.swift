import Access
import ArgumentParser
import Intake
import Synchronization

/// Stands before every command: one without a policy is not run, and a person who is named must have the right.
enum CommandGuard {
    /// Whom the table of rights has let in, in which role; a process runs one command.
    private static let admitted = Mutex<[String: Author]>([:])

    /// - Throws: `ExitCode` when the command may not be run; the reason was said.
    static func check(_ command: any ParsableCommand) async throws {
        guard let ruled = command as? any RuledCommand else {
            // The help of the argument parser is the only thing that runs without a database and without a rule.
            guard command is any AsyncParsableCommand else { return }
            note("cette commande ne dit pas qui peut la lancer : elle n'est pas exécutée")
            throw ExitCode(Outcome.fault.rawValue)
        }
        guard case .right(let action, _) = type(of: ruled).policy else { return }
        try await reporting {
            try await admit(ruled.acting.name, action, ruled.acting)
            try await admit(ruled.acting.second, .approveImport, ruled.acting)
        }
    }

    /// Who acts, for the journal: the person in the role that lets them, or the operator under the name given.
    static func author(_ name: String) -> Author {
        admitted.withLock { $0[name] } ?? Author(operator: name)
    }

    /// A name without an address is the operator's own word; an address is a person.
    private static func admit(_ name: String?, _ action: CouncilAction, _ acting: Acting) async throws {
        guard let name, name.contains("@") else { return }
        let configuration = Configuration()
        let today = try Clock.today(configuration)()
        do {
            let author = try await ActingPerson(try configuration.database(connections: 1)).author(
                name, doing: action, in: acting.organisation, on: today)
            admitted.withLock { $0[name] = author }
        } catch let refusal as ActingPerson.Refusal {
            throw Refusal(sentence(refusal, name))
        }
    }

    private static func sentence(_ refusal: ActingPerson.Refusal, _ name: String) -> String {
        switch refusal {
        case .isUnknown: "Personne n'a l'adresse « \(name) » : donnez celle d'un membre, ou un nom sans arobase."
        case .mayNot: "« \(name) » n'a pas ce droit aujourd'hui : aucun de ses rôles ne le donne."
        case .organisationIsMissing:
            "« \(name) » n'a ce droit que dans son conseil : dites lequel par l'option --council."
        }
    }
}
