import Access
import Postgres
import Standings
import Vocabulary

/// Looks again at entries of a campaign: those that are still late have the numbers of the day, the others are
/// excluded with the reason.
struct CheckEntries {
    let transaction: Transaction
    let council: Int32
    let assessor: Assessor
    let day: CalendarDate

    /// An entry that is still to be written to.
    struct Late {
        let entry: EntryStore.Found
        /// With the numbers of the day.
        let due: AlertRule.Due
        /// Last day of the cycle, included.
        let cycleEnd: CalendarDate?
    }

    /// What came of a look.
    struct Found {
        /// Those that are still to be written to.
        var late: [Late] = []
        /// How many are no longer late.
        var compliant = 0
    }

    /// Brings the standings up to date, then looks. The lock of the council's facts must be held.
    ///
    /// - Parameter isFinal: after the approval, before the message: the check is kept with its moment.
    func run(_ entries: [EntryStore.Found], isFinal: Bool = false) throws -> Found {
        _ = try RefreshStandings(assessor: assessor, asOf: day).run(council, transaction)
        let standings = StandingStore(transaction: transaction, council: council)
        let lines = try standings.lines(of: entries.map(\.physician))
        let lookout = Lookout(assessor: assessor, day: day, transaction: transaction)
        let store = EntryStore(transaction: transaction, council: council)
        var found = Found()
        for entry in entries {
            let line = lines[entry.physician]
            let verdict = AlertRule.again(
                try line.flatMap(lookout.lateness), state: line?.state, cycleStart: entry.cycleStart,
                milestone: entry.milestone, on: day)
            switch verdict {
            case .late(let due):
                if isFinal || due != entry.due { try store.check(entry.id, due, isFinal: isFinal) }
                found.late.append(Late(entry: entry, due: due, cycleEnd: line?.cycleEnd))
            case .excluded(let exclusion):
                try exclude(entry, exclusion)
                if exclusion == .becameCompliant { found.compliant += 1 }
            }
        }
        return found
    }

    /// Excludes an entry by the rule, with its trace.
    func exclude(_ entry: EntryStore.Found, _ exclusion: Exclusion) throws {
        try EntryStore(transaction: transaction, council: council)
            .exclude(entry.id, exclusion, reason: exclusion.sentence, by: nil, nil)
        try EventStore(transaction: transaction, council: council)
            .record(.becameCompliant, on: entry, by: .campaign, reason: exclusion.sentence)
    }
}
