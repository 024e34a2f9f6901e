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
    ///   - asOf: the day on which everybody is judged twice; by default the later of today and the first day of the
    ///     version.
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
    /// - Throws: `Refusal` when there is no such version or it judges already; `PostgresError`.
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
        let day = asOf ?? max(today, found.framework.effectiveFrom)
        return (found, day, try Law.load(on: day, transaction).fingerprint)
    }
}

/// Gives up a report that is not whole yet.
public struct CancelImpact: Sendable {
    let id: ImpactID
    let actor: String

    /// - Parameter actor: who gives it up.
    public init(_ id: ImpactID, by actor: String) {
        self.id = id
        self.actor = actor
    }

    /// - Throws: `Refusal` when there is no such report, or it is over.
    public func run(_ transaction: Transaction) throws {
        let run = try RunImpact.found(id, transaction)
        guard run.state == .queued || run.state == .running else {
            throw Refusal("Le rapport d'impact n° \(id) est terminé : il n'y a plus rien à abandonner.")
        }
        try ImpactStore(transaction: transaction).end(id, .cancelled, by: actor)
    }
}
