import Foundation
public import Vocabulary

/// Why each kind of personal data is kept, how long, and who reads it: one version of the rules
/// (`Resources/retention.json`).
public struct Retention: Sendable {
    /// The number of the version, 1 or more.
    public let version: Int
    /// The first day on which it holds.
    public let effectiveFrom: CalendarDate
    /// On what the version rests.
    public let source: String
    /// Every category, in the order of the page.
    public let categories: [RetentionCategory]
    /// The text of the version as it is kept.
    let content: String

    /// The category with this name.
    public func category(_ id: String) -> RetentionCategory? { categories.first { $0.id == id } }

    /// The category to which a table belongs, such as `registry.declaration`.
    public func category(of table: String) -> RetentionCategory? { categories.first { $0.tables.contains(table) } }

    /// The duration after which what this unit stands for is listed for a purge: its categories share it.
    public func term(of unit: RetentionCategory.Unit) -> RetentionTerm? {
        categories.first { $0.unit == unit }?.term
    }
}

/// What is kept for one purpose.
public struct RetentionCategory: Sendable {
    /// How it goes.
    public enum Removal: String, Sendable {
        /// Listed, reviewed by two people, executed, certified.
        case twoPeople = "two_people"
        /// By the rule alone, at night, with a count in the journal.
        case night
        /// Not removed; the words say why.
        case kept
    }

    /// What a list of a purge names.
    public enum Unit: String, Sendable, CaseIterable {
        /// A physician's file: its categories go together, since half a file would be judged otherwise.
        case physician
        /// An import.
        case lot
    }

    /// How sure the rule is, since no text settles the ordinal files.
    public enum Status: String, Sendable {
        /// A text or the program itself settles it.
        case settled
        /// A practice of comparable files.
        case practice
        /// The program's own default.
        case byDefault = "default"
    }

    /// A word of the program, such as `register`.
    public let id: String
    /// Its name, in French.
    public let label: String
    /// What it serves, in French.
    public let purpose: String
    /// The legal ground, in French.
    public let ground: String
    /// Who reads it, in French.
    public let readers: String
    /// How long it is kept, in French.
    public let words: String
    /// How it goes.
    public let removal: Removal
    /// What a list of a purge names; nil where there is no list.
    public let unit: Unit?
    /// The duration; nil where it is kept.
    public let term: RetentionTerm?
    /// How sure it is.
    public let status: Status
    /// Where it comes from, in French.
    public let source: String
    /// The tables that hold it, with their schema.
    public let tables: [String]
}

/// A duration of the rules.
public enum RetentionTerm: Hashable, Sendable {
    /// Months of the civil calendar.
    case months(Int)
    /// Days.
    case days(Int)

    /// The first day after the duration that begins on a day.
    public func end(from day: CalendarDate) -> CalendarDate {
        switch self {
        case .months(let months): day.adding(months: months)
        case .days(let days): day.adding(days: days)
        }
    }

    /// The last day whose duration is over on this one.
    public func start(endingOn day: CalendarDate) -> CalendarDate {
        switch self {
        case .months(let months): day.adding(months: -months)
        case .days(let days): day.adding(days: -days)
        }
    }
}

/// Everything the program brings: the versions, and the tables that hold no personal data.
public struct RetentionRules: Sendable {
    /// A table without personal data.
    public struct Technical: Sendable, Hashable {
        /// With its schema.
        public let table: String
        /// Why it is none, in French.
        public let reason: String
    }

    /// By number.
    public let versions: [Retention]
    /// Tables that name nobody.
    public let technical: [Technical]

    /// Reads the rules that the program brings.
    ///
    /// - Throws: `InputFault` or the reading error of a missing or malformed file.
    public static func load() throws -> RetentionRules {
        let file = Bundle.module.bundleURL.appendingPathComponent("Resources/retention.json")
        return try RetentionRules(JSON(parsing: try String(contentsOf: file, encoding: .utf8)))
    }
}
