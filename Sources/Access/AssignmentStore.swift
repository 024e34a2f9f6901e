public import Postgres
import Vocabulary

/// Every statement on assignments.
enum AssignmentStore {
    static func files(
        _ transaction: Transaction, of person: Int64, on day: CalendarDate
    ) throws -> [(physician: Int64, until: CalendarDate?)] {
        try transaction.query(
            """
            select physician_id, upper(during) as end_day from access.assignment
            where person_id = \(person) and during @> \(day)::date order by lower(during), physician_id
            """
        ).map { (Int64(try $0.int("physician_id")), try $0.optional("end_day")) }
    }

    static func list(
        _ transaction: Transaction, physician: Int64, council: Int32, on day: CalendarDate
    ) throws -> [Assignment] {
        try transaction.query(
            """
            select a.assignment_id, a.person_id, p.name, lower(a.during) as first_day, upper(a.during) as end_day
            from access.assignment a join access.person p using (person_id)
            where a.council_id = \(council) and a.physician_id = \(physician) and a.during @> \(day)::date
            order by p.name, a.assignment_id
            """
        ).map { row in
            Assignment(
                id: Int64(try row.int("assignment_id")), personID: Int64(try row.int("person_id")),
                name: try row.text("name"), physicianID: physician, from: try row.value("first_day"),
                until: try row.optional("end_day"))
        }
    }

    /// How many assignments of the same file to the same person touch the wanted days.
    static func overlapping(
        _ transaction: Transaction, _ wanted: AssignFile, council: Int32, from: CalendarDate
    ) throws -> Int {
        let row = try transaction.first(
            """
            select count(*) as number from access.assignment
            where council_id = \(council) and person_id = \(wanted.personID)
                and physician_id = \(wanted.physicianID) and during && daterange(\(from)::date, \(wanted.until)::date)
            """)
        return try row?.int("number") ?? 0
    }

    static func insert(
        _ transaction: Transaction, _ wanted: AssignFile, council: Int32, from: CalendarDate, now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.assignment (council_id, person_id, physician_id, during, recorded_by, recorded_at)
            values (\(council), \(wanted.personID), \(wanted.physicianID),
                daterange(\(from)::date, \(wanted.until)::date), \(wanted.author.name), \(now.sql))
            """)
    }

    /// - Returns: whether there was one that did not end by then.
    static func end(
        _ transaction: Transaction, id: Int64, physician: Int64, council: Int32, on day: CalendarDate
    ) throws -> Bool {
        try transaction.query(
            """
            update access.assignment set during = daterange(least(lower(during), \(day)::date), \(day)::date)
            where council_id = \(council) and assignment_id = \(id) and physician_id = \(physician)
                and (upper_inf(during) or upper(during) > \(day)::date)
            """
        ).affected == 1
    }
}

extension Assignment {
    /// Removes those of the files that a reviewed purge has listed, in a transaction as `PurgeLedger.principal(of:)`.
    ///
    /// - Returns: how many rows went, by table.
    /// - Throws: `PostgresError`.
    public static func purge(_ transaction: Transaction) throws -> [String: Int] {
        [
            "access.assignment": try transaction.query(
                """
                delete from access.assignment
                where physician_id in (select item_id from access.purge_ready where kind = 'physician')
                """
            ).affected
        ]
    }
}
