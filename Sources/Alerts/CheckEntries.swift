import Access
import Letters
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
        let store = EntryStore(transaction: transaction, council: council)
        var found = Found()
        for (entry, verdict, cycleEnd) in try verdicts(entries) {
            switch verdict {
            case .late(let due):
                if isFinal || due != entry.due { try store.check(entry.id, due, isFinal: isFinal) }
                found.late.append(Late(entry: entry, due: due, cycleEnd: cycleEnd))
            case .excluded(let exclusion):
                try exclude(entry, exclusion)
                if exclusion == .becameCompliant { found.compliant += 1 }
            }
        }
        return found
    }

    /// Whoever the rule excluded from a campaign since its approval, and is late again, is a recipient of it once more:
    /// what excluded them may have been a wrong import. Nobody to whom a message may have gone.
    func putBack(into campaign: Int64) throws {
        let store = EntryStore(transaction: transaction, council: council)
        for (entry, verdict, _) in try verdicts(try store.excludedSinceApproval(of: campaign)) {
            guard case .late(let due) = verdict else { continue }
            guard try putBack(entry, due, into: campaign, over: entry.channel) else { continue }
            try store.approve(entry.id)
        }
    }

    /// An entry that the rule excluded is proposed again.
    ///
    /// - Returns: false when a message about it may have left.
    func putBack(
        _ entry: EntryStore.Found, _ due: AlertRule.Due, into campaign: Int64, over channel: Channel
    ) throws -> Bool {
        let store = EntryStore(transaction: transaction, council: council)
        if let notice = entry.notice {
            guard try !store.hasLeft(notice) else { return false }
            try WithdrawNotice([notice], because: Self.replaced).run(on: day, transaction, council: council)
        }
        try store.include(
            entry.id, due, in: campaign, over: channel, reason: Self.isDueAgain, by: nil, nil)
        guard let written = try store.lock(entry.id, of: campaign) else { return false }
        try EventStore(transaction: transaction, council: council)
            .record(.putBack, on: written, by: .campaign, reason: Self.isDueAgain)
        return true
    }

    /// Why a notice is withdrawn that another one follows.
    static let replaced = "Remplacé par un nouveau message."
    private static let isDueAgain = "Le motif d’exclusion a disparu : l’alerte est de nouveau due."

    /// What each is today, with the last day of its cycle.
    func verdicts(
        _ entries: [EntryStore.Found]
    ) throws -> [(entry: EntryStore.Found, verdict: AlertRule.Verdict, cycleEnd: CalendarDate?)] {
        _ = try RefreshStandings(assessor: assessor, asOf: day).run(council, transaction)
        let physicians = entries.map(\.physician)
        let lines = try StandingStore(transaction: transaction, council: council).lines(of: physicians)
        let elsewhere = try Elsewhere.read(physicians, council: council, transaction)
        let lookout = Lookout(assessor: assessor, day: day, transaction: transaction)
        return try entries.map { entry in
            let line = lines[entry.physician]
            if let exclusion = elsewhere.exclusion(of: entry.mark) {
                return (entry, .excluded(exclusion), line?.cycleEnd)
            }
            let verdict = AlertRule.again(
                try line.flatMap(lookout.lateness), state: line?.state, cycleStart: entry.cycleStart,
                milestone: entry.milestone, on: day)
            return (entry, verdict, line?.cycleEnd)
        }
    }

    /// Excludes an entry by the rule, with its trace; what was prepared for it and has not left is withdrawn.
    /// What may have arrived stays a recipient, who can be told that it is taken back.
    func exclude(_ entry: EntryStore.Found, _ exclusion: Exclusion) throws {
        if let notice = entry.notice,
            try EntryStore(transaction: transaction, council: council).leftOn(notice) != nil
        {
            return try EventStore(transaction: transaction, council: council)
                .record(.mayHaveArrived, on: entry, by: .campaign, reason: exclusion.sentence)
        }
        try EntryStore(transaction: transaction, council: council)
            .exclude(entry.id, exclusion, reason: exclusion.sentence, by: nil, nil)
        if let notice = entry.notice {
            try WithdrawNotice([notice], because: exclusion.sentence).run(on: day, transaction, council: council)
        }
        try MarkStore(transaction: transaction, council: council).release(entry)
        try EventStore(transaction: transaction, council: council)
            .record(
                exclusion == .becameCompliant ? .becameCompliant : .excludedByRule, on: entry, by: .campaign,
                reason: exclusion.sentence)
    }
}
