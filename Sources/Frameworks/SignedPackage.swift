import Crypto
import Foundation
public import Postgres
public import Vocabulary

/// A version of a référentiel as one file (`.sxpkg`): the text, what it is, and the signature of its college.
///
/// The signature is over the exact bytes of ``Manifest/text``; the manifest holds the hash of the content.
public struct SignedPackage: Sendable {
    /// The word that opens every package of this format.
    public static let format = "sextant-package/1"
    /// The most bytes a file may have: 16 MiB.
    public static let sizeLimit = 16 << 20

    /// What is signed.
    public struct Manifest: Hashable, Sendable {
        /// The référentiel.
        public let framework: FrameworkID
        /// The number of the version.
        public let version: String
        /// The first day it applies; nil for a text that is not whole.
        public let effectiveFrom: CalendarDate?
        /// Hexadecimal SHA-256 of the content.
        public let sha256: String
        /// The key that signs.
        public let keyID: String
        /// The day it was signed.
        public let signedOn: CalendarDate

        /// The canonical form: compact JSON, members in the order of this structure.
        public var text: String {
            JSON.object([
                .init("framework", .string(framework.rawValue)), .init("version", .string(version)),
                .init("effectiveFrom", effectiveFrom.map { .string($0.description) } ?? .null),
                .init("sha256", .string(sha256)), .init("keyId", .string(keyID)),
                .init("signedOn", .string(signedOn.description)),
            ]).text
        }
    }

    /// What is signed; nil for a text that nobody signed.
    public let manifest: Manifest?
    /// In base 64; nil for a text that nobody signed.
    public let signature: String?
    /// The JSON text of the version.
    public let content: String
    /// What the content says.
    public let draft: FrameworkDraft
    /// Hexadecimal SHA-256 of the content.
    public let fingerprint: String

    /// Signs a text.
    ///
    /// - Throws: `JSON.Fault`, or `InputFault` with the path of what is wrong in the text.
    public init(signing content: String, with secret: SigningSecret, on day: CalendarDate) throws {
        draft = try FrameworkDraft(content)
        self.content = content
        fingerprint = SHA256.hash(data: Data(content.utf8)).hexadecimal
        let manifest = Manifest(
            framework: draft.key.framework, version: draft.key.number, effectiveFrom: draft.effectiveFrom,
            sha256: fingerprint, keyID: secret.publicKey.id, signedOn: day)
        self.manifest = manifest
        signature = try secret.sign(manifest.text)
    }

