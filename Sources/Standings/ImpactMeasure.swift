/// What the impact of a proposed version is counted by: physicians, except where the name says actions.
///
/// The raw value is the column of the stored line and the member of the JSON.
public enum ImpactMeasure: String, CaseIterable, Sendable {
    /// Physicians judged under both laws.
    case examined
    /// Physicians of whom anything but the number of the version differs.
    case changed
    /// Physicians of whom an action no longer counts.
    case losing
    /// Physicians of whom an action counts that did not.
    case gaining
    /// Actions that no longer count.
    case actionsLost = "actions_lost"
    /// Actions that count and did not.
    case actionsGained = "actions_gained"
    /// Physicians whose programme becomes complete.
    case becomingComplete = "becoming_complete"
    /// Physicians whose programme is no longer complete.
    case ceasingComplete = "ceasing_complete"
    /// Physicians who become late.
    case becomingLate = "becoming_late"
    /// Physicians who are no longer late.
    case ceasingLate = "ceasing_late"
    /// Physicians whose state or référentiel differs.
    case changingState = "changing_state"
    /// Physicians of whom another number of actions is asked.
    case changingRequired = "changing_required"
    /// Physicians whose next alert falls on another day, appears or disappears.
    case changingAlert = "changing_alert"
    /// Physicians with an action that straddles the change of version (rule R27-4).
    case straddling
    /// Physicians whose programme is complete under the present law.
    case completeBefore = "complete_before"
    /// Physicians whose programme is complete under the proposed version.
    case completeAfter = "complete_after"
    /// Physicians late under the present law.
    case lateBefore = "late_before"
    /// Physicians late under the proposed version.
    case lateAfter = "late_after"

    /// The measures of which each council keeps examples.
    public static let sampled: [ImpactMeasure] = [
        .losing, .gaining, .becomingComplete, .ceasingComplete, .becomingLate, .ceasingLate, .changingState,
        .changingRequired, .straddling,
    ]

    /// The physicians behind a number of actions: such a number is hidden with them.
    var people: ImpactMeasure {
        switch self {
        case .actionsLost: .losing
        case .actionsGained: .gaining
        default: self
        }
    }

    /// The heading of a column, in French.
    public var title: String {
        switch self {
        case .examined: "Médecins examinés"
        case .changed: "Médecins touchés"
        case .losing: "Perdent une action"
        case .gaining: "Gagnent une action"
        case .actionsLost: "Actions perdues"
        case .actionsGained: "Actions gagnées"
        case .becomingComplete: "Deviennent complets"
        case .ceasingComplete: "Ne sont plus complets"
        case .becomingLate: "Deviennent en retard"
        case .ceasingLate: "Ne sont plus en retard"
        case .changingState: "Changent d'état"
        case .changingRequired: "Nombre demandé différent"
        case .changingAlert: "Prochaine alerte déplacée"
        case .straddling: "À cheval sur le changement"
        case .completeBefore: "Complets, règles actuelles"
        case .completeAfter: "Complets, nouvelle version"
        case .lateBefore: "En retard, règles actuelles"
        case .lateAfter: "En retard, nouvelle version"
        }
    }
}
