public import Progress
public import Vocabulary

/// Everything the engine needs to know of one physician in one council.
public struct CaseFile: Hashable, Sendable {
    /// A stay on the roll of the council.
    struct Registration: Hashable, Sendable {
        let during: Period
        let isMilitary: Bool
    }

    /// A qualification held during a period.
    struct Qualification: Hashable, Sendable {
        let code: String
        let during: Period
    }

    /// The key of the physician.
    public let physicianID: Int
    /// Eleven digits.
    public let rppsNumber: String
    /// Nil until an extraction names the physician.
    public let familyName: String?
    /// Nil until an extraction names the physician.
    public let givenName: String?
    let searchName: String
    let hasEmail: Bool
    let diplomaDate: CalendarDate?
    let registrations: [Registration]
    let spells: [Period]
    let directCare: [Dated<Bool>]
    let exemptions: [Profile.Exemption]
    let qualifications: [Qualification]
    var chosenFramework: FrameworkID?
    /// The declarations that stand, by source id.
    public var declarations: [Declaration] = []

    /// Whether the physician is on the council's roll that day and is no military physician (L. 4022-9 II).
    func isSubject(on day: CalendarDate) -> Bool {
        let held = registrations.filter { $0.during.contains(day) }
        return !held.isEmpty && !held.contains { $0.isMilitary }
    }
}