    /// A version of the register, with the manifest and signature it came with; nil when there is none.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func stored(_ key: FrameworkVersion.Key, _ transaction: Transaction) throws -> SignedPackage? {
        guard let content = try VersionStore.content(key, transaction) else { return nil }
        let signed = try VersionStore.signature(of: key, transaction)
        return try SignedPackage(content: content, manifest: signed?.manifest, signature: signed?.signature)
    }

    private init(content: String, manifest: String?, signature: String?) throws {
        self.manifest = try manifest.map { try Manifest(JSON(parsing: $0)) }
        self.signature = signature
        self.content = content
        draft = try FrameworkDraft(content)
        fingerprint = SHA256.hash(data: Data(content.utf8)).hexadecimal
    }

    /// Reads a file. Its form and its hash are checked here, its key by ``SigningKeyStore``.
    ///
    /// - Throws: `InputFault` with the path of what is wrong; `content.…` for what is wrong in the text of the version.
    public init(_ bytes: [UInt8]) throws(InputFault) {
        guard bytes.count <= SignedPackage.sizeLimit else {
            throw InputFault("", "fichier trop grand : plus de \(SignedPackage.sizeLimit >> 20) Mio")
        }
        let json: JSON
        do throws(JSON.Fault) { json = try JSON(parsing: bytes) } catch {
            throw InputFault("", "\(error.fault.message). \(SignedPackage.askTheCollege)")
        }
        guard json["format"]?.string == SignedPackage.format else { throw SignedPackage.wrongFormat(json) }
        try json.only(["format", "manifest", "signature", "content"], at: "")
        guard let content = json["content"]?.string else { throw InputFault("content", "texte attendu") }
        guard let signature = json["signature"]?.string, let stated = json["manifest"], stated.members != nil else {
            throw InputFault("signature", "paquet sans signature : faites-le signer par le CNP")
        }
        let manifest = try Manifest(stated)
        fingerprint = SHA256.hash(data: Data(content.utf8)).hexadecimal
        guard manifest.sha256 == fingerprint else {
            throw InputFault("manifest.sha256", "l'empreinte du contenu est \(fingerprint) : le contenu a été modifié")
        }
        draft = try SignedPackage.read(content)
        try manifest.checkAgrees(draft)
        self.manifest = manifest
        self.signature = signature
        self.content = content
    }

    private static func read(_ content: String) throws(InputFault) -> FrameworkDraft {
        do {
            return try FrameworkDraft(content)
        } catch let fault as JSON.Fault {
            throw fault.fault.inside("content")
        } catch let fault as InputFault {
            throw fault.inside("content")
        } catch {
            throw InputFault("content", "texte illisible")
        }
    }

    /// What to do with a file that is no package; the sentence around it brings its full stop.
    private static let askTheCollege = "Ce fichier n'est pas un paquet lisible : demandez-le au CNP"

    private static func wrongFormat(_ json: JSON) -> InputFault {
        switch json["format"]?.string {
        case Framework.format, FrameworkDraft.format:
            InputFault("signature", "texte sans signature : faites-le signer par le CNP (sextant framework sign)")
        default: InputFault("format", "« \(format) » attendu. \(askTheCollege)")
        }
    }

    /// The file: JSON with an ending line feed.
    public var text: String {
        JSON.object([
            .init("format", .string(SignedPackage.format)),
            .init("manifest", manifest.flatMap { try? JSON(parsing: $0.text) } ?? .null),
            .init("signature", signature.map { .string($0) } ?? .null), .init("content", .string(content)),
        ]).text + "\n"
    }
}

extension SignedPackage.Manifest {
    init(_ json: JSON) throws(InputFault) {
        try json.only(["framework", "version", "effectiveFrom", "sha256", "keyId", "signedOn"], at: "manifest")
        func text(_ key: String) throws(InputFault) -> String {
            guard let text = json[key]?.string, !text.isEmpty else {
                throw InputFault("manifest.\(key)", "texte attendu")
            }
            return text
        }
        func day(_ key: String) throws(InputFault) -> CalendarDate {
            guard let day = CalendarDate(iso: try text(key)) else {
                throw InputFault("manifest.\(key)", "date attendue (AAAA-MM-JJ)")
            }
            return day
        }
        let isStarted = (json["effectiveFrom"] ?? .null) != .null
        self.init(
            framework: FrameworkID(try text("framework")), version: try text("version"),
            effectiveFrom: isStarted ? try day("effectiveFrom") : nil, sha256: try text("sha256"),
            keyID: try text("keyId"), signedOn: try day("signedOn"))
    }

    fileprivate func checkAgrees(_ draft: FrameworkDraft) throws(InputFault) {
        func differs(_ member: String, _ stated: String, _ found: String) -> InputFault {
            InputFault("manifest.\(member)", "« \(stated) », alors que le contenu dit « \(found) »")
        }
        guard framework == draft.key.framework else {
            throw differs("framework", framework.rawValue, draft.key.framework.rawValue)
        }
        guard version == draft.key.number else { throw differs("version", version, draft.key.number) }
        guard effectiveFrom == draft.effectiveFrom else {
            throw differs(
                "effectiveFrom", effectiveFrom?.description ?? "null", draft.effectiveFrom?.description ?? "null")
        }
    }
}

extension JSON {
    fileprivate func only(_ known: [String], at path: String) throws(InputFault) {
        guard let members else { throw InputFault(path, "objet attendu") }
        for member in members where !known.contains(member.key) {
            let place = path.isEmpty ? "\(member.key.prefix(40))" : "\(path).\(member.key.prefix(40))"
            throw InputFault(place, "champ inconnu ; champs admis : \(known.joined(separator: ", "))")
        }
    }
}

extension JSON.Fault {
    /// The same as a fault of the whole text.
    public var fault: InputFault { InputFault("", "\(message) (octet \(offset))") }
}
