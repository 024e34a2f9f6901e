import Postgres
import Vocabulary

/// Every statement on memberships, delegations and absences; run as the role of sign-in.
enum MembershipStore {
    /// What a person may act as on a day: their own roles, then those handed on to them, by organisation then role.
    static func current(_ transaction: Transaction, person: Int64, on today: CalendarDate) throws -> [Membership] {
        let rows = try transaction.query(
            """
            select c.council_id, c.code, c.name, c.short_name, m.role, null as delegated_by
            from access.membership m join access.council c using (council_id)
            where m.person_id = \(person) and m.during @> \(today)::date
            union all
            select c.council_id, c.code, c.name, c.short_name, d.role, p.name
            from access.delegation d join access.council c using (council_id)
            join access.person p on p.person_id = d.from_person_id
            join access.membership m
                on m.council_id = d.council_id and m.person_id = d.from_person_id and m.role = d.role
            where d.to_person_id = \(person) and d.during @> \(today)::date and m.during @> \(today)::date
            order by council_id, role, delegated_by nulls first
            """)
        var memberships: [Membership] = []
        for row in rows {
            guard let role = Role(rawValue: try row.text("role")) else { continue }
            let council = try Council(row: row)
            guard !memberships.contains(where: { $0.council == council && $0.role == role }) else { continue }
            memberships.append(
                Membership(council: council, role: role, delegatedBy: try row.optional("delegated_by", as: String.self))
            )
        }
        return memberships
    }

    /// The members of the tenant, whatever the dates, by name.
    static func members(_ transaction: Transaction, of council: Int32) throws -> [Member] {
        try transaction.query(
            """
            select m.person_id, p.name, p.email, m.role, lower(m.during) as first_day, upper(m.during) as end_day
            from access.membership m join access.person p using (person_id)
            where m.council_id = \(council) and not isempty(m.during) order by p.name, m.person_id, m.role
            """
        ).compactMap { row in
            guard let role = Role(rawValue: try row.text("role")) else { return nil }
            return Member(
                personID: Int64(try row.int("person_id")), name: try row.text("name"), email: try row.text("email"),
                role: role, from: try row.value("first_day"), until: try row.optional("end_day"))
        }
    }

    /// A membership from a day on; one that holds on that day goes on without end, one that had ended begins again.
    static func keep(
        _ transaction: Transaction, person: Int64, council: Int32, role: Role, from: CalendarDate
    ) throws {
        try transaction.query(
            """
            insert into access.membership as m (council_id, person_id, role, during)
            values (\(council), \(person), \(role.rawValue), daterange(\(from)::date, null))
            on conflict (council_id, person_id, role) do update set during = case
                when m.during @> \(from)::date then daterange(lower(m.during), null) else excluded.during end
            """)
    }

    /// Changes among the members of one organisation come one after the other.
    static func lock(_ transaction: Transaction, council: Int32) throws {
        try transaction.query("select pg_advisory_xact_lock(7310, \(council))")
    }

    /// Ends a membership on a day, which is the first one without it.
    ///
    /// - Returns: whether there was one that did not end by then.
    static func end(
        _ transaction: Transaction, person: Int64, council: Int32, role: Role, on day: CalendarDate
    ) throws -> Bool {
        try transaction.query(
            """
            update access.membership set during = daterange(least(lower(during), \(day)::date), \(day)::date)
            where council_id = \(council) and person_id = \(person) and role = \(role.rawValue)
                and (upper_inf(during) or upper(during) > \(day)::date)
            """
        ).affected == 1
    }

    /// How many people manage the members of an organisation on a day, this one left out.
    static func otherAdministrators(
        _ transaction: Transaction, than person: Int64, council: Int32, on day: CalendarDate
    ) throws -> Int {
        let roles = Role.allCases.filter { Policy.may($0, .manageMembers) }.map(\.rawValue)
        let row = try transaction.first(
            """
            select count(distinct person_id) as number from access.membership
            where council_id = \(council) and person_id <> \(person) and during @> \(day)::date
                and role = any (\(roles)::text[])
            """)
        return try row?.int("number") ?? 0
    }

