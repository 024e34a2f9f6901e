public import Letters
public import Vocabulary

/// An employer who is to be told of one alert, or was (R. 4022-18): proposed by one person, decided by another.
public struct EmployerAlert: Sendable, Hashable {
    /// What has become of it; whether its letter left is what its delivery says.
    public enum State: String, Sendable, CaseIterable {
        /// Waits for another person.
        case proposed
        /// Decided: the physician is told, then the employer.
        case approved
        /// Refused by another person, with a reason.
        case sentBack = "sent_back"
        /// Given up before the employer was told: by a person, or by the rule.
        case withdrawn
        /// Taken back by a second letter.
        case retracted

        /// As a person reads it.
        public var french: String {
            switch self {
            case .proposed: "proposée"
            case .approved: "décidée"
            case .sentBack: "refusée"
            case .withdrawn: "abandonnée"
            case .retracted: "annulée par un second courrier"
            }
        }
    }

    /// Its key.
    public let id: Int64
    /// The alert to the physician, and the campaign in which it left.
    public let entry: Int64
    /// The campaign of the alert.
    public let campaign: Int64
    /// The physician.
    public let physicianID: Int64
    /// Family name then given name; the RPPS number while no name is known.
    public let name: String
    /// First day of the cycle.
    public let cycleStart: CalendarDate
    /// The milestone of the alert.
    public let milestoneOn: CalendarDate
    /// By which way the employer is written to.
    public let channel: Channel
    /// The employer, as it was typed.
    public let employer: String
    /// An e-mail address, or postal lines with the employer first.
    public let address: [String]
    /// How many days the physician has between being told and the letter to the employer.
    public let waitDays: Int
    /// What has become of it.
    public let state: State
    /// Why it was proposed; the physician reads it on paper, the employer never.
    public let reason: String
    /// Who proposed it (e-mail address).
    public let proposedBy: String
    /// The key of that person.
    public let proposer: Int64
    /// The day of the proposal.
    public let proposedOn: CalendarDate
    /// Who decided it.
    public let approvedBy: String?
    /// The day of the decision.
    public let approvedOn: CalendarDate?
    /// Who ended it; nil while nobody has, and for what the rule ended.
    public let endedBy: String?
    /// The day of the end.
    public let endedOn: CalendarDate?
    /// Why it ended.
    public let endReason: String?
    /// The notice to the physician and where it is; nil before it is prepared.
    public let told: Sending?
    /// The letter to the employer and where it is; nil before it is prepared.
    public let letter: Sending?

    /// A notice on its way.
    public struct Sending: Sendable, Hashable {
        /// The key of the notice.
        public let notice: Int64
        /// Where its delivery is.
        public let state: SentNotice.State
        /// The day on which it left; nil while it has not.
        public let sentOn: CalendarDate?
    }

    /// The first day on which the letter to the employer may leave; nil until the physician was told.
    public var leavesFrom: CalendarDate? { told?.sentOn.map { $0.adding(days: waitDays) } }
}

/// Whether a council tells employers, since when and why.
public struct EmployerChoice: Sendable, Hashable {
    /// The days that a physician may be left before the employer is told.
    public static let waitBounds = 3...60
    /// The days that a page proposes.
    public static let usualWait = 7

    /// Whether it does.
    public let isOn: Bool
    /// How many days a physician has between being told and the letter to the employer.
    public let waitDays: Int
    /// Why.
    public let reason: String
    /// Who decided (e-mail address).
    public let author: String
    /// The day of the decision.
    public let chosenOn: CalendarDate
}
