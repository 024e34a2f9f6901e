import Intake
public import Postgres

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
