import Letters
import Postgres
import Standings
import Vocabulary

/// The statements on the summaries of the week; the tenant is the transaction's.
struct DigestStore {
    /// Where a summary is.
    enum State: String {
        case waiting, begun, sent, unknown, refused, empty, unwanted, late
    }

    /// For how long it is kept that a summary was sent, in days.
    private static let keptDays = 364

    let transaction: Transaction
    let council: Int32

    /// - Returns: false when there is one of this week already, whatever became of it.
    func add(_ person: Int64, _ monday: CalendarDate) throws -> Bool {
        try transaction.query(
            """
            insert into alerts.digest (council_id, person_id, monday) values (\(council), \(person), \(monday))
            on conflict on constraint digest_is_one_a_week do nothing
            """
        ).affected == 1
    }

    /// The state of a summary whose row nobody else changes until the transaction ends; nil when there is none.
    func lock(_ person: Int64, _ monday: CalendarDate) throws -> State? {
        try transaction.first(
            """
            select state from alerts.digest
            where council_id = \(council) and person_id = \(person) and monday = \(monday) for update
            """
        ).flatMap { State(rawValue: try $0.text("state")) }
    }

    func set(_ state: State, lines: Int? = nil, _ person: Int64, _ monday: CalendarDate) throws {
        try transaction.query(
            """
            update alerts.digest set state = \(state.rawValue), lines = coalesce(\(lines)::integer, lines)
            where council_id = \(council) and person_id = \(person) and monday = \(monday)
            """)
    }

    /// Removes those of more than a year ago.
    func removeOld(before monday: CalendarDate) throws {
        try transaction.query(
            """
            delete from alerts.digest
            where council_id = \(council) and monday < \(monday.adding(days: -Self.keptDays))
            """)
    }

    /// Whether somebody wants it; whoever never said anything does.
    func isWanted(by person: Int64) throws -> Bool {
        try transaction.first(
            "select is_wanted from alerts.digest_setting where council_id = \(council) and person_id = \(person)"
        )?.bool("is_wanted") ?? true
    }

    func setWanted(_ isWanted: Bool, by person: Int64, at epochSeconds: Int64) throws {
        try transaction.query(
            """
            insert into alerts.digest_setting (council_id, person_id, is_wanted, set_at)
            values (\(council), \(person), \(isWanted), to_timestamp(\(epochSeconds)::float8))
            on conflict on constraint digest_setting_is_one_a_person
                do update set is_wanted = excluded.is_wanted, set_at = excluded.set_at
            """)
    }

    /// The campaigns that wait for a person, newest first, with those to whom nothing has left: of a campaign that was
    /// stopped, whoever was written to before waits for nothing.
    private func campaigns() throws -> [Digest.Line] {
        try transaction.query(
            """
            select c.campaign_id, count(*) as number from alerts.campaign c
            join alerts.entry e on e.council_id = c.council_id and e.campaign_id = c.campaign_id
            where c.council_id = \(council) and c.state in ('proposed', 'second_wanted', 'stopped')
                and e.state in ('proposed', 'approved') and not exists (
                    select from letters.published_delivery d
                    where d.council_id = e.council_id and d.notice_id = e.notice_id
                        and (d.state in ('sent', 'bounced') or d.left_on is not null))
            group by c.campaign_id order by c.campaign_id desc
            """
        ).map { Digest.Line(.campaign(Int64(try $0.int("campaign_id"))), try $0.int("number")) }
    }

    /// Whether the server refused the last summary that was to leave for somebody.
    func wasRefused(to person: Int64) throws -> Bool {
        try transaction.first(
            """
            select state from alerts.digest where council_id = \(council) and person_id = \(person)
                and state in ('sent', 'unknown', 'refused') order by monday desc limit 1
            """
        )?.text("state") == State.refused.rawValue
    }

    /// Everything that may stand in a summary of the week that a day is in, the most urgent first.
    func lines(on day: CalendarDate) throws -> [Digest.Line] {
        let sunday = CalendarWeek(of: day).sunday
        let register = try WorklistSummary.read(transaction, alertThrough: sunday, endsThrough: sunday)
        let addresses = try ReachStore(transaction: transaction, council: council, day: day).counts()
        let lot = try ReadLots.all(transaction).first { $0.state == .ready && $0.set > 0 }
        // Letters of the lot that is ready are to be deposited, not printed.
        let held = try ReadLots.waiting(transaction, council: council) - (lot?.set ?? 0)
        var lines = try campaigns()
        lines.append(Digest.Line(.letters, held))
        if let lot { lines.append(Digest.Line(.lot(lot.id), lot.set)) }
        lines += [Reach.State.refused, .toCheck].map { Digest.Line(.addresses($0), addresses[$0] ?? 0) }
        return lines + [
            Digest.Line(.frameworks, register.toConfirm), Digest.Line(.verifications, register.toVerify),
            Digest.Line(.milestones(through: sunday), register.alertSoon),
        ]
    }
}
