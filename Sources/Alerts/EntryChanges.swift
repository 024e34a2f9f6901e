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

    /// An excluded entry becomes a recipient again.
    func include(
        _ id: Int64, _ due: AlertRule.Due, in campaign: Int64, over channel: Channel, reason: String,
        by person: Int64?, _ author: String
    ) throws {
        try change(
            id,
            """
            state = 'proposed', exclusion = null, campaign_id = \(campaign), channel = \(channel.rawValue),
            reason = \(reason), person_id = \(person), author = \(author), is_added = true, is_checked = false,
            counted = \(due.counted), expected = \(due.expected), required = \(due.required),
            checked_at = now()
            """)
    }

    /// The message is prepared, or goes by another way than was meant.
    func prepare(_ id: Int64, notice: Int64, record: Int64, over channel: Channel) throws {
        try change(id, "notice_id = \(notice), record_id = \(record), channel = \(channel.rawValue)")
    }

    func retract(_ id: Int64) throws { try change(id, "state = 'retracted'") }

    /// Everything that is still proposed in a campaign is approved; the first `canary` of those that go by e-mail,
    /// spread over the milestones, form the first batch.
    func approve(_ campaign: Int64, canary: Int) throws {
        try transaction.query(
            """
            update alerts.entry e set state = 'approved', is_canary = e.entry_id in (
                select c.entry_id from alerts.entry c
                where c.council_id = \(council) and c.campaign_id = \(campaign) and c.state = 'proposed'
                order by (c.channel = 'email') desc, c.entry_id limit \(canary))
            where e.council_id = \(council) and e.campaign_id = \(campaign) and e.state = 'proposed'
            """)
    }

    /// What has not left is excluded, for a person's reason.
    func excludeOpen(of campaign: Int64, reason: String, by person: Int64?, _ author: String) throws {
        try transaction.query(
            """
            update alerts.entry e set state = 'excluded', exclusion = 'agent', reason = \(reason),
                person_id = \(person), author = \(author), is_checked = true
            where e.council_id = \(council) and e.campaign_id = \(campaign) and e.state in ('proposed', 'approved')
                and not exists (
                    select from letters.published_delivery d where d.council_id = e.council_id
                        and d.notice_id = e.notice_id and d.state in ('sent', 'bounced'))
            """)
    }

    /// Approved entries whose message has not left, in the order of their keys, locked.
    func unsent(of campaign: Int64) throws -> [Found] {
        try lock(of: campaign, in: .approved).filter { entry in
            guard let notice = entry.notice else { return true }
            return try !hasLeft(notice)
        }
    }

    /// Whether the message of a notice has left.
    func hasLeft(_ notice: Int64) throws -> Bool {
        try transaction.query(
            """
            select exists (select from letters.published_delivery where council_id = \(council)
                and notice_id = \(notice) and state in ('sent', 'bounced')) as has_left
            """)[0].bool("has_left")
    }

    /// The day on which the message of a notice left; nil when it has not.
    func sentOn(_ notice: Int64) throws -> CalendarDate? {
        try transaction.first(
            """
            select sent_on from letters.published_delivery
            where council_id = \(council) and notice_id = \(notice) and state = 'sent'
            """)?.optional("sent_on")
    }

    /// Messages of a campaign that came back.
    func bounces(of campaign: Int64) throws -> Int {
        try transaction.query(
            """
            select count(*) as number from alerts.entry e join letters.published_delivery d
                on d.council_id = e.council_id and d.notice_id = e.notice_id
            where e.council_id = \(council) and e.campaign_id = \(campaign) and d.state = 'bounced'
            """)[0].int("number")
    }

    private func change(_ id: Int64, _ what: SQL) throws {
        try transaction.query(
            "update alerts.entry set \(what) where council_id = \(council) and entry_id = \(id)")
    }
}
