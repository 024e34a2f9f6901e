import Postgres
import Vocabulary

/// Reads stored standings for the export.
enum StandingLineStore {
    /// Each line with the opaque key of its physician.
    static func lines(of council: String, _ transaction: Transaction) throws -> [(Int64, StandingLine)] {
        try transaction.query(
            """
            select physician_id, rpps_number, framework_id, cycle_start, cycle_end, array_to_string(counts, ' ') as counts,
                array_to_string(required, ' ') as required, is_complete, is_late, next_alert_on, state
            from standings.standing order by rpps_number
            """
        ).map { row in
            let line = StandingLine(
                rpps: try row.text("rpps_number"), council: council, framework: try row.optional("framework_id"),
                cycleStart: try row.optional("cycle_start"), cycleEnd: try row.optional("cycle_end"),
                counts: numbers(try row.optional("counts")), required: numbers(try row.optional("required")),
                isComplete: try row.optional("is_complete"), isLate: try row.optional("is_late"),
                nextAlertOn: try row.optional("next_alert_on"), state: try row.text("state"))
            return (Int64(try row.int("physician_id")), line)
        }
    }

    private static func numbers(_ text: String?) -> [Int]? {
        text.map { $0.split(separator: " ").compactMap { Int($0) } }
    }
}
