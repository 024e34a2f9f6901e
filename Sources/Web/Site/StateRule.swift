import Access
import Frameworks
import Intake

/// What the table of rights says once a handler holds the thing: the rule of the route knew only the action.
extension Visit {
    /// Goes on only when this role may do that to a thing in this state.
    ///
    /// - Throws: `Problem.conflict` with what to do instead, or `notFound` where the thing must not be known to exist.
    func allow(_ action: CouncilAction, on state: ObjectState) throws {
        guard try !session.may(action, on: state) else { return }
        guard try session.may(action) else { throw Problem.forbidden }
        guard let sentence = StateRule.sentence(action, state) else { throw Problem.notFound }
        throw Problem.conflict(sentence)
    }
}

/// Why a state forbids an action, as a person is told.
enum StateRule {
    /// Nil where the state makes the thing invisible: what one may not read does not exist.
    static func sentence(_ action: CouncilAction, _ state: ObjectState) -> HTML? {
        switch (action, state) {
        case (.runImport, .lotUndone):
            "Cet import a été annulé : il ne peut plus être appliqué, annulé ni abandonné. Importez de nouveau le fichier."
        case (.approveImport, .lotApplied): "Cet import est déjà appliqué : il n'attend plus de deuxième personne."
        case (.approveImport, .lotUndone): "Cet import a été annulé : il n'attend plus de deuxième personne."
        case (.editFrameworks, .versionApproved):
            """
            Cette version est approuvée : elle ne se propose, ne se retire et ne se supprime plus. Importez une nouvelle
            version pour la changer.
            """
        case (.approveFramework, .versionDraft):
            "Cette version est un brouillon : elle doit être proposée avant d'être approuvée."
        case (.approveFramework, .versionApproved): "Cette version est déjà approuvée."
        case (.requestImpact, .versionApproved):
            "Cette version est approuvée : son effet ne se calcule plus, le rapport lu à l'approbation reste."
        default: nil
        }
    }
}

extension LotState {
    /// The state as the table of rights knows it.
    var object: ObjectState {
        switch self {
        case .previewed: .lotPreviewed
        case .applied: .lotApplied
        case .undone: .lotUndone
        }
    }
}

extension FrameworkVersion.Stage {
    /// The state as the table of rights knows it.
    var object: ObjectState {
        switch self {
        case .draft: .versionDraft
        case .proposed: .versionProposed
        case .approved: .versionApproved
        }
    }
}
