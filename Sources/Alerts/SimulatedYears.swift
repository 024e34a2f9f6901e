public import Vocabulary

/// What came of rehearsed nights: the ledger they wrote and the verifications they opened.
public struct SimulatedYears: Sendable {
    /// The numbers of an alert.
    public struct Numbers: Hashable, Sendable {
        /// How many actions count (Σ min).
        public let counted: Int
        /// How many were expected.
        public let expected: Int
        /// How many the cycle asks.
        public let required: Int
    }

    /// One fact of those nights.
    public struct Line: Hashable, Sendable {
        /// What it is.
        public let kind: CalendarEvent.Kind
        /// Text, eleven digits.
        public let rpps: String
        /// First day of the cycle.
        public let cycleStart: CalendarDate
        /// The night.
        public let day: CalendarDate
        /// The milestone of an alert.
        public var milestone: CalendarDate?
        /// `email` or `post`, of an alert.
        public var channel: String?
        /// As the ledger gives it (contracts §7b), of an alert.
        public var state: String?
        /// The state of its message in the register of letters (`held` is a letter to be printed); nil without one.
        public var delivery: String?
        /// Why an alert is not sent.
        public var exclusion: String?
        /// Of an alert.
        public var numbers: Numbers?

        /// The line as one JSON object; absent members are null.
        public var json: String {
            func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
            func number(_ value: Int?) -> JSON { value.map { .integer($0) } ?? .null }
            return JSON.object([
                .init("kind", .string(kind.rawValue)), .init("rpps", .string(rpps)),
                .init("cycle_start", .string("\(cycleStart)")), .init("day", .string("\(day)")),
                .init("milestone_on", text(milestone.map { "\($0)" })), .init("channel", text(channel)),
                .init("state", text(state)), .init("delivery", text(delivery)), .init("exclusion", text(exclusion)),
                .init("counted", number(numbers?.counted)), .init("expected", number(numbers?.expected)),
                .init("required", number(numbers?.required)),
            ]).text
        }
    }

    /// How many nights were run.
    public internal(set) var nights = 0
    /// How many campaigns were approved and sent.
    public internal(set) var campaigns = 0
    /// Alerts, then verifications, each in the order of the nights.
    public internal(set) var lines: [Line] = []
}
