import Vocabulary

extension LotReport {
    /// The JSON that `intake.lot.report` keeps.
    var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("warnings")
            writer.array { writer in
                for warning in warnings { writer.value(LotReport.value(warning)) }
            }
            writer.key("unknownColumns")
            writer.value(.array(unknownColumns.map { .string($0) }))
            writer.key("ignored")
            writer.value(
                .array(
                    ignored.map {
                        .object([
                            .init("code", .string($0.code)), .init("label", .string($0.label)),
                            .init("count", .integer($0.count)),
                        ])
                    }))
            writer.key("notes")
            writer.value(.array(notes.map { .string($0) }))
        }
        return writer.text
    }

    private static func value(_ warning: ReadingWarning) -> JSON {
        .object([
            .init("code", .string(warning.code)), .init("sentence", .string(warning.sentence)),
            .init("count", .integer(warning.count)), .init("firstLine", .integer(warning.firstLine)),
        ])
    }

    /// Reads back what `json` wrote; anything else is an empty report.
    init(json text: String) {
        self.init()
        guard let value = try? JSON(parsing: text) else { return }
        func strings(_ key: String) -> [String] { value[key]?.array?.compactMap(\.string) ?? [] }
        unknownColumns = strings("unknownColumns")
        notes = strings("notes")
        warnings = (value["warnings"]?.array ?? []).map { entry in
            ReadingWarning(
                code: entry["code"]?.string ?? "", sentence: entry["sentence"]?.string ?? "",
                count: entry["count"]?.integer ?? 0, firstLine: entry["firstLine"]?.integer ?? 0)
        }
        ignored = (value["ignored"]?.array ?? []).map { entry in
            IgnoredLines(
                code: entry["code"]?.string ?? "", label: entry["label"]?.string ?? "",
                count: entry["count"]?.integer ?? 0)
        }
    }

    /// Takes in what a reader met.
    public mutating func add(_ reading: ReadingReport) {
        warnings.append(contentsOf: reading.warnings)
        unknownColumns.append(contentsOf: reading.unknownColumns)
        for line in reading.ignored {
            if let index = ignored.firstIndex(where: { $0.code == line.code }) {
                ignored[index].count += line.count
            } else {
                ignored.append(line)
            }
        }
    }
}
