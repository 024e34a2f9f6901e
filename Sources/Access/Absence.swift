public import Vocabulary

/// The days on which a member is away; why is not asked.
public struct Absence: Sendable, Equatable {
    /// Its key in the organisation.
    public let id: Int64
    /// The key of the member.
    public let personID: Int64
    /// The name of the member.
    public let name: String
    /// The first day away.
    public let firstDay: CalendarDate
    /// The first day back.
    public let until: CalendarDate

    /// Whether the member is away on a day.
    public func covers(_ day: CalendarDate) -> Bool { firstDay <= day && day < until }
}
