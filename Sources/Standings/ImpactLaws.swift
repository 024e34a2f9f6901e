import Frameworks
import Postgres
import Progress
import Vocabulary

/// The present law and the same law with a proposed version, on one day.
struct ImpactLaws: Sendable {
    let before: Assessor
    let after: Assessor
    let proposed: Framework
    /// Codes of specialty that lead to the référentiel under either law. Nobody else is judged otherwise: a version
    /// speaks only of those who hold, or have held, a qualification that falls under it.
    let codes: [String]

    init(before: Assessor, after: Assessor, proposed: Framework) {
        self.before = before
        self.after = after
        self.proposed = proposed
        let official = Set(before.law.idByOfficialCode.keys).union(after.law.idByOfficialCode.keys).filter { code in
            let ids = (before.law.idByOfficialCode[code], after.law.idByOfficialCode[code])
            return ids.0 == proposed.id || ids.1 == proposed.id || ids.0 != ids.1
        }
        codes = after.links.filter { !official.isDisjoint(with: $0.value.candidates) }.map(\.key).sorted()
    }

    /// What the version changes for a physician.
    func compare(_ file: CaseFile, on day: CalendarDate) -> ImpactComparison {
        ImpactComparison(
            before: before.assess(file, on: day), after: after.assess(file, on: day), proposed: proposed,
            rulebook: after.law.rulebook)
    }

    /// Reads both; nothing is written. What councils set for their own alerts stays out: the report compares two texts.
    static func load(_ version: ProposedVersion, on day: CalendarDate, _ transaction: Transaction) throws -> ImpactLaws
    {
        let before = try Assessor.national(on: day, transaction)
        let law = try Law.load(on: day, adding: [version.key], transaction)
        return ImpactLaws(
            before: before, after: Assessor(law: law, links: before.links), proposed: version.framework)
    }
}
