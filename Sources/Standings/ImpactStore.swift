import Postgres
import Vocabulary

/// The statements about impact reports. The header belongs to no council and is written by the national role; each
/// council's part is written as that council.
struct ImpactStore {
    let transaction: Transaction

    /// Asks for a report; the one that waits or runs already is the same.
    func add(_ version: ProposedVersion, law: String, asOf: CalendarDate, by actor: String) throws -> ImpactID {
        try transaction.query(
            """
            insert into standings.impact
                (framework_id, version, version_fingerprint, law_fingerprint, as_of, requested_by)
            values (\(version.framework.id.rawValue), \(version.framework.version), \(version.fingerprint), \(law),
                \(asOf), \(actor))
            on conflict do nothing
            """)
        let row = try transaction.query(
            """
            select impact_id from standings.impact
            where framework_id = \(version.framework.id.rawValue) and version = \(version.framework.version)
                and version_fingerprint = \(version.fingerprint) and law_fingerprint = \(law) and as_of = \(asOf)
            order by impact_id desc limit 1
            """)[0]
        return ImpactID(Int64(try row.int("impact_id")))
    }

    /// The day of the reports on this text that wait, run or are whole; nil when there is none.
    func reportDay(of version: ProposedVersion) throws -> CalendarDate? {
        try transaction.first(
            """
            select as_of from standings.impact
            where framework_id = \(version.framework.id.rawValue) and version = \(version.framework.version)
                and version_fingerprint = \(version.fingerprint) and state in ('queued', 'running', 'done')
            order by impact_id limit 1
            """
        ).map { try $0.date("as_of") }
    }

    /// The oldest report that waits or was left running.
    func waiting() throws -> ImpactID? {
        try transaction.first(
            """
            select impact_id from standings.impact where state in ('queued', 'running')
            order by state desc, impact_id limit 1
            """
        ).map { ImpactID(Int64(try $0.int("impact_id"))) }
    }

    /// Marks the report as running, with a row for each council.
    func start(_ id: ImpactID) throws {
        try transaction.query(
            """
            update standings.impact set state = 'running', started_at = coalesce(started_at, now())
            where impact_id = \(id.number) and state in ('queued', 'running')
            """)
        try transaction.query(
            """
            insert into standings.impact_council (impact_id, council_code)
            select \(id.number), code from access.published_council where kind = 'departmental'
            on conflict do nothing
            """)
    }

    /// The councils that are still to be computed, by key.
    func undone(_ id: ImpactID) throws -> [ImpactCouncil] {
        try transaction.query(
            """
            select p.council_id, c.council_code from standings.impact_council c
            join access.published_council p on p.code = c.council_code
            where c.impact_id = \(id.number) and not c.is_done order by p.council_id
            """
        ).map { ImpactCouncil(id: try $0.value("council_id"), code: try $0.text("council_code")) }
    }

    /// Locks the part of the transaction's council until the end of the transaction.
    ///
    /// - Returns: false when it is done, another worker has it, or the report is no longer wanted.
    func claim(_ id: ImpactID, _ council: ImpactCouncil) throws -> Bool {
        try transaction.first(
            """
            select true as claimed from standings.impact_council c
            where c.impact_id = \(id.number) and c.council_code = \(council.code) and not c.is_done
                and exists (select from standings.impact i where i.impact_id = c.impact_id and i.state = 'running')
            for update of c skip locked
            """) != nil
    }

    /// Ends the report in a state other than done.
    func end(_ id: ImpactID, _ state: ImpactState, by actor: String?) throws {
        try transaction.query(
            """
            update standings.impact set state = \(state.rawValue), finished_at = now(), ended_by = \(actor)
            where impact_id = \(id.number) and state in ('queued', 'running')
            """)
    }
}

/// A council as an impact report visits it.
struct ImpactCouncil: Sendable, Hashable {
    /// The key of the tenant.
    let id: Int32
    /// The code of addresses and files.
    let code: String
}

extension ImpactStore {
    /// Physicians of the transaction's council who held one of these qualifications at any time, or whom the council
    /// put under the référentiel.
    func concerned(_ codes: [String], _ framework: FrameworkID) throws -> [Int] {
        try transaction.query(
            """
            select physician_id from registry.case_file
            where framework_choice = \(framework.rawValue) or string_to_array(
                regexp_replace(qualifications, ':[^;]*', '', 'g'), ';') && \(codes)::text[]
            order by physician_id
            """
        ).map { try $0.int("physician_id") }
    }

    /// Writes what the council's physicians come to, and marks the council as done.
    func keep(_ count: ImpactCount, of id: ImpactID, _ council: ImpactCouncil) throws {
        try insert(lines: ImpactStore.json(count.tallies), id, council)
        try insert(samples: ImpactStore.json(count.samples), id, council)
        try transaction.query(
            """
            update standings.impact_council set is_done = true
            where impact_id = \(id.number) and council_code = \(council.code)
            """)
    }

    private func insert(lines: String, _ id: ImpactID, _ council: ImpactCouncil) throws {
        try transaction.query(
            """
            insert into standings.impact_line (impact_id, council_code, specialty_code, framework_code, examined,
                changed, losing, gaining, actions_lost, actions_gained, becoming_complete, ceasing_complete,
                becoming_late, ceasing_late, changing_state, changing_required, changing_alert, straddling,
                complete_before, complete_after, late_before, late_after)
            select \(id.number), \(council.code), specialty_code, framework_code, examined,
                changed, losing, gaining, actions_lost, actions_gained, becoming_complete, ceasing_complete,
                becoming_late, ceasing_late, changing_state, changing_required, changing_alert, straddling,
                complete_before, complete_after, late_before, late_after
            from jsonb_populate_recordset(null::standings.impact_line, \(lines)::jsonb)
            """)
    }

    private func insert(samples: String, _ id: ImpactID, _ council: ImpactCouncil) throws {
        try transaction.query(
            """
            insert into standings.impact_sample
                (council_id, impact_id, measure, place, physician_id, before, after, actions)
            select \(council.id), \(id.number), measure, place, physician_id, before, after, actions
            from jsonb_populate_recordset(null::standings.impact_sample, \(samples)::jsonb)
            """)
    }

    private static func json(_ tallies: [ImpactKey: ImpactTally]) -> String {
        JSON.array(
            tallies.sorted { $0.key < $1.key }.map { key, tally in
                .object(
                    [
                        .init("specialty_code", .string(key.specialty)),
                        .init("framework_code", .string(key.framework)),
                    ] + ImpactMeasure.allCases.map { .init($0.rawValue, .integer(tally[$0])) })
            }
        ).text
    }

    private static func json(_ samples: ImpactSamples) -> String {
        JSON.array(
            ImpactMeasure.sampled.flatMap { measure in
                (samples.chosen[measure] ?? []).enumerated().map { place, sample in
                    .object([
                        .init("measure", .string(measure.rawValue)), .init("place", .integer(place + 1)),
                        .init("physician_id", .integer(sample.physicianID)),
                        .init("before", sample.comparison.before?.json ?? .null),
                        .init("after", sample.comparison.after?.json ?? .null),
                        .init("actions", sample.comparison.actionsJSON),
                    ])
                }
            }
        ).text
    }
}
