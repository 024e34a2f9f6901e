import Postgres
public import Vocabulary

/// One physician on the list, every value ready to be shown.
public struct WorklistRow: Sendable {
    /// The key of the physician: the opaque id of addresses.
    public let physicianID: Int64
    /// Eleven digits.
    public let rppsNumber: String
    /// Nil while no RPPS extraction has brought a name.
    public let familyName: String?
    /// Nil while no RPPS extraction has brought a name.
    public let givenName: String?
    /// The code of the qualification that decides.
    public let specialtyCode: String?
    /// The référentiel assigned, nil when there is none.
    public let frameworkID: String?
    /// The state.
    public let state: WorklistState
    /// First day of the cycle.
    public let cycleStart: CalendarDate?
    /// Last day of the cycle, inclusive.
    public let cycleEnd: CalendarDate?
    /// Last day of the six months of control.
    public let controlDeadline: CalendarDate?
    /// Actions counted per block, capped; nil without a référentiel.
    public let counts: [Int]?
    /// Actions required per block; nil without a référentiel.
    public let required: [Int]?
    /// Whether the programme is complete; nil without a référentiel.
    public let isComplete: Bool?
    /// Whether the physician is late; nil without a référentiel.
    public let isLate: Bool?
    /// When an alert would fall due if nothing changed.
    public let nextAlertOn: CalendarDate?
    /// Whether the RPPS address is known.
    public let hasEmail: Bool

    /// Σ of the counts, each capped at what is required (rule R28); nil without a référentiel.
    public var counted: Int? {
        guard let counts, let required else { return nil }
        return zip(counts, required).reduce(0) { $0 + min($1.0, $1.1) }
    }
    /// Σ required, nil without a référentiel.
    public var requiredTotal: Int? { required.map { $0.reduce(0, +) } }

    static let columns: SQL = """
        physician_id, rpps_number, family_name, given_name, specialty_code, framework_id, state, cycle_start, \
        cycle_end, control_deadline, counts, required, is_complete, is_late, next_alert_on, has_email
        """

    init(row: Row) throws {
        physicianID = Int64(try row.int("physician_id"))
        rppsNumber = try row.text("rpps_number")
        familyName = try row.optional("family_name")
        givenName = try row.optional("given_name")
        specialtyCode = try row.optional("specialty_code")
        frameworkID = try row.optional("framework_id")
        state = WorklistState(rawValue: try row.text("state")) ?? .frameworkMissing
        cycleStart = try row.optional("cycle_start")
        cycleEnd = try row.optional("cycle_end")
        controlDeadline = try row.optional("control_deadline")
        counts = try row.optional("counts", as: String.self).map(Self.integers)
        required = try row.optional("required", as: String.self).map(Self.integers)
        isComplete = try row.optional("is_complete")
        isLate = try row.optional("is_late")
        nextAlertOn = try row.optional("next_alert_on")
        hasEmail = try row.bool("has_email")
    }

    /// Reads `{2,1,0,2}`.
    private static func integers(_ literal: String) -> [Int] {
        literal.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
    }
}
