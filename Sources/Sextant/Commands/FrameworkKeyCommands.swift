import Access
import ArgumentParser
import Frameworks
import Glibc
import Intake
import Postgres
import Vocabulary

// Keys, signatures and packages.
extension FrameworkCommand {
    /// Makes a key.
    struct KeyGeneration: RuledCommand {
        static let policy = CommandPolicy.noDatabase
        static let configuration = CommandConfiguration(
            commandName: "keygen", abstract: "Make a signing key: the private half to a file, the public one printed.")
        @Option(help: "The file of the private key; it must not exist.") var out: String

        func run() async throws {
            try await reporting {
                var chance = SystemRandomNumberGenerator()
                let secret = try SigningSecret(seed: (0..<32).map { _ in UInt8.random(in: 0...255, using: &chance) })
                try NewFile.write(Array(secret.text.utf8), to: out, mode: 0o600)
                result("\(secret.publicKey.id) \(secret.publicKey.publicKey)")
            }
        }
    }

    /// Trusts a key.
    struct Trust: RuledCommand {
        static let policy = CommandPolicy.machine([.national])
        static let configuration = CommandConfiguration(abstract: "Trust a public key of a college.")
        @Argument(help: "The public key, in base 64.") var key: String
        @Option(help: "The short name of the college, as in genetique.") var college: String
        @Option(help: "The first day it may sign; today when absent.") var from: CalendarDate?
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let command = TrustSigningKey(
                    try reading { try SigningKey(publicKey: key) }, college: college,
                    validFrom: try from ?? Clock.today(Configuration())(), actor: actor.actor)
                try await national {
                    try command.run($0)
                    try KeyTrace.record(.keyTrusted, command.key.id, by: command.actor, $0)
                }
                result("clé \(command.key.id) admise pour « \(college) » à partir du \(command.validFrom.french)")
            }
        }
    }

    /// Revokes a key.
    struct Revoke: RuledCommand {
        static let policy = CommandPolicy.machine([.national])
        static let configuration = CommandConfiguration(
            abstract: "Revoke a key: nothing it signed is imported any more.")
        @Argument(help: "The id of the key.") var id: String
        @Option(help: "Why.") var reason: String
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let command = RevokeSigningKey(
                    id, on: try Clock.today(Configuration())(), reason: reason, actor: actor.actor)
                try await national {
                    try command.run($0)
                    try KeyTrace.record(.keyRevoked, command.id, by: command.actor, $0)
                }
                result("clé \(id) révoquée le \(command.day.french)")
            }
        }
    }

    /// Every key.
    struct Keys: RuledCommand {
        static let policy = CommandPolicy.machine([.national])
        static let configuration = CommandConfiguration(abstract: "Every key, whose it is and for how long.")
        @Flag(help: "Every college instead: its short name, the official code of its référentiel and its name.")
        var colleges = false

        func run() async throws {
            try await reporting {
                guard !colleges else {
                    for college in try await national({ try CollegeStore.list($0) }) {
                        result("\(college.slug) \(college.frameworkCode) \(college.name)")
                    }
                    return
                }
                for entry in try await national({ try SigningKeyStore.list($0) }) {
                    let end = entry.revokedOn.map { ", révoquée le \($0.french)" } ?? ""
                    result("\(entry.key.id) \(entry.collegeSlug) à partir du \(entry.validFrom.french)\(end)")
                }
            }
        }
    }

    /// Signs the text of a version.
    struct Sign: RuledCommand {
        static let policy = CommandPolicy.noDatabase
        static let configuration = CommandConfiguration(abstract: "Sign the text of a version: a package as one file.")
        @Argument(help: "The JSON text of the version.") var content: String
        @Option(help: "The file of the private key.") var key: String
        @Option(help: "The package to write.") var out: String
        @Option(help: "The day of the signature; today when absent.") var on: CalendarDate?

        func run() async throws {
            try await reporting {
                let day = try on ?? Clock.today(Configuration())()
                let secret = try reading { try SigningSecret(try SmallFile.text(key)) }
                let package = try reading {
                    try SignedPackage(signing: try SmallFile.text(content), with: secret, on: day)
                }
                try SmallFile.write(Array(package.text.utf8), to: out)
                result("\(package.draft.key) signé par la clé \(package.manifest?.keyID ?? "")")
            }
        }
    }

    /// Writes a version as one file.
    struct ExportPackage: RuledCommand {
        static let policy = CommandPolicy.right(.readFrameworks, [.national])
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write a version as one file, with its signature when it has one.")
        @OptionGroup var version: Version
        @Option(help: "The file to write.") var out: String
        @Flag(help: "Only the JSON text of the version, to work on it.") var content = false

        func run() async throws {
            try await reporting {
                let key = version.key
                guard let package = try await national({ try SignedPackage.stored(key, $0) }) else {
                    throw Refusal("Le référentiel « \(key.framework) » n'a pas de version « \(key.number) ».")
                }
                try SmallFile.write(Array((content ? package.content : package.text).utf8), to: out)
                result("\(key) écrit\(package.signature == nil ? ", sans signature" : " avec sa signature")")
            }
        }
    }
}

/// What an operator did with a key, beside what is done on the pages.
private enum KeyTrace {
    static func record(
        _ action: AuditEvent.Action, _ key: String, by actor: String, _ transaction: Transaction
    ) throws {
        guard let national = try Council.find(transaction, code: "national") else { return }
        try AuditEvent(action, by: Author(operator: actor), on: "key:\(key)").record(transaction, council: national.id)
    }
}

/// Files that must not exist yet.
enum NewFile {
    /// - Throws: `Refusal` when the file exists or cannot be written.
    static func write(_ bytes: [UInt8], to path: String, mode: Int) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, mode_t(mode))
        guard file >= 0 else {
            throw Refusal("« \(path) » existe déjà ou ne peut pas être écrit : donnez un autre nom.")
        }
        defer { close(file) }
        let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw Refusal("« \(path) » n'a pas pu être écrit en entier.") }
    }
}
