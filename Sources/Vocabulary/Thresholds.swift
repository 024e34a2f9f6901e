/// How often something is practised; the order is from rare to frequent.
public enum Frequency: String, CaseIterable, Comparable, Sendable {
    /// Once a year.
    case yearly
    /// Once a month.
    case monthly
    /// Once a week.
    case weekly
    /// Every day.
    case daily

    /// From rare to frequent.
    public static func < (left: Frequency, right: Frequency) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// What a line asks to have been reached (rules R17 to R20 and R23); all of it must be.
public struct Thresholds: Hashable, Sendable {
    /// Readings in monthly sessions (rule R20).
    public struct MonthlySessions: Hashable, Sendable {
        /// How many sessions each calendar month needs.
        public var perMonth: Int
        /// How many readings a session needs.
        public var minimumPerSession: Int
        /// Whether the readings of a month are added up, the other reading of the text (A-R-06).
        public var addsUpMonth: Bool

        /// A requirement on sessions.
        public init(perMonth: Int, minimumPerSession: Int, addsUpMonth: Bool = false) {
            self.perMonth = perMonth
            self.minimumPerSession = minimumPerSession
            self.addsUpMonth = addsUpMonth
        }
    }

    /// Whole years of the declared period, by anniversaries (rule V2).
    public var years: Int?
    /// Days attested; a half-day is 0.5.
    public var days: Double?
    /// Number of meetings.
    public var meetings: Int?
    /// Months of the window that must hold the meetings.
    public var windowMonths: Int?
    /// Patients included.
    public var patients: Int?
    /// Consultations with the treating physician.
    public var consultations: Int?
    /// Weeks of leave.
    public var weeks: Double?
    /// Participations.
    public var participations: Int?
    /// Monthly sessions.
    public var monthlySessions: MonthlySessions?
    /// How often at least.
    public var frequency: Frequency?
    /// Whether a test must have been passed.
    public var requiresSuccess: Bool
    /// Whether the organiser must attest that the participation is regular.
    public var requiresRegularity: Bool

    /// Nothing to reach, but for what is given.
    public init(
        years: Int? = nil, days: Double? = nil, meetings: Int? = nil, windowMonths: Int? = nil,
        patients: Int? = nil, consultations: Int? = nil, weeks: Double? = nil, participations: Int? = nil,
        monthlySessions: MonthlySessions? = nil, frequency: Frequency? = nil, requiresSuccess: Bool = false,
        requiresRegularity: Bool = false
    ) {
        self.years = years
        self.days = days
        self.meetings = meetings
        self.windowMonths = windowMonths
        self.patients = patients
        self.consultations = consultations
        self.weeks = weeks
        self.participations = participations
        self.monthlySessions = monthlySessions
        self.frequency = frequency
        self.requiresSuccess = requiresSuccess
        self.requiresRegularity = requiresRegularity
    }

    /// Nothing to reach.
    public static let none = Thresholds()

    /// Whether there is nothing to reach.
    public var isEmpty: Bool { self == .none }
}
