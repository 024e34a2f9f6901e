public import Vocabulary

/// Until when the papers of a period may come: no text settles it, so that it is a parameter of the Ordre.
public enum PaperTerm: String, CaseIterable, Sendable {
    /// Until the last day of the cycle.
    case cycleEnd = "cycle_end"
    /// Until the decision of the control, and at the latest its last day (rule R09).
    ///
    /// The engine knows the last day only: a decision rests on the standing of its own day, which nothing that comes
    /// later changes any more.
    case control

    /// The last day on which papers of the cycle count.
    public func lastDay(of cycle: Cycle) -> CalendarDate {
        switch self {
        case .cycleEnd: cycle.end
        case .control: cycle.controlDeadline
        }
    }
}

/// The last days on which the papers of one cycle count; nil where no term is set.
struct PaperTerms {
    /// Of a favourable decision of the CNP.
    var labels: CalendarDate?
    /// Of a proof.
    var evidence: CalendarDate?
}

extension Engine {
    /// The terms of a cycle; none under an engine that knew of none.
    func terms(of cycle: Cycle) -> PaperTerms {
        guard revision.knowsTerms else { return PaperTerms() }
        return PaperTerms(
            labels: policies.labelsUntil?.lastDay(of: cycle), evidence: policies.evidenceUntil?.lastDay(of: cycle))
    }
}

/// Until when papers are advised to come.
struct PaperDays {
    /// The last day for a favourable decision of the CNP.
    var labels: CalendarDate
    /// The last day for a proof.
    var evidence: CalendarDate

    /// The terms, or where there is none the last day of all.
    init(_ terms: PaperTerms, otherwise last: CalendarDate) {
        labels = terms.labels ?? last
        evidence = terms.evidence ?? last
    }
}
