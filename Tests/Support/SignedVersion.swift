public import Frameworks
import Intake
public import Postgres
public import Vocabulary

/// A version of a référentiel as its college sends it: signed by a key that is trusted.
public enum SignedVersion {
    /// Keeps a text as a draft, as the command does.
    ///
    /// - Parameters:
    ///   - text: the JSON of the version.
    ///   - college: the short name of the college.
    ///   - today: the day of the signature and of the import.
    /// - Returns: its key.
    @discardableResult
    public static func draft(
        _ text: String, college: String, source: String = "décision du CNP", today: CalendarDate,
        _ transaction: Transaction
    ) throws -> FrameworkVersion.Key {
        let secret = try SigningSecret(seed: Array(repeating: 7, count: 32))
        let package = try SignedPackage(signing: text, with: secret, on: today)
        if try SigningKeyStore.find(secret.publicKey.id, transaction) == nil {
            try TrustSigningKey(secret.publicKey, college: college, validFrom: today, actor: "essai").run(transaction)
        }
        _ = try ImportFrameworks(
            fileName: "version.sxpkg", bytes: Array(package.text.utf8), source: source,
            published: package.draft.publishedOn, actor: "essai", today: today, retroactive: "essai"
        ).run(isApplied: true, transaction)
        return package.draft.key
    }
}
