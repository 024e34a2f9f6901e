/// What became of one declared action; the first reason that applies, in the order of rule V4.
public enum Verdict: String, CaseIterable, Sendable {
    /// It counts, in the block assigned to it.
    case counted
    /// Nothing of it lies inside the cycle (rule R03).
    case outsideCycle = "outside_cycle"
    /// What lies inside the cycle is still to come, or the period is still running.
    case notYetDone = "not_yet_done"
    /// A duration or a number that the line asks for is not reached (rules R17 to R20 and R23).
    case thresholdNotMet = "threshold_not_met"
    /// The référentiel that applies has no such line (rules R14, R25, R27).
    case notInFramework = "not_in_framework"
    /// The référentiel excludes the practice (rule R15).
    case excludedPractice = "excluded_practice"
    /// Health industries paid for it (rule R16).
    case industryFunded = "industry_funded"
    /// Another condition of the line is not met.
    case conditionNotMet = "condition_not_met"
    /// The line asks for another role (rule R22).
    case roleNotValid = "role_not_valid"
    /// A label is needed and not granted yet (rules R09, R10, R13).
    case labelPending = "label_pending"
    /// The CNP refused the label (rule R11).
    case labelRefused = "label_refused"
    /// The CNP took the label back (rule R12).
    case labelRevoked = "label_revoked"
    /// No evidence was received (rule R21).
    case evidenceMissing = "evidence_missing"
    /// The line does not accept that kind of evidence (rule R21).
    case evidenceNotAdmissible = "evidence_not_admissible"
    /// The same action of the same line counts already (rules R04, R05).
    case identical
    /// The same realisation counts already under another line (rule R07).
    case alreadyCounted = "already_counted"

    /// Whether evidence is all that is looked at and lacks (rule R21).
    public var lacksEvidence: Bool { self == .evidenceMissing || self == .evidenceNotAdmissible }

    /// Whether the evidence is in order for actions of block 4, yes or no (rule R24-5): of those that count, and of
    /// those that lack nothing else; nil when there is none of either.
    public static func isEvidenceValid(_ verdicts: [Verdict]) -> Bool? {
        let concerned = verdicts.filter { $0 == .counted || $0.lacksEvidence }
        return concerned.isEmpty ? nil : !concerned.contains(where: \.lacksEvidence)
    }
}
