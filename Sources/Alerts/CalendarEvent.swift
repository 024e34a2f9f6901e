public import Vocabulary

/// Something that a physician's file will ask of the council on a day, if nothing new is known by then.
public struct CalendarEvent: Hashable, Sendable {
    /// What it asks.
    public enum Kind: String, Sendable, CaseIterable {
        /// An alert falls due (contracts §8).
        case alert
        /// An alert falls due and the rule keeps it back: nobody is written to as long as its reason stands.
        case excluded
        /// The cycle has ended: the verification opens.
        case opening
        /// The last day of the verification.
        case deadline
    }

    /// The key of the physician.
    public let physician: Int64
    /// First day of the cycle.
    public let cycleStart: CalendarDate
    /// What it asks.
    public let kind: Kind
    /// When.
    public let day: CalendarDate
    /// The milestone of an alert; nil otherwise.
    public let milestone: CalendarDate?
    /// Why an alert is kept back; nil otherwise.
    public let exclusion: Exclusion?
}
