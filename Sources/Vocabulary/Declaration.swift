/// One action that a physician, an employer or a training body has declared: the action object of `evaluate`.
public struct Declaration: Hashable, Sendable {
    /// The id of the declaration, unique in a file.
    public var id: String
    /// The line of the référentiel, or ``offList``.
    public var action: String
    /// The day it was done.
    public var date: CalendarDate?
    /// The first and last day, both included.
    public var period: ClosedRange<CalendarDate>?
    /// The entry of the line's list; nil means off-list.
    public var item: String?
    /// The concrete thing, as in this congress or this group, compared as written.
    public var object: String?
    /// Whether the CNP has labelled that object in its catalogue.
    public var isObjectLabelled = false
    /// The named sub-item of the line.
    public var variant: String?
    /// The physician's role.
    public var role: String?
    /// Whether the method of the HAS was followed; nil when not said.
    public var hasMethodFollowed: Bool?
    /// Whether health industries paid for it, even in part.
    public var isIndustryFunded = false
    /// Tags of practices, compared with the exclusions of the référentiel.
    public var tags: [String] = []
    /// Whether it is tagged with an excluded practice, when the tag itself may not be kept.
    public var isExcludedPractice = false
    /// What was measured.
    public var measures: Measures?
    /// Requests and decisions of CNPs, in the order given.
    public var labelEvents: [LabelEvent] = []
    /// The evidence; nil when there is none.
    public var evidence: Evidence?
    /// Lines of another référentiel that its CNP declares equivalent.
    public var equivalents: [String] = []
    /// The block the physician wishes.
    public var blockWanted: Block?
    /// Who the treating physician is.
    public var treatingPhysician = TreatingPhysician.other
    /// Conditions of the line that are not met and that no other field expresses.
    public var unmetConditions: [String] = []

    /// The action of a declaration that is outside the référentiel (rule R14).
    public static let offList = "hors-liste"

    /// A declaration that says nothing else yet.
    public init(id: String, action: String, date: CalendarDate? = nil) {
        self.id = id
        self.action = action
        self.date = date
    }
}

/// A proof that was received.
public struct Evidence: Hashable, Sendable {
    /// Its kind, see ``EvidenceKind``.
    public var kind: String
    /// The day it was received; nil when it has not been.
    public var receivedOn: CalendarDate?

    /// A proof of a kind, received on a day.
    public init(kind: String, receivedOn: CalendarDate?) {
        self.kind = kind
        self.receivedOn = receivedOn
    }
}

/// Who the physician's own treating physician is.
public enum TreatingPhysician: String, CaseIterable, Sendable {
    /// Anyone else.
    case other
    /// The physician.
    case oneself = "self"
    /// A first-degree relative.
    case firstDegreeRelative = "first_degree_relative"
}

/// A request to a CNP or its decision about an action (rules R09 to R12).
public struct LabelEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, CaseIterable, Sendable {
        /// The label was asked for.
        case requested
        /// The CNP granted it.
        case granted
        /// The CNP refused it.
        case refused
        /// The CNP took it back.
        case revoked
    }

    /// The day.
    public var on: CalendarDate
    /// What happened.
    public var kind: Kind
    /// The block that a grant names.
    public var block: Block?
    /// The CNP, by the id of its référentiel; nil for the physician's own.
    public var cnp: String?
    /// Whether a revocation also undoes what was done before it.
    public var isRetroactive: Bool

    /// A request or a decision.
    public init(
        on: CalendarDate, kind: Kind, block: Block? = nil, cnp: String? = nil, isRetroactive: Bool = false
    ) {
        self.on = on
        self.kind = kind
        self.block = block
        self.cnp = cnp
        self.isRetroactive = isRetroactive
    }
}

/// What was measured about an action; nil where nothing is said.
public struct Measures: Hashable, Sendable {
    /// Number of meetings.
    public var meetings: Int?
    /// Days of the meetings.
    public var meetingDates: [CalendarDate] = []
    /// Days attended; one when not said.
    public var days: Double?
    /// Weeks of leave.
    public var weeks: Double?
    /// Patients included.
    public var patients: Int?
    /// How often, as written; see ``Frequency``.
    public var frequency: String?
    /// Whether the test was passed.
    public var hasSucceeded: Bool?
    /// Days of the consultations.
    public var consultations: [CalendarDate] = []
    /// Readings of monthly sessions.
    public var monthlySessions: MonthlySessions?
    /// Whether the participation is regular; true when not said.
    public var isRegular: Bool?
    /// Number of participations; one when not said.
    public var participations: Int?

    /// Readings of each session of each month.
    public struct MonthlySessions: Hashable, Sendable {
        /// The sessions of a month that is no exception.
        public var usual: [Int]
        /// The sessions of the months that differ, by month number since year 0 (`year × 12 + month − 1`).
        public var exceptions: [Int: [Int]]

        /// Sessions, the same every month but for exceptions.
        public init(usual: [Int], exceptions: [Int: [Int]] = [:]) {
            self.usual = usual
            self.exceptions = exceptions
        }
    }

    /// Nothing measured.
    public init() {}
}
