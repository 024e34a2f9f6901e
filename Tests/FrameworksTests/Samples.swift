import Crypto
import Foundation
import Frameworks
import Intake
import Postgres
import Support
import Testing
import Vocabulary

/// Texts and keys that the tests of this room share.
enum Samples {
    static let today = day("2026-11-21")

    /// The text of a package that ships with the program.
    static func text(_ id: String) throws -> String {
        try #require(try InstallFrameworks.shipped().first { $0.framework.id.rawValue == id }).text
    }

    static func framework(_ id: String) throws -> Framework { try FrameworkPackage(text(id)).framework }

    /// Version 2 of general medicine: from 2028 on, without the reading test, and six meetings where four were asked.
    static func second(from start: String = "2028-01-01", published: String = "2027-11-30") throws -> String {
        let lines = try text("medecine-generale").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.contains(#""id": "mg1-test-lecture""#) }.joined(separator: "\n")
            .replacing(#""version": "1""#, with: #""version": "2""#)
            .replacing(
                #""publishedOn": "2026-02-26""#,
                with: #""publishedOn": "\#(published)", "effectiveFrom": "\#(start)""#
            ).replacing(#""minMeetings": 4"#, with: #""minMeetings": 6"#)
    }

    /// A key that is always the same.
    static func secret(_ number: UInt8 = 1) throws -> SigningSecret {
        try SigningSecret(seed: Array(repeating: number, count: 32))
    }

    /// A signed package.
    static func package(_ text: String, key: UInt8 = 1, on iso: String = "2026-11-20") throws -> [UInt8] {
        Array(try SignedPackage(signing: text, with: secret(key), on: day(iso)).text.utf8)
    }

    /// An import of today.
    static func importing(_ bytes: [UInt8], name: String = "referentiel.sxpkg", published: String = "2027-11-30")
        -> ImportFrameworks
    {
        ImportFrameworks(
            fileName: name, bytes: bytes, source: "arrêté du 30 novembre 2027", published: day(published),
            actor: "Anne Martin", today: today)
    }

    /// Trusts a key for a college.
    static func trust(_ college: String, key: UInt8 = 1, from: String = "2026-01-01", _ transaction: Transaction) throws
    {
        try TrustSigningKey(secret(key).publicKey, college: college, validFrom: day(from), actor: "Anne Martin")
            .run(transaction)
    }

    /// Keeps a text as a draft.
    @discardableResult
    static func draft(
        _ text: String, college: String = "medecine-generale", published: String = "2027-11-30",
        _ transaction: Transaction
    ) throws -> FrameworkVersion.Key {
        let known = try SigningKeyStore.list(transaction).contains { $0.key.id == (try secret().publicKey.id) }
        if !known { try trust(college, transaction) }
        let outcome = try importing(package(text), published: published).run(isApplied: true, transaction)
        return try #require(outcome.drafts.first).key
    }

    /// An accepted report on the text and the law as they are.
    static func acceptance(
        of key: FrameworkVersion.Key, _ transaction: Transaction
    ) throws -> ImpactAcceptance {
        let version = try VersionStore.find(key, transaction)
        let day = max(today, version?.effectiveFrom ?? today)
        let (text, law) = (version?.fingerprint ?? "", try FrameworkStore.fingerprint(on: day, transaction))
        return ImpactAcceptance(
            impactID: try report(on: key, text, law, day, transaction), asOf: day, contentFingerprint: text,
            lawFingerprint: law, reportHash: "abc")
    }

    /// A whole report, as the worker ends it.
    private static func report(
        on key: FrameworkVersion.Key, _ text: String, _ law: String, _ day: CalendarDate, _ transaction: Transaction
    ) throws -> Int64 {
        try transaction.query(
            """
            insert into standings.impact (framework_id, version, version_fingerprint, law_fingerprint, as_of, requested_by)
            values (\(key.framework.rawValue), \(key.number), \(text), \(law), \(day), 'essai')
            """)
        try transaction.query("update standings.impact set state = 'running' where state = 'queued'")
        try transaction.query("set local role sextant_impact")
        try transaction.query(
            """
            update standings.impact set state = 'done', finished_at = now(), report_hash = 'abc' where state = 'running'
            """)
        try transaction.query("set local role sextant_national")
        return Int64(try transaction.query("select max(impact_id) as id from standings.impact")[0].int("id"))
    }

    /// Proposed by one person and approved by another.
    static func approve(_ key: FrameworkVersion.Key, _ transaction: Transaction) throws {
        try ProposeVersion(key, actor: "Anne Martin", today: Samples.today).run(transaction)
        try ApproveVersion(
            key, actor: "Louis Petit", acceptedImpact: acceptance(of: key, transaction), today: Samples.today
        )
        .run(transaction)
    }

    /// Runs `body` as the national council on the shared database; nothing stays.
    @discardableResult
    static func national<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await SharedDatabase.open().database.rolledBack(as: .national, body)
    }

    /// The sentence of the refusal that `body` ends with; nil when it does not.
    static func refusal(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let refusal as Refusal {
            return refusal.sentence
        }
    }
}

extension Samples {
    /// A package of a text that our own signing would refuse.
    static func resigned(_ content: String) throws -> [UInt8] {
        let manifest = JSON.object([
            .init("framework", .string("medecine-generale")), .init("version", .string("2")),
            .init("effectiveFrom", .string("2028-01-01")),
            .init("sha256", .string(SHA256.hash(data: Data(content.utf8)).map { hexadecimal($0) }.joined())),
            .init("keyId", .string("x")), .init("signedOn", .string("2026-11-20")),
        ])
        return Array(
            JSON.object([
                .init("format", .string(SignedPackage.format)), .init("manifest", manifest),
                .init("signature", .string("AAAA")), .init("content", .string(content)),
            ]).text.utf8)
    }

    /// A package whose content is nothing but nesting, with its true hash.
    static func nestedPackage(depth: Int) throws -> [UInt8] {
        let content = String(repeating: "[", count: depth)
        let manifest = JSON.object([
            .init("framework", .string("x")), .init("version", .string("1")), .init("effectiveFrom", .null),
            .init("sha256", .string(SHA256.hash(data: Data(content.utf8)).map { hexadecimal($0) }.joined())),
            .init("keyId", .string("x")), .init("signedOn", .string("2026-11-20")),
        ])
        return Array(
            JSON.object([
                .init("format", .string(SignedPackage.format)), .init("manifest", manifest),
                .init("signature", .string("AAAA")), .init("content", .string(content)),
            ]).text.utf8)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }
}