    /// The delegations of the tenant that are not over, by first day.
    static func delegations(
        _ transaction: Transaction, of council: Int32, on today: CalendarDate
    ) throws -> [Delegation] {
        try transaction.query(
            """
            select d.delegation_id, d.from_person_id, f.name as from_name, d.to_person_id, t.name as to_name, d.role,
                lower(d.during) as first_day, upper(d.during) as end_day, d.reason
            from access.delegation d join access.person f on f.person_id = d.from_person_id
            join access.person t on t.person_id = d.to_person_id
            where d.council_id = \(council) and upper(d.during) > \(today)::date
            order by lower(d.during), d.delegation_id
            """
        ).compactMap { row in
            guard let role = Role(rawValue: try row.text("role")) else { return nil }
            return Delegation(
                id: Int64(try row.int("delegation_id")), fromPersonID: Int64(try row.int("from_person_id")),
                from: try row.text("from_name"), toPersonID: Int64(try row.int("to_person_id")),
                to: try row.text("to_name"), role: role, firstDay: try row.value("first_day"),
                until: try row.value("end_day"), reason: try row.text("reason"))
        }
    }

    static func insertDelegation(
        _ transaction: Transaction, _ wanted: DelegateRole, council: Int32, now: Instant
    ) throws -> Int64 {
        let row = try transaction.first(
            """
            insert into access.delegation (council_id, from_person_id, to_person_id, role, during, reason,
                recorded_by, recorded_at)
            values (\(council), \(wanted.fromPersonID), \(wanted.toPersonID), \(wanted.role.rawValue),
                daterange(\(wanted.firstDay)::date, \(wanted.until)::date), \(wanted.reason), \(wanted.author.name),
                \(now.sql))
            returning delegation_id
            """)
        guard let row else { throw PostgresError.decoding("no delegation returned") }
        return Int64(try row.int("delegation_id"))
    }

    /// Ends a delegation today; one that had not begun never does.
    static func endDelegation(_ transaction: Transaction, id: Int64, council: Int32, on day: CalendarDate) throws {
        try transaction.query(
            """
            update access.delegation set during = daterange(least(lower(during), \(day)::date), \(day)::date)
            where council_id = \(council) and delegation_id = \(id) and upper(during) > \(day)::date
            """)
    }

    /// Ends today what somebody handed on: whoever has no role any more has nothing to hand on.
    static func endDelegations(
        _ transaction: Transaction, ofHolder person: Int64, role: Role, council: Int32, on day: CalendarDate
    ) throws {
        try transaction.query(
            """
            update access.delegation set during = daterange(least(lower(during), \(day)::date), \(day)::date)
            where council_id = \(council) and from_person_id = \(person) and role = \(role.rawValue)
                and upper(during) > \(day)::date
            """)
    }

    /// The absences of the tenant that are not over, by first day.
    static func absences(_ transaction: Transaction, of council: Int32, on today: CalendarDate) throws -> [Absence] {
        try transaction.query(
            """
            select a.absence_id, a.person_id, p.name, lower(a.during) as first_day, upper(a.during) as end_day
            from access.absence a join access.person p using (person_id)
            where a.council_id = \(council) and upper(a.during) > \(today)::date
            order by lower(a.during), a.absence_id
            """
        ).map { row in
            Absence(
                id: Int64(try row.int("absence_id")), personID: Int64(try row.int("person_id")),
                name: try row.text("name"), firstDay: try row.value("first_day"), until: try row.value("end_day"))
        }
    }

    static func insertAbsence(
        _ transaction: Transaction, person: Int64, from: CalendarDate, until: CalendarDate, council: Int32,
        by author: String, now: Instant
    ) throws -> Int64 {
        let row = try transaction.first(
            """
            insert into access.absence (council_id, person_id, during, recorded_by, recorded_at)
            values (\(council), \(person), daterange(\(from)::date, \(until)::date), \(author), \(now.sql))
            returning absence_id
            """)
        guard let row else { throw PostgresError.decoding("no absence returned") }
        return Int64(try row.int("absence_id"))
    }

    /// Ends an absence today; one that had not begun never does.
    static func endAbsence(_ transaction: Transaction, id: Int64, council: Int32, on day: CalendarDate) throws {
        try transaction.query(
            """
            update access.absence set during = daterange(least(lower(during), \(day)::date), \(day)::date)
            where council_id = \(council) and absence_id = \(id) and upper(during) > \(day)::date
            """)
    }
}
