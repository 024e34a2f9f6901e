public import Vocabulary

/// The number of a lot, unique over all councils.
public struct LotID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 1 or more.
    public let number: Int64
    /// Wraps the number.
    public init(_ number: Int64) { self.number = number }
    /// Decimal digits.
    public var description: String { String(number) }

    /// The older one first.
    public static func < (left: LotID, right: LotID) -> Bool { left.number < right.number }
}

/// What a lot brings.
public enum LotKind: String, Sendable, CaseIterable {
    /// The public RPPS extraction: the directory.
    case rpps
    /// A council's roll (Tableau).
    case roll
    /// The feed of individual accounts.
    case accounts
}

/// Where a lot is in its life.
public enum LotState: String, Sendable {
    /// Read and checked; the register is untouched.
    case previewed
    /// In the register.
    case applied
    /// Taken back: the register is as it was before.
    case undone
}

/// How many subjects of a lot fell in each class. The unit is a physician (`rpps`), a registration (`roll`) or a
/// source id (`accounts`); rejected counts quarantined lines, ignored counts lines left out by rule.
public struct LotCounts: Sendable, Equatable {
    /// Subjects the register did not have.
    public var new = 0
    /// Subjects with at least one different fact.
    public var changed = 0
    /// Subjects that the register already has as they are.
    public var unchanged = 0
    /// Lines in quarantine.
    public var rejected = 0
    /// Lines left out by rule.
    public var ignored = 0

    /// All zero.
    public init() {}

    /// Adds the counts of another part of the same lot.
    public mutating func add(_ other: LotCounts) {
        new += other.new
        changed += other.changed
        unchanged += other.unchanged
        rejected += other.rejected
        ignored += other.ignored
    }
}

/// What reading a lot showed, beside its counts.
public struct LotReport: Sendable, Equatable {
    /// Warnings about accepted lines.
    public var warnings: [ReadingWarning] = []
    /// Columns that no rule reads, as the file writes them.
    public var unknownColumns: [String] = []
    /// Lines left out, by rule.
    public var ignored: [IgnoredLines] = []
    /// French sentences, such as what was discarded for privacy.
    public var notes: [String] = []

    /// Empty.
    public init() {}
}

/// One import, from its preview to its undoing.
public struct Lot: Sendable {
    /// Its number.
    public let id: LotID
    /// What it brings.
    public let kind: LotKind
    /// As the sender names the file.
    public let fileName: String
    /// Hexadecimal SHA-256 of the file.
    public let sha256: String
    /// The day the file is true for.
    public let asOf: CalendarDate
    /// Who read it.
    public let actor: String
    /// Where it is in its life.
    public let state: LotState
    /// How many subjects fell in each class.
    public let counts: LotCounts
    /// What reading it showed.
    public let report: LotReport
    /// ISO 8601, UTC.
    public let readAt: String
    /// ISO 8601, UTC.
    public let appliedAt: String?
    /// ISO 8601, UTC.
    public let undoneAt: String?
    /// How long reading and applying took.
    public let seconds: Double
}

/// A line in quarantine: kept with its text and the reason.
public struct RejectedLine: Sendable {
    /// The file of the lot.
    public let fileName: String
    /// From 1.
    public let number: Int
    /// The line as it stands in the file.
    public let line: String
    /// A stable English code.
    public let code: String
    /// French: what is wrong and what to do.
    public let reason: String

    /// All fields.
    public init(fileName: String, number: Int, line: String, code: String, reason: String) {
        self.fileName = fileName
        self.number = number
        self.line = line
        self.code = code
        self.reason = reason
    }
}
