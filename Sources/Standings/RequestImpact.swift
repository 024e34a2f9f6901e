import Frameworks
import Intake
public import Postgres
public import Vocabulary

/// Asks for the impact of a proposed version; the worker computes it.
public struct RequestImpact: Sendable {
    let framework: FrameworkID
    let version: String
    let asOf: CalendarDate?
    let today: CalendarDate
    let actor: String

    /// - Parameters:
    ///   - asOf: the day on which everybody is judged twice: nil, or the only one the text may have: that of its first
    ///     report, else the later of today and the first day of the version.
    ///   - actor: who asks, as the log shall name them.
    public init(
        _ framework: FrameworkID, version: String, asOf: CalendarDate? = nil, today: CalendarDate, by actor: String
    ) {
        self.framework = framework
        self.version = version
        self.asOf = asOf
        self.today = today
        self.actor = actor
    }

    /// - Returns: the number of the report; the one that waits or runs already on the same text, rules and day.
    /// - Throws: `Refusal` when there is no such version, it judges already, or its report is of another day;
    ///   `PostgresError`.
    public func run(_ transaction: Transaction) throws -> ImpactID {
        let (found, day, law) = try subject(transaction)
        return try ImpactStore(transaction: transaction).add(found, law: law, asOf: day, by: actor)
    }

    /// The newest whole report on the same text, rules and day; nil when there is none.
    ///
    /// - Throws: as ``run(_:)``.
    public func known(_ transaction: Transaction) throws -> ImpactRun? {
        let (found, day, law) = try subject(transaction)
        return try ImpactRun.all(of: framework, version: version, transaction).first {
            $0.asOf == day && $0.isCurrent(versionFingerprint: found.fingerprint, lawFingerprint: law)
        }
    }

    /// What the report is about: the text, the day, and the word of the rules of that day.
    private func subject(_ transaction: Transaction) throws -> (ProposedVersion, CalendarDate, String) {
        guard let found = try ProposedVersion.find(framework, version, transaction) else {
            throw Refusal(
                "Aucun projet de version « \(version) » du référentiel « \(framework) » : soit cette version n'existe "
                    + "pas, soit elle est déjà approuvée et son impact ne se calcule plus.")
        }
        // One day a text, which the database keeps to: from reports on neighbouring days a reader could subtract the few whom a day changes.
        let first = try ImpactStore(transaction: transaction).reportDay(of: found)
        let day = first ?? max(today, found.framework.effectiveFrom)
        guard asOf == nil || asOf == day else {
            throw Refusal(
                "La version « \(version) » s'applique à partir du \(found.framework.effectiveFrom.french) : son rapport "
                    + "d'impact juge les médecins au \(day.french) et à aucune autre date, car comparer deux dates voisines "
                    + "permettrait de reconnaître des médecins par soustraction.")
        }
        return (found, day, try Law.load(on: day, transaction).fingerprint)
    }
}
