import Postgres
import Vocabulary

/// What an alert is about, whichever council writes it.
struct AlertMark: Hashable {
    let physician: Int64
    let cycleStart: CalendarDate
    let milestone: CalendarDate
}

/// Who was written to for which milestone, in the whole country: a physician who changes council is alerted once. A
/// mark names no council; the tenant is the transaction's.
struct MarkStore {
    let transaction: Transaction
    let council: Int32

    /// Of what these physicians may be alerted about, what another council has written.
    func elsewhere(_ physicians: [Int64]) throws -> Set<AlertMark> {
        Set(
            try transaction.query(
                """
                select m.physician_id, m.cycle_start, m.milestone_on from alerts.mark m
                where m.physician_id = any(\(physicians)::bigint[]) and not exists (
                    select from alerts.entry e where e.council_id = \(council) and e.entry_id = m.entry_id)
                """
            ).map { row in
                AlertMark(
                    physician: Int64(try row.int("physician_id")), cycleStart: try row.date("cycle_start"),
                    milestone: try row.date("milestone_on"))
            })
    }

    /// Takes the mark for an alert that is about to leave; of two councils at once the second waits for the first.
    ///
    /// - Returns: false when another council has it.
    func claim(_ entry: EntryStore.Found) throws -> Bool {
        try transaction.query(
            """
            insert into alerts.mark (physician_id, cycle_start, milestone_on, entry_id)
            values (\(entry.physician), \(entry.cycleStart), \(entry.milestone), \(entry.id))
            on conflict do nothing
            """)
        return try transaction.query(
            """
            select exists (select from alerts.mark m join alerts.entry e on e.entry_id = m.entry_id
                where e.council_id = \(council) and m.physician_id = \(entry.physician)
                    and m.cycle_start = \(entry.cycleStart) and m.milestone_on = \(entry.milestone)) as is_ours
            """)[0].bool("is_ours")
    }

    /// Gives the mark of an alert back that was excluded, unless a message about it has left, or is to leave.
    func release(_ entry: EntryStore.Found) throws { try release("e.entry_id = \(entry.id)") }

    /// The same for all those of a campaign that are excluded.
    func release(of campaign: Int64) throws { try release("e.campaign_id = \(campaign)") }

    /// A mark is of an alert, by whatever way: that of a refused mail goes with the letter on paper that was to replace it.
    private func release(_ which: SQL) throws {
        try transaction.query(
            """
            delete from alerts.mark m using alerts.entry o
            where o.council_id = \(council) and o.entry_id = m.entry_id
                and (m.physician_id, m.cycle_start, m.milestone_on) in (
                    select e.physician_id, e.cycle_start, e.milestone_on from alerts.entry e
                    where e.council_id = \(council) and e.state = 'excluded' and \(which))
                and not exists (
                    select from alerts.entry r left join letters.published_delivery d
                        on d.council_id = r.council_id and d.notice_id = r.notice_id
                    where (r.council_id, r.physician_id, r.cycle_start, r.milestone_on)
                            = (o.council_id, m.physician_id, m.cycle_start, m.milestone_on)
                        and (d.left_on is not null and (d.state <> 'bounced' or d.channel = 'post')
                            or r.state in ('approved', 'retracted') and d.state is distinct from 'bounced'))
            """)
    }
}
