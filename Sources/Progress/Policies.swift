public import Vocabulary

/// Which référentiel judges what was done before a change of specialty (rule R25, R. 4022-17).
public enum SpecialtyChange: String, CaseIterable, Sendable {
    /// The one held on the day the action was done; what is acquired stays so.
    case keepAcquired = "keep_acquired"
    /// The one held at the date of the standing, through declared equivalents.
    case reassess
}

/// The parameters of the engine that the Ordre may settle otherwise.
public struct Policies: Hashable, Sendable {
    /// What a change of specialty does to what is acquired.
    public var specialtyChange: SpecialtyChange
    /// Which version judges an action.
    public var versionRule: VersionRule
    /// Until when a favourable decision of the CNP counts; nil sets no term, and advice then asks for it by the end of
    /// the cycle as long as that lies ahead.
    public var labelsUntil: PaperTerm?
    /// Until when a proof counts; nil sets no term, as for labels.
    public var evidenceUntil: PaperTerm?

    /// The parameters; by default what is acquired stays so, judged by the version of its own day, and no term is set.
    public init(
        specialtyChange: SpecialtyChange = .keepAcquired, versionRule: VersionRule = .realisationDate,
        labelsUntil: PaperTerm? = nil, evidenceUntil: PaperTerm? = nil
    ) {
        self.specialtyChange = specialtyChange
        self.versionRule = versionRule
        self.labelsUntil = labelsUntil
        self.evidenceUntil = evidenceUntil
    }
}

/// Who has the nine-year first period (rule R02).
public enum FirstPeriodCriterion: String, CaseIterable, Sendable {
    /// Those on the roll on the threshold date (R. 4022-14).
    case registered
    /// Those who had their diploma on the threshold date (reading A-G-26).
    case graduated
}

/// The parameters of the calendar of periods.
public struct CyclePolicy: Hashable, Sendable {
    /// The article by which the Ordre controls a cycle within ``controlMonths`` of its end; alerts and accompaniment are
    /// those of R. 4022-18.
    public static let controlArticle = "R. 4022-20"

    /// Who has the nine-year first period; those on the roll by default (R. 4022-14).
    public var firstPeriodCriterion: FirstPeriodCriterion
    /// The day certification came into force, 2023-01-01 (ordonnance of 2021-07-19, art. 3).
    public var threshold: CalendarDate
    /// Years of the first period of those already in practice: 9 (ordonnance, art. 3).
    public var firstPeriodYears: Int
    /// Years of any other period: 6 (L. 4022-2).
    public var periodYears: Int
    /// Months after the end in which the Ordre controls: 6 (``controlArticle``).
    public var controlMonths: Int
    /// Years of cumulative interruption beyond which a period ends: 3 (R. 4022-16).
    public var interruptionYears: Int

    /// The parameters, by default those of the decree.
    public init(
        firstPeriodCriterion: FirstPeriodCriterion = .registered,
        threshold: CalendarDate = CalendarDate(dayNumber: 19_358), firstPeriodYears: Int = 9, periodYears: Int = 6,
        controlMonths: Int = 6, interruptionYears: Int = 3
    ) {
        self.firstPeriodCriterion = firstPeriodCriterion
        self.threshold = threshold
        self.firstPeriodYears = firstPeriodYears
        self.periodYears = periodYears
        self.controlMonths = controlMonths
        self.interruptionYears = interruptionYears
    }
}
