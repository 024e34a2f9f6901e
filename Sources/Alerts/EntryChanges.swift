import Letters
import Postgres
import Vocabulary

/// What changes an entry once it is there.
extension EntryStore {
    /// Keeps the numbers of a check; the trigger compares them with the standing of that moment.
    ///
    /// - Parameter isFinal: the check just before the message leaves.
    func check(_ id: Int64, _ due: AlertRule.Due, isFinal: Bool) throws {
        try change(
            id,
            """
            counted = \(due.counted), expected = \(due.expected), required = \(due.required),
            is_checked = is_checked or \(isFinal), checked_at = now()
            """)
    }

    func exclude(_ id: Int64, _ exclusion: Exclusion, reason: String, by person: Int64?, _ author: String?) throws {
        try change(
            id,
            """
            state = 'excluded', exclusion = \(exclusion.rawValue), reason = \(reason), person_id = \(person),
            author = \(author), is_checked = true
            """)
    }

    /// An excluded entry becomes a recipient again; what was prepared for it is replaced by another notice. It keeps its
    /// way where the other one is taken by a mail that was refused.
    ///
    /// - Parameter author: who does it; nil for the rule, whose reason has gone.
    func include(
        _ id: Int64, _ due: AlertRule.Due, in campaign: Int64, over channel: Channel, reason: String,
        by person: Int64?, _ author: String?
    ) throws {
        try change(
            id,
            """
            state = 'proposed', exclusion = null, campaign_id = \(campaign), channel = case when exists (
                select from alerts.entry o where (o.council_id, o.physician_id, o.cycle_start, o.milestone_on, o.addressee)
                    = (entry.council_id, entry.physician_id, entry.cycle_start, entry.milestone_on, entry.addressee)
                    and o.entry_id <> entry.entry_id and o.channel = \(channel.rawValue))
                then entry.channel else \(channel.rawValue) end,
            reason = \(reason), person_id = \(person), author = \(author), is_added = \(author != nil),
            is_checked = false, is_canary = false, round = round + (notice_id is not null)::int, notice_id = null,
            record_id = null, counted = \(due.counted), expected = \(due.expected), required = \(due.required),
            checked_at = now()
            """)
    }

    /// One that was put back into a campaign under way is sent with its rest.
    func approve(_ id: Int64) throws { try change(id, "state = 'approved'") }

    /// The message is prepared, or goes by another way than was meant.
    func prepare(_ id: Int64, notice: Int64, record: Int64, over channel: Channel) throws {
        try change(id, "notice_id = \(notice), record_id = \(record), channel = \(channel.rawValue)")
    }

    /// A letter on paper was written again: another notice and record, in the next round.
    func renew(_ id: Int64, notice: Int64, record: Int64) throws {
        try change(id, "notice_id = \(notice), record_id = \(record), round = round + 1")
    }

    func retract(_ id: Int64) throws { try change(id, "state = 'retracted', exclusion = null") }

    /// Everything that is still proposed in a campaign is approved.
    func approveAll(of campaign: Int64) throws {
        try transaction.query(
            """
            update alerts.entry set state = 'approved'
            where council_id = \(council) and campaign_id = \(campaign) and state = 'proposed'
            """)
    }

    /// The first of those that are not prepared yet, by e-mail before by post and spread over the milestones, form the
    /// first batch.
    func chooseFirst(of campaign: Int64, atMost limit: Int) throws {
        try transaction.query(
            """
            with ranked as (
                select entry_id, channel, row_number() over (
                    partition by channel, milestone_on order by entry_id) as rank
                from alerts.entry where council_id = \(council) and campaign_id = \(campaign) and state = 'approved'
                    and notice_id is null),
            first as (select entry_id from ranked order by (channel = 'email') desc, rank, entry_id limit \(limit))
            update alerts.entry e set is_canary = not e.is_canary
            where e.council_id = \(council) and e.campaign_id = \(campaign) and e.state = 'approved'
                and e.notice_id is null and e.is_canary <> (e.entry_id in (select entry_id from first))
            """)
    }

    /// The recipients of a campaign, whether or not their message has left.
    func approved(in campaign: Int64) throws -> Int {
        try transaction.query(
            """
            select count(*) as number from alerts.entry
            where council_id = \(council) and campaign_id = \(campaign) and state = 'approved'
            """)[0].int("number")
    }

