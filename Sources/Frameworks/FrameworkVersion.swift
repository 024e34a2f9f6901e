public import Vocabulary

/// One version of a référentiel as the register holds it: which text, from where, and how far in its life.
public struct FrameworkVersion: Hashable, Sendable {
    /// The référentiel and the number of the version.
    public struct Key: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// The référentiel.
        public let framework: FrameworkID
        /// The number, as text.
        public let number: String

        /// A key from its parts.
        public init(_ framework: FrameworkID, _ number: String) {
            self.framework = framework
            self.number = number
        }

        /// As in « medecine-generale 2 ».
        public var description: String { "\(framework) \(number)" }

        /// By référentiel, then number as text.
        public static func < (left: Key, right: Key) -> Bool {
            (left.framework, left.number) < (right.framework, right.number)
        }
    }

    /// What is stored of its life; the rest follows from the date.
    public enum Stage: String, CaseIterable, Sendable {
        /// Being written: it may change or go, and judges nobody.
        case draft
        /// Whole, its text fixed, waiting for a second person; it judges nobody.
        case proposed
        /// Law from its first day on; never edited again.
        case approved
    }

    /// Where it stands on a day.
    public enum State: String, CaseIterable, Sendable {
        /// Being written.
        case draft
        /// Waiting for a second person.
        case proposed
        /// Approved; its first day is still to come.
        case approved
        /// Judges the actions of that day.
        case inForce = "in_force"
        /// A later version has taken its place; it still judges the actions of its own time (rule R27).
        case superseded

        /// The state as a reader is told.
        public var french: String {
            switch self {
            case .draft: "brouillon"
            case .proposed: "proposée"
            case .approved: "approuvée, à venir"
            case .inForce: "en vigueur"
            case .superseded: "remplacée"
            }
        }
    }

    /// Référentiel and number.
    public let key: Key
    /// The title in French.
    public let title: String
    /// The code of the arrêté's annex, such as `REF.10.01_1`.
    public let officialCode: String
    /// Only a part of the text is known.
    public let isPartial: Bool
    /// Made for a demonstration.
    public let isFictitious: Bool
    /// The day of the arrêté, or of the list a draft was made from.
    public let publishedOn: CalendarDate
    /// The first day it judges; nil in a draft that does not say.
    public let effectiveFrom: CalendarDate?
    /// How far in its life.
    public let stage: Stage
    /// The arrêté or decision it comes from, in French; empty for the versions that ship with the program.
    public let source: String
    /// Hexadecimal SHA-256 of its text.
    public let fingerprint: String
    /// The key that signed it; nil when nothing was signed.
    public let keyID: String?

    /// Where each version stands on a day; `frameworks.version_state` says the same in SQL.
    ///
    /// - Parameters:
    ///   - versions: all those of the référentiels concerned, in any order.
    ///   - day: the legal date.
    public static func states(of versions: [FrameworkVersion], on day: CalendarDate) -> [Key: State] {
        var current: [FrameworkID: CalendarDate] = [:]
        for version in versions where version.stage == .approved {
            guard let start = version.effectiveFrom, start <= day else { continue }
            current[version.key.framework] = max(current[version.key.framework] ?? start, start)
        }
        return Dictionary(
            versions.map { ($0.key, $0.state(on: day, current: current[$0.key.framework])) }, uniquingKeysWith: { $1 })
    }

    private func state(on day: CalendarDate, current: CalendarDate?) -> State {
        switch stage {
        case .draft: .draft
        case .proposed: .proposed
        case .approved:
            if let effectiveFrom, effectiveFrom <= day {
                effectiveFrom == current ? .inForce : .superseded
            } else {
                .approved
            }
        }
    }
}

extension FrameworkVersion {
    /// One step in the life of a version.
    public struct Event: Hashable, Sendable {
        /// `draft`, `proposed`, `approved` or `discarded`.
        public let stage: String
        /// ISO 8601, UTC.
        public let at: String
        /// Who did it.
        public let by: String
        /// Why, in French; may be empty.
        public let reason: String
        /// The text it was about.
        public let fingerprint: String

        /// The step as a reader is told.
        public var french: String {
            switch stage {
            case "draft": "brouillon"
            case "proposed": "proposée"
            case "approved": "approuvée"
            default: "brouillon supprimé"
            }
        }
    }

    /// Who approved it, after reading which report.
    public struct Approval: Hashable, Sendable {
        /// Who proposed it.
        public let proposedBy: String
        /// The second person.
        public let approvedBy: String
        /// ISO 8601, UTC.
        public let approvedAt: String
        /// The report that was accepted.
        public let impact: ImpactAcceptance
    }
}

/// The report on the effects of a version that a second person has read and accepts: what it was computed on.
public struct ImpactAcceptance: Hashable, Sendable {
    /// The number of the report.
    public let impactID: Int64
    /// The legal date of the report.
    public let asOf: CalendarDate
    /// The text it was computed on: hexadecimal SHA-256.
    public let contentFingerprint: String
    /// The law it was compared with: ``Law/fingerprint`` on ``asOf``, without the proposed version.
    public let lawFingerprint: String
    /// Hexadecimal SHA-256 of the report itself.
    public let reportHash: String

    /// All fields.
    public init(
        impactID: Int64, asOf: CalendarDate, contentFingerprint: String, lawFingerprint: String, reportHash: String
    ) {
        self.impactID = impactID
        self.asOf = asOf
        self.contentFingerprint = contentFingerprint
        self.lawFingerprint = lawFingerprint
        self.reportHash = reportHash
    }
}
