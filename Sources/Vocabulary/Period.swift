/// A period of civil dates from a first day included to an end excluded, or without end.
public struct Period: Hashable, Sendable {
    /// The first day.
    public var start: CalendarDate
    /// The first day that is no longer in it; nil when it has no end yet.
    public var until: CalendarDate?

    /// A period; `until` is excluded.
    public init(start: CalendarDate, until: CalendarDate? = nil) {
        self.start = start
        self.until = until
    }

    /// Whether the day is in it.
    public func contains(_ day: CalendarDate) -> Bool {
        guard day >= start else { return false }
        return until.map { day < $0 } ?? true
    }

    /// Whether it has no day at all.
    public var isEmpty: Bool { until.map { $0 <= start } ?? false }
}

/// A value that holds from a day on, until the next one of the list.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The first day on which the value holds.
    public var from: CalendarDate
    /// The value.
    public var value: Value

    /// A value from a day on.
    public init(from: CalendarDate, _ value: Value) {
        self.from = from
        self.value = value
    }
}
