import Letters
import Postgres
import Registry
import Vocabulary

/// What stands against writing to a physician who is late: the one rule that the night asks of a day, and that whatever
/// looks ahead asks of the days to come.
struct Obstacles: Hashable, Sendable {
    /// By which way an alert can go; nil when by none.
    var route: Destination?
    /// Why there is no way, where there is none.
    var noRoute = Exclusion.noAddress
    /// Another council's later roll names the physician: that council writes.
    var isElsewhere = false
    /// What another council has written.
    var alertsElsewhere: Set<AlertMark> = []
    /// The days on which this council proposed an alert that was sent, or is to be.
    var alertDays: [CalendarDate] = []

    /// Why the rule excludes an alert on a day; nil when nothing stands against it.
    func exclusion(of mark: AlertMark, on day: CalendarDate) -> Exclusion? {
        if isElsewhere { return .notSubject }
        if alertsElsewhere.contains(mark) { return .alertedElsewhere }
        if waits(on: day) != nil { return .recentlyAlerted }
        return route == nil ? noRoute : nil
    }

    /// The first day on which the last alert is no longer a recent one; nil when none is recent on this day.
    func waits(on day: CalendarDate) -> CalendarDate? {
        let pause = CampaignPolicy().daysBetweenAlerts
        return alertDays.filter { $0 <= day }.max().map { $0.adding(days: pause) }.flatMap { $0 > day ? $0 : nil }
    }

    /// As they are known now, by physician.
    ///
    /// - Throws: `PostgresError`.
    static func read(
        _ physicians: [Int64], council: Int32, _ transaction: Transaction
    ) throws -> [Int64: Obstacles] {
        let store = StandingStore(transaction: transaction, council: council)
        let contacts = try PhysicianContact.read(physicians, transaction)
        let refused = try store.refusedAddresses(physicians)
        let elsewhere = try Elsewhere.read(physicians, council: council, transaction)
        let marks = Dictionary(grouping: elsewhere.alerts, by: \.physician)
        let days = try store.alertDays(physicians)
        return Dictionary(
            physicians.map { physician in
                (
                    physician,
                    Obstacles(
                        route: Route.of(contacts[physician], refused: refused[physician] ?? []),
                        noRoute: Route.obstacle(contacts[physician], refused: refused[physician] ?? []),
                        isElsewhere: elsewhere.physicians.contains(physician),
                        alertsElsewhere: Set(marks[physician] ?? []), alertDays: days[physician] ?? [])
                )
            }
        ) { first, _ in first }
    }
}
