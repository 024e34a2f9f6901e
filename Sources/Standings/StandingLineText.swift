import Documents
import Vocabulary

extension StandingLine {
    /// The columns of the export, in order (contracts §7).
    static let columns = [
        "rpps", "council", "framework", "cycle_start", "cycle_end", "b1", "b2", "b3", "b4", "required1", "required2",
        "required3", "required4", "complete", "late", "next_alert_on", "state",
    ]

    /// The line as JSON, without line feed.
    public var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            let members: [(String, JSON)] =
                [("rpps", .string(rpps)), ("council", .string(council)), ("framework", text(framework))]
                + [("cycle_start", text(cycleStart?.description)), ("cycle_end", text(cycleEnd?.description))]
                + numbers("b", counts) + numbers("required", required)
                + [("complete", truth(isComplete)), ("late", truth(isLate))]
                + [("next_alert_on", text(nextAlertOn?.description)), ("state", .string(state))]
            for (key, value) in members {
                writer.key(key)
                writer.value(value)
            }
        }
        return writer.text
    }

    private func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    private func truth(_ value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }
    private func numbers(_ name: String, _ values: [Int]?) -> [(String, JSON)] {
        (0..<4).map { index in ("\(name)\(index + 1)", values.map { .integer($0[index]) } ?? .null) }
    }

    /// All lines as CSV for a program: header, `;`, empty cells for null.
    public static func csv(_ lines: [StandingLine]) -> [UInt8] {
        var writer = CSVWriter(for: .program)
        writer.record(columns)
        for line in lines {
            writer.text(line.rpps)
            writer.text(line.council)
            writer.text(line.framework)
            writer.text(line.cycleStart?.description)
            writer.text(line.cycleEnd?.description)
            for index in 0..<4 { writer.number(line.counts?[index]) }
            for index in 0..<4 { writer.number(line.required?[index]) }
            writer.truth(line.isComplete)
            writer.truth(line.isLate)
            writer.text(line.nextAlertOn?.description)
            writer.text(line.state)
            writer.endRecord()
        }
        return writer.bytes
    }
}
