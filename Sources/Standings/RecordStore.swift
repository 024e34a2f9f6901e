import Postgres
import Vocabulary

/// The statements on records: added, read, never changed.
struct RecordStore {
    let transaction: Transaction
    let council: Int32

    /// Keeps the law by which a run judges.
    func keep(_ law: UsedLaw) throws {
        try transaction.query(
            """
            insert into standings.law_used (law_mark, content) values (\(law.mark), \(law.text))
            on conflict (law_mark) do nothing
            """)
    }

    /// Stages the contents of `cases` and gives the physicians whose last record says otherwise, those who are gone
    /// included. A record that a decision rests on is beside the line of the refreshes.
    func changed(_ selection: CaseStore.Selection, _ cases: [AssessedCase]) throws -> Set<Int> {
        try transaction.query(
            """
            create temporary table if not exists record_new (physician_id bigint, content text, proof_hash text)
            on commit delete rows
            """)
        try transaction.query("delete from pg_temp.record_new")
        try transaction.copyIn("copy pg_temp.record_new (physician_id, content) from stdin") { writer in
            for item in cases {
                writer.field(item.file.physicianID)
                writer.field(StandingContent.text(item))
                try writer.endRow()
            }
        }
        let last = last(selection)
        try transaction.query(
            """
            insert into pg_temp.record_new (physician_id, content)
            select l.physician_id, \(StandingContent.gone) from \(last) l
            where not exists (select from pg_temp.record_new n where n.physician_id = l.physician_id)
            """)
        try transaction.query(
            """
            delete from pg_temp.record_new n using \(last) l where l.physician_id = n.physician_id
            and l.content = n.content
            """)
        return Set(
            try transaction.query("select physician_id from pg_temp.record_new").map { try $0.int("physician_id") })
    }

    /// The last record of each physician of the selection.
    private func last(_ selection: CaseStore.Selection) -> SQL {
        var chosen: SQL = "true"
        if case .some(let physicians) = selection {
            let list = physicians.map(String.init).joined(separator: ",")
            chosen = "physician_id = any(string_to_array(\(list), ',')::bigint[])"
        }
        return """
            (select distinct on (physician_id) physician_id, content from standings.record
            where council_id = \(council) and proof is null and \(chosen) order by physician_id, record_id desc)
            """
    }

    /// Writes what ``changed(_:_:)`` found.
    ///
    /// - Parameter proofs: the hash of each physician's proof.
    func add(_ proofs: some Sequence<(physician: Int, hash: String)>, run: Int) throws {
        try transaction.query(
            """
            create temporary table if not exists record_proof (physician_id bigint, proof_hash text)
            on commit delete rows
            """)
        try transaction.query("delete from pg_temp.record_proof")
        try transaction.copyIn("copy pg_temp.record_proof from stdin") { writer in
            for proof in proofs {
                writer.field(proof.physician)
                writer.field(proof.hash)
                try writer.endRow()
            }
        }
        try transaction.query(
            """
            insert into standings.record (council_id, run_id, physician_id, content, proof_hash)
            select \(council), \(run), n.physician_id, n.content, coalesce(p.proof_hash, \(RecordedProof.none))
            from pg_temp.record_new n left join pg_temp.record_proof p on p.physician_id = n.physician_id
            order by n.physician_id
            """)
    }

    /// Writes a record whose proof is kept whole.
    func add(_ record: StandingRecord, run: Int) throws -> Int {
        try transaction.query(
            """
            insert into standings.record (council_id, run_id, physician_id, content, proof_hash, proof)
            values (\(council), \(run), \(record.physicianID), \(record.content), \(record.proofHash), \(record.proof))
            returning record_id
            """)[0].int("record_id")
    }
}
