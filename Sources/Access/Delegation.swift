public import Vocabulary

/// A role handed on for a time by whoever holds it.
public struct Delegation: Sendable, Equatable {
    /// Its key in the organisation.
    public let id: Int64
    /// The key of the holder.
    public let fromPersonID: Int64
    /// The name of the holder.
    public let from: String
    /// The key of the delegate.
    public let toPersonID: Int64
    /// The name of the delegate.
    public let to: String
    /// The role.
    public let role: Role
    /// The first day.
    public let firstDay: CalendarDate
    /// The first day on which it is over.
    public let until: CalendarDate
    /// Why, as it was written.
    public let reason: String
}
