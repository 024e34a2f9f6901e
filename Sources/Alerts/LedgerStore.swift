import Letters
import Postgres
import Vocabulary

/// What pages and files read of campaigns and entries; row-level security gives the tenant.
enum LedgerStore {
    /// Campaigns of the list, newest first; the limit is more than a council opens in three years.
    private static let mostCampaigns = 1_000

    static func campaigns(_ id: Int64?, _ transaction: Transaction) throws -> [CampaignSummary] {
        let which: SQL = id.map { "where c.campaign_id = \($0)" } ?? ""
        return try transaction.query(
            """
            select c.campaign_id, c.state, c.opened_on, c.approved_by, c.approved_name, c.second_name,
                extract(epoch from c.canary_until)::bigint as canary_until, c.stop_reason,
                min(e.milestone_on) as first_milestone, max(e.milestone_on) as last_milestone,
                count(e.entry_id) filter (where e.state <> 'excluded') as recipients,
                count(e.entry_id) filter (where e.state <> 'excluded' and e.channel = 'post') as postal,
                count(e.entry_id) filter (where e.state = 'excluded') as excluded,
                count(e.entry_id) filter (where e.state <> 'excluded' and e.notice_id is not null) as prepared,
                count(e.entry_id) filter (where d.state in ('sent', 'bounced')) as sent,
                count(e.entry_id) filter (where d.state = 'bounced') as bounced,
                count(e.entry_id) filter (where e.state = 'retracted') as retracted,
                count(e.entry_id) filter (where e.state = 'approved' and e.channel = 'email'
                    and (e.notice_id is null or d.state in ('ready', 'held'))) as mails_open,
                count(e.entry_id) filter (where e.state = 'approved' and e.channel = 'post'
                    and (e.notice_id is null or d.state in ('ready', 'held'))) as to_print,
                count(e.entry_id) filter (where e.channel = 'post' and d.sent_on is not null) as deposited,
                count(e.entry_id) filter (where e.channel = 'post' and d.state = 'bounced') as returned
            from alerts.campaign c left join alerts.entry e using (council_id, campaign_id)
                left join letters.published_delivery d on d.council_id = e.council_id and d.notice_id = e.notice_id
            \(which) group by c.council_id, c.campaign_id order by c.campaign_id desc limit \(mostCampaigns)
            """
        ).map(CampaignSummary.init(row:))
    }

    static func policy(of campaign: Int64, _ transaction: Transaction) throws -> CampaignPolicy {
        try CampaignPolicy(
            transaction.query("select policy::text as policy from alerts.campaign where campaign_id = \(campaign)")[0]
                .text("policy"))
    }

    /// A page of the recipients by name, or of the exclusions by reason then name.
    static func entries(
        of campaign: Int64, excluded: Bool, page: Int, _ transaction: Transaction
    ) throws -> [EntryRow] {
        let order: SQL = excluded ? "e.exclusion, s.search_name, e.entry_id" : "s.search_name, e.entry_id"
        return try rows(
            """
            where e.campaign_id = \(campaign) and (e.state = 'excluded') = \(excluded)
            order by \(order) limit \(CampaignView.pageSize) offset \((max(page, 1) - 1) * CampaignView.pageSize)
            """, transaction)
    }

    /// The campaigns with recipients that wait for a person, newest first.
    static func awaited(_ transaction: Transaction) throws -> [Int64] {
        try transaction.query(
            """
            select c.campaign_id from alerts.campaign c where c.state in ('proposed', 'second_wanted', 'stopped')
                and exists (select from alerts.entry e where e.council_id = c.council_id
                    and e.campaign_id = c.campaign_id and e.state in ('proposed', 'approved'))
            order by c.campaign_id desc
            """
        ).map { Int64(try $0.int("campaign_id")) }
    }

    /// Every entry: recipients by name, then exclusions by reason and name.
    static func everyEntry(of campaign: Int64, _ transaction: Transaction) throws -> [EntryRow] {
        try rows(
            """
            where e.campaign_id = \(campaign)
            order by (e.state = 'excluded'), e.exclusion, s.search_name, e.entry_id
            """, transaction)
    }

    static func exclusions(of campaign: Int64, _ transaction: Transaction) throws -> [Exclusion: Int] {
        var found: [Exclusion: Int] = [:]
        for row in try transaction.query(
            """
            select exclusion, count(*) as number from alerts.entry
            where campaign_id = \(campaign) and state = 'excluded' group by exclusion
            """)
        {
            if let exclusion = Exclusion(rawValue: try row.text("exclusion")) {
                found[exclusion] = try row.int("number")
            }
        }
        return found
    }

