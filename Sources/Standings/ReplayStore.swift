import Postgres
import Vocabulary

/// Reads what is on record.
struct ReplayStore {
    /// A run of the period.
    struct Run {
        let id: Int
        let asOf: CalendarDate
        let lawMark: String
        let known: String
    }

    /// A stored record.
    struct Record {
        let id: Int
        let physicianID: Int
        let content: String
        let proofHash: String
        let proof: String?
    }

    /// A standing beside the record it should say, both as JSON with the same members.
    struct Line {
        let rppsNumber: String
        let standing: String
        let recorded: String?
    }

    let transaction: Transaction
    let council: Int32

    /// The laws that runs used, by mark.
    static func laws(_ transaction: Transaction) throws -> [String: RebuiltLaw] {
        var laws: [String: RebuiltLaw] = [:]
        for row in try transaction.query("select law_mark, content from standings.law_used") {
            let mark = try row.text("law_mark")
            laws[mark] = try RebuiltLaw(mark: mark, text: try row.text("content"), transaction)
        }
        return laws
    }

    func runs(_ period: ReplayPeriod) throws -> [Run] {
        try transaction.query(
            """
            select run_id, as_of, rules_fingerprint, knowledge from standings.run t
            where council_id = \(council) and knowledge is not null and \(within(period)) order by run_id
            """
        ).map { row in
            Run(
                id: try row.int("run_id"), asOf: try row.date("as_of"), lawMark: try row.text("rules_fingerprint"),
                known: try row.text("knowledge"))
        }
    }

    private func within(_ period: ReplayPeriod) -> SQL {
        """
        t.as_of >= coalesce(\(period.from), '-infinity'::date) and t.as_of <= coalesce(\(period.through), 'infinity'::date)
        """
    }

    /// A sample takes the keys that a fixed hash puts first: the same ones each time, and no neighbours.
    func records(of run: Int, _ period: ReplayPeriod) throws -> [Record] {
        let sample: SQL = period.sample.map { "order by hashint8(record_id) limit \($0)" } ?? "order by record_id"
        return try transaction.query(
            """
            select record_id, physician_id, content, proof_hash, proof from standings.record t
            where council_id = \(council) and run_id = \(run) and \(named(period)) \(sample)
            """
        ).map { row in
            Record(
                id: try row.int("record_id"), physicianID: try row.int("physician_id"),
                content: try row.text("content"), proofHash: try row.text("proof_hash"),
                proof: try row.optional("proof"))
        }
    }

    /// The key of the physician with this number.
    func physician(_ number: String) throws -> Int64? {
        try transaction.first("select physician_id from registry.case_file where rpps_number = \(number)")
            .map { Int64(try $0.int("physician_id")) }
    }

    private func named(_ period: ReplayPeriod) -> SQL {
        guard let number = period.rppsNumber else { return "true" }
        return "t.physician_id in (select physician_id from registry.case_file where rpps_number = \(number))"
    }

    /// Records that no run explains.
    func withoutRun(_ period: ReplayPeriod) throws -> [(record: Int, physician: Int)] {
        try transaction.query(
            """
            select record_id, physician_id from standings.record t
            where council_id = \(council) and \(named(period)) and not exists (
                select from standings.run r where r.council_id = t.council_id and r.run_id = t.run_id
                and r.knowledge is not null)
            """
        ).map { (try $0.int("record_id"), try $0.int("physician_id")) }
    }

    /// Whether the last refresh of the council kept records.
    func isRecorded() throws -> Bool {
        try transaction.first(
            """
            select knowledge is not null as is_recorded from standings.run
            where council_id = \(council) and kind = 'refresh' order by run_id desc limit 1
            """)?.bool("is_recorded") ?? false
    }

    /// Present standings, and what their last record says of the same members.
    func standings(_ period: ReplayPeriod) throws -> [Line] {
        try transaction.query(
            """
            select t.rpps_number, json_strip_nulls(json_build_object('state', t.state, 'specialty', t.specialty_code,
                    'framework', t.framework_id, 'certainty', t.framework_certainty, 'cycleStart', t.cycle_start,
                    'cycleEnd', t.cycle_end, 'controlDeadline', t.control_deadline, 'required', t.required,
                    'counts', t.counts, 'complete', t.is_complete, 'late', t.is_late,
                    'nextAlertOn', t.next_alert_on, 'nextChangeOn', t.next_change_on))::text as standing,
                last.content
            from standings.standing t left join lateral (
                select r.content from standings.record r
                where r.council_id = t.council_id and r.physician_id = t.physician_id and r.proof is null
                order by r.record_id desc limit 1) last on true
            where t.council_id = \(council) and \(named(period)) order by t.physician_id
            """
        ).map { row in
            let standing = try JSON(parsing: row.text("standing"))
            let recorded = try row.optional("content", as: String.self).map { try? JSON(parsing: $0) }
            return Line(
                rppsNumber: try row.text("rpps_number"), standing: Line.common(standing),
                recorded: recorded.map { $0.map(Line.common) ?? "" })
        }
    }
}

extension ReplayStore.Line {
    private static let members = [
        "state", "specialty", "framework", "certainty", "cycleStart", "cycleEnd", "controlDeadline", "required",
        "counts", "complete", "late", "nextAlertOn", "nextChangeOn",
    ]

    /// The members that a standing and a record share, in one order.
    static func common(_ json: JSON) -> String {
        JSON.object(members.compactMap { key in json[key].map { JSON.Member(key, $0) } }).text
    }
}
