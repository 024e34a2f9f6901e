import Access
import Letters
import Postgres
import Vocabulary

/// What changes the information of an employer once it is proposed.
extension EmployerStore {
    /// Another person decides it, with the numbers of the day; the triggers ask again for all that it rests on.
    func approve(_ id: Int64, _ due: AlertRule.Due, by person: Int64, _ author: String, on day: CalendarDate) throws {
        try change(
            id,
            """
            state = 'approved', approved_by = \(person), approved_name = \(author), approved_on = \(day),
            counted = \(due.counted), expected = \(due.expected), required = \(due.required), checked_at = now()
            """)
    }

    /// Ends it.
    ///
    /// - Parameter author: nil for the rule.
    func end(
        _ id: Int64, as state: EmployerAlert.State, because reason: String, by author: Author?, on day: CalendarDate
    ) throws {
        let person = author?.personID
        let name = person == nil ? nil : author?.name
        try change(
            id,
            """
            state = \(state.rawValue), ended_by = \(person)::bigint, ended_name = \(name)::text, ended_on = \(day),
            end_reason = left(\(reason)::text, 500)
            """)
    }

    /// Keeps the numbers of the check just before a letter leaves.
    func check(_ id: Int64, _ due: AlertRule.Due) throws {
        try change(
            id,
            """
            counted = \(due.counted), expected = \(due.expected), required = \(due.required), checked_at = now()
            """)
    }

    /// Keeps what was prepared.
    func prepare(_ id: Int64, told: Int64, notice: Int64, record: Int64) throws {
        try change(id, "told_notice_id = \(told), notice_id = \(notice), record_id = \(record)")
    }

    /// Whether the kept standing of the physician is late with these numbers: what the table will ask.
    func agrees(_ found: Found, _ due: AlertRule.Due) throws -> Bool {
        try transaction.query(
            """
            select exists (select from standings.published_standing
                where council_id = \(council) and physician_id = \(found.physician) and state = 'in_cycle'
                    and cycle_start = \(found.cycleStart) and is_late and not is_complete
                    and counted_total = \(due.counted) and required_total = \(due.required)) as agrees
            """)[0].bool("agrees")
    }

    /// Where a notice is, and the days on which it was made and left.
    func delivery(_ notice: Int64) throws -> (state: String, madeOn: CalendarDate, sentOn: CalendarDate?)? {
        try transaction.first(
            """
            select state, made_on, sent_on from letters.published_delivery
            where council_id = \(council) and notice_id = \(notice)
            """
        ).map { (try $0.text("state"), try $0.date("made_on"), try $0.optional("sent_on")) }
    }

    /// Of these notices, those to employers whose physician was not told yet.
    func waiting(among notices: [Int64]) throws -> Set<Int64> {
        Set(
            try transaction.query(
                """
                select a.notice_id from alerts.employer_alert a left join letters.published_delivery t
                    on t.council_id = a.council_id and t.notice_id = a.told_notice_id
                where a.council_id = \(council) and a.notice_id = any(\(notices)::bigint[]) and a.state = 'approved'
                    and t.sent_on is null
                """
            ).map { Int64(try $0.int("notice_id")) })
    }

    private func change(_ id: Int64, _ assignments: SQL) throws {
        try transaction.query(
            """
            update alerts.employer_alert set \(assignments)
            where council_id = \(council) and employer_alert_id = \(id)
            """)
    }
}
