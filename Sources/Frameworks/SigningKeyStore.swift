import Intake
public import Postgres
public import Vocabulary

/// The keys of the colleges.
public enum SigningKeyStore {
    /// A key with whose it is and for how long.
    public struct Entry: Hashable, Sendable {
        /// The key.
        public let key: SigningKey
        /// The official code of the référentiel it may sign, such as `REF.10.01_1`.
        public let frameworkCode: String
        /// The short name of the college.
        public let collegeSlug: String
        /// The first day it may sign.
        public let validFrom: CalendarDate
        /// The day it was revoked; nil for a key that is trusted.
        public let revokedOn: CalendarDate?
        /// Why it was revoked, in French.
        public let revocationReason: String?
    }

    /// Every key, by college then id.
    ///
    /// - Throws: `PostgresError`.
    public static func list(_ transaction: Transaction) throws -> [Entry] {
        try transaction.query("\(select) order by c.slug, k.valid_from, k.key_id").map(decode)
    }

    /// The key with this id; nil when nobody trusts it.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ id: String, _ transaction: Transaction) throws -> Entry? {
        try transaction.first("\(select) where k.key_id = \(id)").map(decode)
    }

    /// Checks that a package is signed by a key that is trusted, was valid that day, and may sign this référentiel.
    ///
    /// - Parameters:
    ///   - officialCode: the code of the référentiel that the package is about.
    ///   - day: today.
    /// - Throws: `InputFault` with the path in the package, or `PostgresError`.
    static func check(
        _ package: SignedPackage, officialCode: String, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        guard let manifest = package.manifest, let signature = package.signature else {
            throw InputFault("signature", "paquet sans signature : faites-le signer par le CNP")
        }
        guard let entry = try find(manifest.keyID, transaction) else {
            throw InputFault("manifest.keyId", "clé inconnue : « \(manifest.keyID) »")
        }
        guard entry.key.verifies(signature, of: manifest.text) else {
            throw InputFault("signature", "signature fausse : ce n'est pas celle de la clé « \(manifest.keyID) »")
        }
        if let revoked = entry.revokedOn {
            let reason = entry.revocationReason.map { " (\($0))" } ?? ""
            throw InputFault(
                "manifest.keyId", "clé « \(manifest.keyID) » révoquée le \(revoked.french)\(reason)")
        }
        guard entry.frameworkCode == officialCode else {
            throw InputFault(
                "manifest.keyId",
                "la clé « \(manifest.keyID) » est celle de « \(entry.collegeSlug) » : elle ne signe que son propre "
                    + "référentiel")
        }
        guard manifest.signedOn >= entry.validFrom else {
            throw InputFault(
                "manifest.signedOn",
                "signé le \(manifest.signedOn.french), avant que la clé soit valable (\(entry.validFrom.french))")
        }
        guard manifest.signedOn <= day else {
            throw InputFault("manifest.signedOn", "signé le \(manifest.signedOn.french), qui est à venir")
        }
    }

    /// Checks once more that the text of a version is signed by a key that is still trusted: a key may have been revoked
    /// since the import.
    ///
    /// - Throws: `Refusal` with the reason, or `PostgresError`.
    static func checkStored(
        _ version: FrameworkVersion, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        do {
            guard let package = try SignedPackage.stored(version.key, transaction) else {
                throw InputFault("", "le texte de la version n'est plus là")
            }
            guard package.manifest.map({ $0.sha256 == package.fingerprint }) ?? true else {
                throw InputFault("manifest.sha256", "le texte n'est pas celui qui a été signé")
            }
            try check(package, officialCode: version.officialCode, on: day, transaction)
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        }
    }

    static func add(
        _ key: SigningKey, frameworkCode: String, validFrom: CalendarDate, by actor: String, _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            insert into frameworks.signing_key (key_id, framework_code, public_key, valid_from, added_by)
            values (\(key.id), \(frameworkCode), \(key.publicKey), \(validFrom), \(actor))
            """)
    }

    static func revoke(
        _ id: String, on day: CalendarDate, by actor: String, reason: String, _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            update frameworks.signing_key
            set revoked_on = \(day), revoked_by = \(actor), revocation_reason = \(reason)
            where key_id = \(id)
            """)
    }

    private static let select: SQL = """
        select k.key_id, k.framework_code, c.slug, k.public_key, k.valid_from, k.revoked_on, k.revocation_reason
        from frameworks.signing_key k join frameworks.college c on c.framework_code = k.framework_code
        """

    private static func decode(_ row: Row) throws -> Entry {
        Entry(
            key: try SigningKey(publicKey: try row.text("public_key")), frameworkCode: try row.text("framework_code"),
            collegeSlug: try row.text("slug"), validFrom: try row.date("valid_from"),
            revokedOn: try row.optional("revoked_on"), revocationReason: try row.optional("revocation_reason"))
    }
}
