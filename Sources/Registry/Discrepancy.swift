public import Postgres
public import Vocabulary

/// A contradiction between roll, RPPS extraction and account feed, or something missing (S19).
public enum DiscrepancyKind: String, Sendable, CaseIterable {
    /// No e-mail address: the platform cannot reach the physician.
    case noEmail = "sans-courriel"
    /// The council has to choose the référentiel.
    case frameworkToConfirm = "referentiel-a-confirmer"
    /// No whole version of the référentiel is in force.
    case frameworkMissing = "referentiel-manquant"
    /// The extraction has other specialties than the roll.
    case specialtyDiffers = "specialite"
    /// No extraction has brought a name yet.
    case noName = "sans-nom"
    /// The extraction no longer has the number, the roll does.
    case leftExtraction = "absent-du-rpps"
    /// Two stays on rolls run at once: two cycles for one person.
    case twoRolls = "double-inscription"
    /// The registration has ended and the account is still open.
    case endedWithAccount = "fin-inscription"

    /// Whether the directory and the roll show it, rather than the standings.
    public var isOfTheRegister: Bool {
        switch self {
        case .noEmail, .frameworkToConfirm, .frameworkMissing: false
        case .specialtyDiffers, .noName, .leftExtraction, .twoRolls, .endedWithAccount: true
        }
    }
}

/// One physician concerned, with what differs.
public struct Discrepancy: Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// Eleven digits.
    public let rppsNumber: String
    /// Nil until an extraction brings a name.
    public let familyName: String?
    /// Nil until an extraction brings a name.
    public let givenName: String?
    /// What the roll says, as codes or a date; nil when it says nothing.
    public let onRoll: String?
    /// What the other source says.
    public let elsewhere: String?

    /// The physicians of a kind that the register shows, by key, those put aside left out.
    ///
    /// - Throws: `PostgresError`.
    public static func list(
        _ transaction: Transaction, _ kind: DiscrepancyKind, on day: CalendarDate, after: Int64, limit: Int
    ) throws -> [Discrepancy] {
        try DiscrepancyStore.list(transaction, kind, on: day, after: after, limit: limit)
    }

    /// How many physicians each kind of the register concerns, those put aside left out.
    ///
    /// - Throws: `PostgresError`.
    public static func count(_ transaction: Transaction, _ kind: DiscrepancyKind, on day: CalendarDate) throws -> Int {
        try DiscrepancyStore.count(transaction, kind, on: day)
    }

    /// The physicians put aside for a kind until after a day.
    ///
    /// - Throws: `PostgresError`.
    public static func hidden(
        _ transaction: Transaction, _ kind: DiscrepancyKind, on day: CalendarDate
    ) throws -> [Int64] {
        try DiscrepancyStore.hidden(transaction, kind, on: day)
    }
}
