import Vocabulary

/// Reads a row of `registry.case_file` in COPY's text format.
struct CaseFileReader {
    /// A row is not what the view promises: our fault. It says how many columns there were, since the row names somebody.
    struct Unreadable: Error {
        let columns: Int
    }

    /// The row's columns, in the order of `CaseStore`.
    func read(_ columns: [String?]) throws -> CaseFile {
        guard columns.count == 14, let physician = columns[0].flatMap({ Int($0) }), let rpps = columns[1] else {
            throw Unreadable(columns: columns.count)
        }
        return CaseFile(
            physicianID: physician, rppsNumber: rpps, familyName: columns[2], givenName: columns[3],
            searchName: columns[4] ?? rpps, hasEmail: columns[5] == "t",
            diplomaDate: columns[6].flatMap { CalendarDate(iso: $0) },
            registrations: list(columns[7]) { parts in
                period(parts[0], parts[1]).map { .init(during: $0, isMilitary: parts[2] == "true") }
            },
            spells: list(columns[8]) { period($0[0], $0[1]) },
            directCare: list(columns[9]) { parts in
                CalendarDate(iso: parts[0]).map { Dated(from: $0, parts[1] == "true") }
            },
            exemptions: list(columns[10]) { parts in
                guard let during = period(parts[0], parts[1]),
                    let reason = Profile.Exemption.Reason(rawValue: String(parts[2]))
                else { return nil }
                return .init(during: during, reason: reason)
            },
            qualifications: list(columns[11]) { parts in
                guard let from = CalendarDate(iso: parts[1]) else { return nil }
                return .init(
                    code: String(parts[0]), during: Period(start: from, until: CalendarDate(iso: parts[2])))
            },
            chosenFramework: columns[12].map { FrameworkID($0) })
    }

    /// Inclusive bounds, the last one possibly absent, to a half-open period.
    private func period(_ start: Substring, _ through: Substring) -> Period? {
        CalendarDate(iso: start).map { Period(start: $0, until: CalendarDate(iso: through)?.next) }
    }

    private func list<Value>(_ text: String?, _ read: ([Substring]) -> Value?) -> [Value] {
        guard let text, !text.isEmpty else { return [] }
        return text.split(separator: ";").compactMap {
            read($0.split(separator: ":", omittingEmptySubsequences: false))
        }
    }
}

/// COPY's text format, read (PostgreSQL manual, COPY).
enum CopyText {
    /// The columns of a row; nil is NULL.
    static func columns(_ row: UnsafeRawBufferPointer) -> [String?] {
        var columns: [String?] = []
        var start = 0
        let end = row.last == 0x0A ? row.count - 1 : row.count
        for index in 0...end where index == end || row[index] == 0x09 {
            columns.append(value(UnsafeRawBufferPointer(rebasing: row[start..<index])))
            start = index + 1
        }
        return columns
    }

    static func value(_ bytes: UnsafeRawBufferPointer) -> String? {
        if bytes.count == 2, bytes[0] == 0x5C, bytes[1] == 0x4E { return nil }
        guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: unescaped(bytes), as: UTF8.self)
    }

    /// The bytes that a field with backslashes stands for.
    static func unescaped(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "n"): result.append(0x0A)
                case UInt8(ascii: "t"): result.append(0x09)
                case UInt8(ascii: "r"): result.append(0x0D)
                case UInt8(ascii: "b"): result.append(0x08)
                case UInt8(ascii: "f"): result.append(0x0C)
                case UInt8(ascii: "v"): result.append(0x0B)
                default: result.append(byte)
                }
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
