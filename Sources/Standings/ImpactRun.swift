public import Postgres
public import Vocabulary

/// The number of an impact report, over all référentiels.
public struct ImpactID: Hashable, Sendable, CustomStringConvertible {
    /// 1 or more.
    public let number: Int64

    /// Wraps the number.
    public init(_ number: Int64) { self.number = number }

    /// Decimal digits.
    public var description: String { String(number) }
}

/// Where the computation of an impact report stands.
public enum ImpactState: String, Sendable, CaseIterable {
    /// Asked for; nobody computes it yet.
    case queued
    /// Some councils may be done.
    case running
    /// Whole.
    case done
    /// Stopped by a fault of ours.
    case failed
    /// Given up by a person.
    case cancelled
    /// The version or another rule changed before it was whole.
    case stale

    /// In French, for a page.
    public var title: String {
        switch self {
        case .queued: "en attente"
        case .running: "en cours de calcul"
        case .done: "calculé"
        case .failed: "arrêté par une erreur"
        case .cancelled: "abandonné"
        case .stale: "périmé"
        }
    }
}

/// An impact report as it was asked for, and how far it is; it names nobody.
public struct ImpactRun: Sendable {
    /// Its number.
    public let id: ImpactID
    /// The référentiel.
    public let framework: FrameworkID
    /// The proposed version.
    public let version: String
    /// Hexadecimal SHA-256 of the text of that version.
    public let versionFingerprint: String
    /// The word of all rules in force when it was asked for.
    public let lawFingerprint: String
    /// The day on which everybody is judged twice.
    public let asOf: CalendarDate
    /// Who asked.
    public let requestedBy: String
    /// When, ISO 8601 in UTC.
    public let requestedAt: String
    /// The same, in seconds since 1970.
    public let requestedSeconds: Int64
    /// When it was whole or given up, ISO 8601 in UTC; nil before.
    public let finishedAt: String?
    /// Seconds from the first council to the end; nil before.
    public let seconds: Double?
    /// How far it is.
    public let state: ImpactState
    /// Councils computed.
    public let councilsDone: Int
    /// All councils; 0 while it waits.
    public let councils: Int
    /// What a person accepts: SHA-256 over what the report is about and every number of it; nil until it is whole.
    public let reportHash: String?

    /// Whether it speaks of this text of the version under these rules, and is whole.
    public func isCurrent(versionFingerprint: String, lawFingerprint: String) -> Bool {
        state == .done && self.versionFingerprint == versionFingerprint && self.lawFingerprint == lawFingerprint
    }
}

extension ImpactRun {
    /// A report by its number; nil when there is none. Any office, or any council, may read it.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactRun? {
        try ImpactRunStore.find(id, transaction)
    }

    /// The reports of a version, the newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(
        of framework: FrameworkID, version: String, _ transaction: Transaction
    ) throws -> [ImpactRun] {
        try ImpactRunStore.all(of: framework, version: version, transaction)
    }
}
