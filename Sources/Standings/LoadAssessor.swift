public import Frameworks
public import Postgres
import Registry
public import Vocabulary

extension Assessor {
    /// Reads the law in force on a day, the links of the specialty codes, and what the council of the transaction, if
    /// there is one, sets for its own alerts.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func load(on day: CalendarDate, _ transaction: Transaction) throws -> Assessor {
        try national(on: day, transaction).ofCouncil(on: day, transaction)
    }

    /// The same without what any council sets of its own.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func national(on day: CalendarDate, _ transaction: Transaction) throws -> Assessor {
        let links = try SpecialtyStore.links(on: day, transaction).map { link in
            (
                link.code,
                SpecialtyLink(
                    candidates: link.candidates,
                    certainty: FrameworkCertainty(rawValue: link.certainty) ?? .ambiguous)
            )
        }
        return Assessor(law: try Law.load(on: day, transaction), links: Dictionary(uniqueKeysWithValues: links))
    }

    /// The assessor by which the council of the transaction judges on a day: this one where the council sets nothing of
    /// its own for its alerts. One assessor so serves the visits of a whole night.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public func ofCouncil(on day: CalendarDate, _ transaction: Transaction) throws -> Assessor {
        let own = try CouncilAlertRules.inForce(on: day, transaction)
        guard own != law.alertOverride else { return self }
        // Another council's parameters are never added to: the national law is read anew.
        guard law.alertOverride == nil else { return try Assessor.load(on: day, transaction) }
        return own.map { Assessor(law: law.with(alerts: $0), links: links, revision: used.revision) } ?? self
    }
}