    static func entry(_ id: Int64, of campaign: Int64, _ transaction: Transaction) throws -> EntryRow? {
        try rows("where e.campaign_id = \(campaign) and e.entry_id = \(id)", transaction).first
    }

    /// Every alert to a physician, newest first.
    static func entries(to physician: Int64, _ transaction: Transaction) throws -> [EntryRow] {
        try rows("where e.physician_id = \(physician) order by e.entry_id desc", transaction)
    }

    /// What the page of one entry shows beside its row.
    static func details(
        of entry: Int64, _ transaction: Transaction
    ) throws -> (cycleEnd: CalendarDate?, checkedAt: Int64, record: Int64?, notice: Int64?) {
        let row = try transaction.query(
            """
            select case when s.cycle_start = e.cycle_start then s.cycle_end end as cycle_end,
                extract(epoch from e.checked_at)::bigint as checked_at, e.record_id, e.notice_id
            from alerts.entry e left join standings.published_standing s
                on s.council_id = e.council_id and s.physician_id = e.physician_id
            where e.entry_id = \(entry)
            """)[0]
        return (
            try row.optional("cycle_end"), Int64(try row.int("checked_at")),
            try row.optional("record_id", as: Int.self).map(Int64.init),
            try row.optional("notice_id", as: Int.self).map(Int64.init)
        )
    }

    private static func rows(_ more: SQL, _ transaction: Transaction) throws -> [EntryRow] {
        try transaction.query(
            """
            select e.entry_id, e.physician_id, e.cycle_start, e.milestone_on, e.channel, e.state, e.exclusion, e.reason,
                e.author, e.counted, e.expected, e.required, e.is_canary, e.is_added, d.state as delivery,
                s.rpps_number, s.family_name, s.given_name
            from alerts.entry e left join standings.published_standing s
                on s.council_id = e.council_id and s.physician_id = e.physician_id
                left join letters.published_delivery d on d.council_id = e.council_id and d.notice_id = e.notice_id
            \(more)
            """
        ).map(EntryRow.init(row:))
    }
}

extension CampaignSummary {
    init(row: Row) throws {
        id = Int64(try row.int("campaign_id"))
        mailsOpen = try row.int("mails_open")
        toPrint = try row.int("to_print")
        deposited = try row.int("deposited")
        returned = try row.int("returned")
        let kept = CampaignState(rawValue: try row.text("state")) ?? .proposed
        state = kept == .sending && mailsOpen + toPrint == 0 ? .done : kept
        openedOn = try row.date("opened_on")
        let first: CalendarDate? = try row.optional("first_milestone")
        let last: CalendarDate? = try row.optional("last_milestone")
        milestones = if let first, let last { first...last } else { nil }
        recipients = try row.int("recipients")
        postal = try row.int("postal")
        excluded = try row.int("excluded")
        prepared = try row.int("prepared")
        sent = try row.int("sent")
        bounced = try row.int("bounced")
        retracted = try row.int("retracted")
        let names: [String?] = [try row.optional("approved_name"), try row.optional("second_name")]
        approvedBy = names.compactMap(\.self)
        firstApprover = try row.optional("approved_by", as: Int.self).map(Int64.init)
        canaryUntil = try row.optional("canary_until", as: Int.self).map(Int64.init)
        stopReason = try row.optional("stop_reason")
    }
}

extension EntryRow {
    init(row: Row) throws {
        id = Int64(try row.int("entry_id"))
        physicianID = Int64(try row.int("physician_id"))
        let names: [String?] = [try row.optional("family_name"), try row.optional("given_name")]
        let known = names.compactMap(\.self).joined(separator: " ")
        name = known.isEmpty ? try row.optional("rpps_number") ?? "médecin sorti du tableau" : known
        cycleStart = try row.date("cycle_start")
        milestoneOn = try row.date("milestone_on")
        channel = Channel(rawValue: try row.text("channel")) ?? .post
        state = EntryState(rawValue: try row.text("state")) ?? .excluded
        counted = try row.int("counted")
        expected = try row.int("expected")
        required = try row.int("required")
        exclusion = try row.optional("exclusion", as: String.self).flatMap(Exclusion.init(rawValue:))
        reason = try row.optional("reason")
        author = try row.optional("author")
        isCanary = try row.bool("is_canary")
        delivery = try row.optional("delivery")
        isAdded = try row.bool("is_added")
    }
}
