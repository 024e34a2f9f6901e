import Documents
import Intake
import Postgres
import Vocabulary

/// The rows of a roll on their way into the register: temporary tables of one transaction.
enum RollStaging {
    /// Creates the staging table for the transaction, with room to sort a whole council's rows in memory.
    ///
    /// Tables that are being filled have no statistics, or those of an autovacuum that still found them empty: a
    /// nested loop chosen on such grounds takes hours, a hash join never does.
    static func create(_ transaction: Transaction) throws {
        try transaction.query(
            "select set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)")
        try transaction.query(
            """
            create temporary table roll_line (
                line bigint, council text, rpps text, registered_on date, diploma_on date, birth_year smallint,
                specialty text, qualified_on date, email text, email_checked_on date, gives_care boolean,
                care_since date, exempt_from date, exempt_through date, exempt_reason text, ended_on date,
                end_reason text, is_military boolean, address text[]) on commit drop
            """)
    }

    /// Writes one checked row.
    static func write(_ row: RollRow, to writer: CopyWriter) throws {
        writer.field(row.line)
        writer.field(row.council)
        writer.field(row.rpps)
        writer.field(row.registeredOn)
        writer.field(row.diplomaOn)
        writer.field(row.birthYear)
        writer.field(row.specialtyCode)
        writer.field(row.qualifiedOn)
        writer.field(row.email)
        writer.field(row.emailCheckedOn)
        writer.field(row.givesDirectCare)
        writer.field(row.directCareSince)
        writer.field(row.exemptFrom)
        writer.field(row.exemptThrough)
        writer.field(row.exemptionReason?.rawValue)
        writer.field(row.endedOn)
        writer.field(row.endReason?.rawValue)
        writer.field(row.isMilitary)
        writer.field(row.address)
        try writer.endRow()
    }

    /// Gathers the staged rows into registrations and qualifications, each with the key of its physician.
    ///
    /// Rows of one registration that disagree are settled without regard to their order: the first in collation
    /// order of their facts.
    /// - Returns: how many registrations had rows that disagree.
    static func gather(_ id: LotID, _ transaction: Transaction) throws -> Int {
        try transaction.query(
            """
            insert into registry.physician (rpps_number, created_lot, changed_lot)
            select distinct rpps, \(id.number)::bigint, \(id.number)::bigint from pg_temp.roll_line s
            where not exists (select from registry.physician p where p.rpps_number = s.rpps)
            on conflict (rpps_number) do nothing
            """)
        try transaction.query(
            """
            create temporary table roll_registration on commit drop as
            select distinct on (c.council_id, p.physician_id, s.registered_on)
                c.council_id, p.physician_id, s.registered_on, s.ended_on, s.end_reason, s.diploma_on, s.birth_year,
                s.email, s.email_checked_on, s.is_military, s.address, s.gives_care, s.care_since, s.exempt_from,
                s.exempt_through, s.exempt_reason
            from pg_temp.roll_line s
            join access.published_council c on c.code = s.council
            join registry.physician p on p.rpps_number = s.rpps
            order by c.council_id, p.physician_id, s.registered_on, s.ended_on, s.end_reason, s.diploma_on,
                s.birth_year, s.email, s.email_checked_on, s.is_military, s.address, s.gives_care, s.care_since,
                s.exempt_from, s.exempt_through, s.exempt_reason
            """)
        try transaction.query(
            """
            create temporary table roll_qualification on commit drop as
            select c.council_id, p.physician_id, s.specialty as specialty_code, s.registered_on,
                max(s.qualified_on) as qualified_on,
                s.registered_on = max(s.registered_on) over (partition by c.council_id, p.physician_id) as is_current
            from pg_temp.roll_line s
            join access.published_council c on c.code = s.council
            join registry.physician p on p.rpps_number = s.rpps
            group by c.council_id, p.physician_id, s.specialty, s.registered_on
            """)
        try transaction.query("create index on pg_temp.roll_registration (council_id, physician_id)")
        try transaction.query("create index on pg_temp.roll_qualification (council_id, physician_id)")
        try transaction.query(
            "analyze pg_temp.roll_registration (council_id, physician_id, registered_on, exempt_from)")
        try transaction.query(
            "analyze pg_temp.roll_qualification (council_id, physician_id, specialty_code, is_current)")
        return try transaction.query(
            """
            select count(*) as number from (
                select from pg_temp.roll_line join (
                    select council, rpps, registered_on from pg_temp.roll_line
                    group by council, rpps, registered_on having count(*) > 1) several using (council, rpps, registered_on)
                group by council, rpps, registered_on
                having count(distinct (ended_on, end_reason, diploma_on, birth_year, email, email_checked_on,
                    is_military, address, gives_care, care_since, exempt_from, exempt_through, exempt_reason)) > 1
            ) disagreeing
            """)[0].int("number")
    }

    /// Gives the rest of the transaction the server's own choice of joins back.
    static func close(_ transaction: Transaction) throws {
        try transaction.query("select set_config('enable_nestloop', 'on', true)")
    }

    /// The councils that the staged rows name, by key.
    static func councils(_ transaction: Transaction) throws -> [Int32] {
        try transaction.query(
            "select distinct council_id from pg_temp.roll_registration order by council_id"
        ).map { try $0.value("council_id") }
    }
}
