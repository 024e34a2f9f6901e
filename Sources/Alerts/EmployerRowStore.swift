import Letters
import Postgres
import Vocabulary

/// The statements of whoever reads; row-level security gives the tenant.
enum EmployerRowStore {
    static func read(_ more: SQL, _ transaction: Transaction) throws -> [EmployerAlert] {
        try transaction.query(
            """
            select a.employer_alert_id, a.entry_id, e.campaign_id, a.physician_id, s.family_name, s.given_name,
                s.rpps_number, a.cycle_start, a.milestone_on, a.channel, a.employer,
                array_to_string(a.address, E'\\n') as address, a.wait_days, a.state, a.reason, a.proposed_by,
                a.proposed_name, a.proposed_on, a.approved_name, a.approved_on, a.ended_name, a.ended_on, a.end_reason,
                a.told_notice_id, t.state as told_state, t.sent_on as told_on, a.notice_id, d.state as letter_state,
                d.sent_on as letter_on
            from alerts.employer_alert a
                join alerts.entry e on e.council_id = a.council_id and e.entry_id = a.entry_id
                left join standings.published_standing s
                    on s.council_id = a.council_id and s.physician_id = a.physician_id
                left join letters.published_delivery t
                    on t.council_id = a.council_id and t.notice_id = a.told_notice_id
                left join letters.published_delivery d
                    on d.council_id = a.council_id and d.notice_id = a.notice_id
            \(more)
            """
        ).map(EmployerAlert.init(row:))
    }
}

extension EmployerAlert {
    init(row: Row) throws {
        guard let channel = Channel(rawValue: try row.text("channel")),
            let state = State(rawValue: try row.text("state"))
        else { throw PostgresError.decoding("unknown channel or state of an employer's alert") }
        let names: [String?] = [try row.optional("family_name"), try row.optional("given_name")]
        let known = names.compactMap(\.self).joined(separator: " ")
        let number: String? = try row.optional("rpps_number")
        self.init(
            id: Int64(try row.int("employer_alert_id")), entry: Int64(try row.int("entry_id")),
            campaign: Int64(try row.int("campaign_id")), physicianID: Int64(try row.int("physician_id")),
            name: known.isEmpty ? number ?? "médecin sorti du tableau" : known,
            cycleStart: try row.date("cycle_start"), milestoneOn: try row.date("milestone_on"), channel: channel,
            employer: try row.text("employer"),
            address: try row.text("address").split(separator: "\n").map(String.init),
            waitDays: try row.int("wait_days"), state: state, reason: try row.text("reason"),
            proposedBy: try row.text("proposed_name"), proposer: Int64(try row.int("proposed_by")),
            proposedOn: try row.date("proposed_on"), approvedBy: try row.optional("approved_name"),
            approvedOn: try row.optional("approved_on"), endedBy: try row.optional("ended_name"),
            endedOn: try row.optional("ended_on"), endReason: try row.optional("end_reason"),
            told: try Self.sending(row, "told_notice_id", "told_state", "told_on"),
            letter: try Self.sending(row, "notice_id", "letter_state", "letter_on"))
    }

    private static func sending(_ row: Row, _ notice: String, _ state: String, _ day: String) throws -> Sending? {
        guard let key = try row.optional(notice, as: Int.self),
            let place = try row.optional(state, as: String.self).flatMap(SentNotice.State.init(rawValue:))
        else { return nil }
        return Sending(notice: Int64(key), state: place, sentOn: try row.optional(day))
    }
}
