public import Progress
public import Vocabulary

/// The state of a standing, as the contract names it (§7).
public enum StandingState: String, Sendable, CaseIterable {
    /// The cycle runs.
    case inCycle = "in_cycle"
    /// The cycle has ended and its control is open (six months, rule R30).
    case toVerify = "to_verify"
    /// Nothing settles which référentiel applies (rule R26-3).
    case frameworkToConfirm = "framework_to_confirm"
    /// The référentiel is known but no whole version of it is in force.
    case frameworkMissing = "framework_missing"
}

/// How sure the link from qualification to référentiel is.
public enum FrameworkCertainty: String, Sendable {
    /// The nomenclature settles it.
    case deduced = "deduit"
    /// One candidate, to be confirmed.
    case toConfirm = "a_confirmer"
    /// Several candidates, or none.
    case ambiguous = "ambigu"
    /// The council chose.
    case chosen = "choisi"
}

/// One physician judged on a day.
public struct AssessedCase: Sendable {
    /// The facts.
    public let file: CaseFile
    /// The legal date.
    public let asOf: CalendarDate
    /// The state.
    public let state: StandingState
    /// The cycle of the standing; nil when no period has begun.
    public let cycle: Cycle?
    /// All periods begun by that day.
    public let cycles: [Cycle]
    /// The qualification that decides.
    public let specialtyCode: String?
    /// The id of the référentiel, or the official code of one that is missing; nil when it is to be confirmed.
    public let frameworkCode: String?
    /// How sure that link is.
    public let certainty: FrameworkCertainty
    /// The codes among which somebody has to choose.
    public let candidates: [String]
    /// What the engine says; nil without a whole référentiel.
    public let standing: Standing?
    /// Late or not, and when next; nil without a standing.
    public let lateness: Lateness?
    /// The first later day on which any of this may change by itself.
    public let nextChangeOn: CalendarDate?

    /// Late that day; nil without a standing.
    public var isLate: Bool? { lateness?.isLate(on: asOf) }
    /// The first milestone on which an alert would be due if nothing changed.
    public var nextAlertOn: CalendarDate? { lateness?.nextAlert(after: asOf) }
}