    /// A campaign is resumed: what has left counts no more, and whoever is still to be written to is counted again.
    func countAnew(in campaign: Int64) throws {
        try transaction.query(
            """
            update alerts.entry e set is_checked = false, is_past = d.left_on is not null
            from alerts.entry o left join letters.published_delivery d
                on d.council_id = o.council_id and d.notice_id = o.notice_id
            where (o.council_id, o.entry_id) = (e.council_id, e.entry_id) and e.council_id = \(council)
                and e.campaign_id = \(campaign) and e.state = 'approved'
            """)
    }

    /// Those who are not approved join another campaign.
    func move(from campaign: Int64, to other: Int64) throws {
        try transaction.query(
            """
            update alerts.entry set campaign_id = \(other)
            where council_id = \(council) and campaign_id = \(campaign) and state in ('proposed', 'excluded')
            """)
    }

    /// What cannot have left is excluded, for a person's reason.
    func excludeOpen(of campaign: Int64, reason: String, by person: Int64?, _ author: String) throws {
        try transaction.query(
            """
            update alerts.entry e set state = 'excluded', exclusion = 'agent', reason = \(reason),
                person_id = \(person), author = \(author), is_checked = true
            where e.council_id = \(council) and e.campaign_id = \(campaign) and e.state in ('proposed', 'approved')
                and not exists (
                    select from letters.published_delivery d where d.council_id = e.council_id
                        and d.notice_id = e.notice_id and (d.left_on is not null or d.state = 'bounced'))
            """)
    }

    /// What was on its way while its campaign was given up, and did not arrive, is excluded too.
    func drop(_ entry: Found, abandonedBy author: String?) throws {
        guard entry.state == .approved, let author, let notice = entry.notice, try leftOn(notice) == nil else {
            return
        }
        try exclude(entry.id, .agent, reason: "La campagne est abandonnée.", by: nil, author)
        try MarkStore(transaction: transaction, council: council).release(entry)
    }

    /// Approved entries whose message has not left, in the order of their keys, locked.
    func unsent(of campaign: Int64) throws -> [Found] {
        try found(
            """
            and e.campaign_id = \(campaign) and e.state = 'approved' and not exists (
                select from letters.published_delivery d where d.council_id = e.council_id
                    and d.notice_id = e.notice_id and d.state in ('sent', 'bounced', 'withdrawn'))
            order by e.entry_id for update of e
            """)
    }

    /// The day on which the message of a notice left, or may have: a server that took it may not have been heard. Nil
    /// when it has not, or is a mail that came back; a letter on paper was there, whatever came back.
    func leftOn(_ notice: Int64) throws -> CalendarDate? {
        try transaction.first(
            """
            select left_on from letters.published_delivery
            where council_id = \(council) and notice_id = \(notice)
                and (state <> 'bounced' or channel = 'post')
            """)?.optional("left_on")
    }

    /// The mails of a campaign that have left since it was approved or resumed, those that came back included.
    func left(of campaign: Int64) throws -> Int {
        try transaction.query(
            """
            select count(*) as number from alerts.entry e join letters.published_delivery d
                on d.council_id = e.council_id and d.notice_id = e.notice_id
            where e.council_id = \(council) and e.campaign_id = \(campaign) and e.channel = 'email'
                and not e.is_past and d.state in ('sent', 'bounced')
            """)[0].int("number")
    }

    /// The campaign of an entry; nothing is locked.
    func campaign(of id: Int64) throws -> Int64? {
        try transaction.first(
            "select campaign_id from alerts.entry where council_id = \(council) and entry_id = \(id)"
        ).map { Int64(try $0.int("campaign_id")) }
    }

    /// The entry that a notice takes back.
    func entry(retractedBy notice: Int64) throws -> Int64? {
        try transaction.first(
            """
            select e.entry_id from alerts.entry e join letters.published_delivery d
                on d.council_id = e.council_id and d.retracts = e.notice_id
            where e.council_id = \(council) and d.notice_id = \(notice) and e.state = 'retracted'
            """
        ).map { Int64(try $0.int("entry_id")) }
    }

    private func change(_ id: Int64, _ what: SQL) throws {
        try transaction.query(
            "update alerts.entry set \(what) where council_id = \(council) and entry_id = \(id)")
    }
}
