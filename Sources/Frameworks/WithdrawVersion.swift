import Intake
public import Postgres
import Vocabulary

/// Takes a proposal back: it is a draft again and may change.
public struct WithdrawVersion: Sendable {
    /// Which one.
    public let key: FrameworkVersion.Key
    /// Who withdraws.
    public let actor: String
    /// Why, in French.
    public let reason: String

    /// Ready to run.
    public init(_ key: FrameworkVersion.Key, actor: String, reason: String) {
        self.key = key
        self.actor = actor
        self.reason = reason
    }

    /// - Throws: `Refusal` when it is not proposed or no reason is given; `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let version = try VersionStore.locked(key, transaction)
        guard version.stage == .proposed else {
            throw Refusal(
                version.stage == .approved
                    ? "La version \(key.number) de « \(key.framework) » est approuvée : elle ne se retire plus. Publiez une "
                        + "nouvelle version."
                    : "La version \(key.number) de « \(key.framework) » est un brouillon : il n'y a rien à retirer.")
        }
        guard !reason.isEmpty else { throw Refusal("Dites pourquoi la proposition est retirée.") }
        try VersionStore.move(version, to: .draft, by: actor, reason: reason, transaction)
    }
}
