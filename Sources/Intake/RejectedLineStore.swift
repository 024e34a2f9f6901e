public import Postgres

/// The quarantine of lots.
public enum RejectedLineStore {
    /// Keeps lines in the part of the lot that the transaction's council has.
    public static func keep(_ lines: [RejectedLine], in id: LotID, of council: Int32, _ transaction: Transaction) throws
    {
        guard !lines.isEmpty else { return }
        try transaction.query(
            """
            create temporary table if not exists rejected_file (
                file_name text, line_number bigint, line text, code text, reason text) on commit drop
            """)
        try transaction.query("truncate pg_temp.rejected_file")
        try transaction.copyIn("copy pg_temp.rejected_file from stdin") { writer in
            for line in lines {
                writer.field(line.fileName)
                writer.field(line.number)
                writer.field(line.line)
                writer.field(line.code)
                writer.field(line.reason)
                try writer.endRow()
            }
        }
        try transaction.query(
            """
            insert into intake.rejected_line (council_id, lot_id, file_name, line_number, line, code, reason)
            select \(council), \(id.number), file_name, line_number, line, code, reason from pg_temp.rejected_file
            on conflict do nothing
            """)
    }

    /// The lines of a lot in the order of the file, `limit` of them after line `after`.
    public static func list(
        _ id: LotID, _ transaction: Transaction, after: Int = 0, limit: Int = 100
    ) throws -> [RejectedLine] {
        try transaction.query(
            """
            select file_name, line_number, line, code, reason from intake.rejected_line
            where lot_id = \(id.number) and line_number > \(after)
            order by line_number, file_name, code limit \(limit)
            """
        ).map { row in
            RejectedLine(
                fileName: try row.text("file_name"), number: try row.int("line_number"), line: try row.text("line"),
                code: try row.text("code"), reason: try row.text("reason"))
        }
    }
}
