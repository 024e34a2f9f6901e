public import Vocabulary

/// Somebody's role in an organisation and the days on which it holds.
public struct Member: Sendable, Equatable {
    /// The key of the person.
    public let personID: Int64
    /// Such as « Claire Petit ».
    public let name: String
    /// The address they sign in with.
    public let email: String
    /// The role.
    public let role: Role
    /// The first day.
    public let from: CalendarDate
    /// The first day without the role; nil while no end is known.
    public let until: CalendarDate?

    /// Whether the role holds on a day.
    public func holds(on day: CalendarDate) -> Bool { from <= day && (until.map { day < $0 } ?? true) }
}
