import Intake
public import Postgres
import Vocabulary

/// Removes a draft; its history stays.
public struct DiscardDraft: Sendable {
    /// Which one.
    public let key: FrameworkVersion.Key
    /// Who removes it.
    public let actor: String
    /// Why, in French; may be empty.
    public let reason: String

    /// Ready to run.
    public init(_ key: FrameworkVersion.Key, actor: String, reason: String = "") {
        self.key = key
        self.actor = actor
        self.reason = reason
    }

    /// - Throws: `Refusal` when it is no draft; `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let version = try VersionStore.locked(key, transaction)
        guard version.stage == .draft else {
            throw Refusal(
                version.stage == .approved
                    ? "La version \(key.number) de « \(key.framework) » est approuvée : elle ne se supprime pas."
                    : "La version \(key.number) de « \(key.framework) » est proposée : retirez d'abord la proposition.")
        }
        try VersionStore.remove(version, by: actor, reason: reason, transaction)
    }
}
