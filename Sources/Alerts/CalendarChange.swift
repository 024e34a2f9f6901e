public import Progress
import Standings
public import Vocabulary

/// What other parameters of alerts would change in one council: the calendar under both, and the files whose dates move.
/// Nothing is written.
public struct CalendarChange: Sendable {
    /// A file whose alerts move.
    public struct Move: Sendable, Hashable {
        /// The key of the physician.
        public let physician: Int64
        /// Family name then given name; the RPPS number while no name is known.
        public let name: String
        /// The days of the alerts under the parameters in force.
        public let before: [CalendarDate]
        /// The days of the alerts under the others.
        public let after: [CalendarDate]
    }

    /// Under the parameters in force.
    public let before: WorkCalendar
    /// Under the others.
    public let after: WorkCalendar
    /// The files whose alerts move, by name.
    public let moves: [Move]

    /// Tries a policy on what was read; twice the work of a calendar.
    public static func rehearse(_ policy: AlertPolicy, on ground: CalendarGround) -> CalendarChange {
        let before = SimulateCalendar().run(ground)
        let after = SimulateCalendar(policy: policy).run(ground)
        return CalendarChange(before: before, after: after, moves: moves(ground.files, before, after))
    }

    private static func moves(
        _ files: [CaseFile], _ before: WorkCalendar, _ after: WorkCalendar
    ) -> [Move] {
        let (old, new) = (alerts(before), alerts(after))
        return files.compactMap { file -> Move? in
            let physician = Int64(file.physicianID)
            let (was, becomes) = (old[physician] ?? [], new[physician] ?? [])
            guard was != becomes else { return nil }
            let name = [file.familyName, file.givenName].compactMap(\.self).joined(separator: " ")
            return Move(
                physician: physician, name: name.isEmpty ? file.rppsNumber : name, before: was, after: becomes)
        }.sorted { ($0.name, $0.physician) < ($1.name, $1.physician) }
    }

    private static func alerts(_ calendar: WorkCalendar) -> [Int64: [CalendarDate]] {
        Dictionary(grouping: calendar.events.filter { $0.kind == .alert }, by: \.physician)
            .mapValues { $0.map(\.day) }
    }
}

/// The bounds within which the parameters of alerts may be tried.
public enum CalendarBounds {
    /// Years from the start of a cycle to its first milestone.
    public static let firstMilestoneYears = 1...4
    /// Years between two milestones.
    public static let everyYears = 1...2
    /// Days during which a milestone that passed unseen is caught up.
    public static let catchUpDays = 30...180
}
