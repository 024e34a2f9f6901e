import Postgres
import Vocabulary

/// Every statement on discrepancies; row-level security gives the council.
enum DiscrepancyStore {
    static func list(
        _ transaction: Transaction, _ kind: DiscrepancyKind, on day: CalendarDate, after: Int64, limit: Int
    ) throws -> [Discrepancy] {
        try transaction.query(
            """
            select f.physician_id, p.rpps_number, p.family_name, p.given_name, f.on_roll, f.elsewhere
            from (\(found(kind, on: day))) f join registry.physician p using (physician_id)
            where f.physician_id > \(after) and \(shown(kind, on: day)) order by f.physician_id limit \(limit)
            """
        ).map {
            Discrepancy(
                physicianID: Int64(try $0.int("physician_id")), rppsNumber: try $0.text("rpps_number"),
                familyName: try $0.optional("family_name"), givenName: try $0.optional("given_name"),
                onRoll: try $0.optional("on_roll"), elsewhere: try $0.optional("elsewhere"))
        }
    }

    static func count(_ transaction: Transaction, _ kind: DiscrepancyKind, on day: CalendarDate) throws -> Int {
        try transaction.first(
            "select count(*) as total from (\(found(kind, on: day))) f where \(shown(kind, on: day))")?
            .int("total") ?? 0
    }

    static func hidden(_ transaction: Transaction, _ kind: DiscrepancyKind, on day: CalendarDate) throws -> [Int64] {
        try transaction.query(
            """
            select physician_id from registry.discrepancy_hidden where kind = \(kind.rawValue) and until > \(day)
            """
        ).map { Int64(try $0.int("physician_id")) }
    }

    static func hide(
        _ transaction: Transaction, council: Int32, physician: Int64, kind: DiscrepancyKind, until: CalendarDate,
        by actor: String
    ) throws {
        try transaction.query(
            """
            insert into registry.discrepancy_hidden (council_id, physician_id, kind, until, hidden_by)
            select \(council), \(physician), \(kind.rawValue), \(until), \(actor)
            where exists (select from registry.registration where physician_id = \(physician))
            on conflict (council_id, physician_id, kind) do update set until = excluded.until,
                hidden_by = excluded.hidden_by
            """)
    }

    private static func shown(_ kind: DiscrepancyKind, on day: CalendarDate) -> SQL {
        """
        not exists (select from registry.discrepancy_hidden h
            where h.physician_id = f.physician_id and h.kind = \(kind.rawValue) and h.until > \(day))
        """
    }

    /// Columns: physician_id, on_roll, elsewhere; one row a physician.
    private static func found(_ kind: DiscrepancyKind, on day: CalendarDate) -> SQL {
        switch kind {
        case .specialtyDiffers: specialtyDiffers(on: day)
        case .noName:
            """
            select distinct r.physician_id, null::text as on_roll, null::text as elsewhere
            from registry.registration r join registry.physician p using (physician_id)
            where p.family_name is null and \(open(on: day))
            """
        case .leftExtraction:
            """
            select r.physician_id, min(r.registered_on)::text as on_roll, p.left_extraction_on::text as elsewhere
            from registry.registration r join registry.physician p using (physician_id)
            where p.left_extraction_on is not null and \(open(on: day)) group by r.physician_id, p.left_extraction_on
            """
        case .twoRolls:
            """
            select r.physician_id, min(r.registered_on)::text as on_roll, max(s.started_on)::text as elsewhere
            from registry.registration r join registry.practice s using (physician_id)
            where \(open(on: day)) and s.started_on <= \(day) and (s.ended_on is null or s.ended_on >= \(day))
            group by r.physician_id having count(distinct s.registration_id) > 1
            """
        case .endedWithAccount:
            """
            select a.physician_id, max(r.ended_on)::text as on_roll, a.status as elsewhere
            from registry.account a join registry.registration r using (council_id, physician_id)
            where a.status <> 'clos' group by a.physician_id, a.status
            having bool_and(r.ended_on is not null and r.ended_on < \(day))
            """
        case .noEmail, .frameworkToConfirm, .frameworkMissing:
            "select null::bigint as physician_id, null::text as on_roll, null::text as elsewhere where false"
        }
    }

    private static func specialtyDiffers(on day: CalendarDate) -> SQL {
        """
        select q.physician_id, q.codes as on_roll, array_to_string(p.specialty_codes, ' ') as elsewhere
        from (select physician_id, string_agg(distinct specialty_code, ' ' order by specialty_code) as codes,
                array_agg(distinct specialty_code order by specialty_code) as held
            from registry.qualification
            where held_from <= \(day) and (held_until is null or held_until > \(day)) group by physician_id) q
        join registry.physician p using (physician_id)
        where p.specialty_codes <> '{}' and not (p.specialty_codes @> q.held and p.specialty_codes <@ q.held)
            and exists (select from registry.registration r where r.physician_id = q.physician_id and \(open(on: day)))
        """
    }

    private static func open(on day: CalendarDate) -> SQL { "(r.ended_on is null or r.ended_on >= \(day))" }
}
