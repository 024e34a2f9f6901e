/// A line set aside: it is kept as written, with the reason, and nothing of it enters the register.
public struct QuarantinedLine: Equatable, Sendable {
    /// The number of its (first) physical line in the file, from 1; the header counts.
    public let number: Int
    /// The line as written, cut after 1 MiB.
    public let text: String
    /// A short stable word for the reason, such as `unknown_specialty`.
    public let code: String
    /// The reason in French: what is wrong, in which column, what to do.
    public let sentence: String
}

/// Something worth knowing about accepted lines, told once with how often it occurred.
public struct ReadingWarning: Equatable, Sendable {
    /// A short stable word, such as `luhn`.
    public let code: String
    /// What it means, in French.
    public let sentence: String
    /// How many lines it concerns.
    public internal(set) var count: Int
    /// The number of the first of them, from 1; 0 when it concerns no line.
    public let firstLine: Int
}

/// Lines left out by rule.
public struct IgnoredLines: Equatable, Sendable {
    /// A short stable word, such as `other_profession`.
    public let code: String
    /// The rule, in French.
    public let label: String
    /// How many lines.
    public internal(set) var count: Int
}

/// What a reading has met so far.
public struct ReadingReport: Equatable, Sendable {
    /// Data lines met: always `rows + quarantined` plus the counts of `ignored`.
    public internal(set) var lines = 0
    /// Rows that were handed out.
    public internal(set) var rows = 0
    /// Lines that were set aside.
    public internal(set) var quarantined = 0
    /// Lines left out by rule, in the order in which the rules were met.
    public internal(set) var ignored: [IgnoredLines] = []
    /// Warnings, in the order in which they were met.
    public internal(set) var warnings: [ReadingWarning] = []
    /// Names of columns that nothing reads, as written in the header.
    public internal(set) var unknownColumns: [String] = []

    /// The report of a reading that has met nothing yet.
    public init() {}

    /// Lines left out by any rule.
    public var ignoredLines: Int { ignored.reduce(0) { $0 + $1.count } }

    /// Blank lines met.
    var blankLines: Int { ignored.first { $0.code == "blank" }?.count ?? 0 }

    mutating func ignoreBlank() { ignore("blank", "Lignes vides") }

    mutating func ignore(_ code: String, _ label: @autoclosure () -> String, count: Int = 1) {
        if let index = ignored.firstIndex(where: { $0.code == code }) {
            ignored[index].count += count
        } else {
            ignored.append(IgnoredLines(code: code, label: frenchSpaces(label()), count: count))
        }
    }

    mutating func warn(_ code: String, line: Int, _ sentence: @autoclosure () -> String) {
        if let index = warnings.firstIndex(where: { $0.code == code }) {
            warnings[index].count += 1
        } else {
            warnings.append(
                ReadingWarning(code: code, sentence: frenchSpaces(sentence()), count: 1, firstLine: line))
        }
    }
}

/// Why one line is set aside.
struct Rejection: Error, Equatable {
    let code: String
    let sentence: String
    /// The sentence without any value of the line, for what may tell about health.
    let discreet: String

    /// A reason; unless `discreet` is given, what lies between the first « and the last » is masked in it.
    init(_ code: String, _ sentence: String, discreet: String? = nil) {
        self.code = code
        self.sentence = frenchSpaces(sentence)
        self.discreet = frenchSpaces(discreet ?? Rejection.masked(sentence))
    }

    private static func masked(_ sentence: String) -> String {
        guard let first = sentence.firstIndex(of: "«"), let last = sentence.lastIndex(of: "»"), first < last else {
            return sentence
        }
        return sentence[..<first] + "« … »" + sentence[sentence.index(after: last)...]
    }

    /// The quarantined line for this reason.
    func line(_ number: Int, _ text: UnsafeRawBufferPointer) -> QuarantinedLine {
        QuarantinedLine(number: number, text: Rejection.kept(text), code: code, sentence: sentence)
    }

    /// At most 1 MiB, cut between two characters.
    private static func kept(_ bytes: UnsafeRawBufferPointer) -> String {
        let limit = 1 << 20
        guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
        var end = limit
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self) + "…"
    }
}
