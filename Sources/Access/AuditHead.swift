import Crypto
import Vocabulary

/// The newest seal of an organisation as it left the database, signed; its canonical text is `sextant-head-1` with the
/// code of the organisation, the number, the hash and the moment of the seal, and the moment of the export.
struct AuditHead: Hashable, Sendable {
    let council: String
    let seal: Int64
    let hash: [UInt8]
    let sealedAt: String
    let exportedAt: String
    let signature: String

    init(_ head: SealJournal.Head, exportedAt: String, key: AuditKey) throws {
        council = head.council.code
        seal = head.seal
        hash = head.hash
        sealedAt = head.sealedAt
        self.exportedAt = exportedAt
        signature = try key.sign(AuditHead.canonical(council, seal, hash, sealedAt, exportedAt))
    }

    func isSigned(by key: AuditPublicKey) -> Bool {
        key.verifies(signature, of: AuditHead.canonical(council, seal, hash, sealedAt, exportedAt))
    }

    private static func canonical(
        _ council: String, _ seal: Int64, _ hash: [UInt8], _ sealedAt: String, _ exportedAt: String
    ) -> [UInt8] {
        let values = [council, String(seal), Secrets.hex(hash), sealedAt, exportedAt]
        return CanonicalText(title: "sextant-head-1", values: values).bytes
    }

    var json: JSON {
        .object([
            .init("council", .string(council)), .init("seal", .integer(Int(seal))),
            .init("hash", .string(Secrets.hex(hash))), .init("sealedAt", .string(sealedAt)),
            .init("exportedAt", .string(exportedAt)), .init("signature", .string(signature)),
        ])
    }

    /// Nil when the line is none.
    init?(_ json: JSON) {
        guard let council = json["council"]?.string, let seal = json["seal"]?.integer,
            let hash = Secrets.bytes(json["hash"]?.string), let sealedAt = json["sealedAt"]?.string,
            let exportedAt = json["exportedAt"]?.string, let signature = json["signature"]?.string
        else { return nil }
        self.council = council
        self.seal = Int64(seal)
        self.hash = hash
        self.sealedAt = sealedAt
        self.exportedAt = exportedAt
        self.signature = signature
    }
}

/// The heads of all organisations on a day under one hash, signed, and time-stamped by somebody else; it holds the
/// hash of the root before. Its canonical text is `sextant-root-1` with the day, the root before and, for each head,
/// code, number and hash of the seal.
struct AuditRoot: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let council: String
        let seal: Int64
        let hash: [UInt8]
    }

    let day: CalendarDate
    let previous: [UInt8]
    let entries: [Entry]
    let root: [UInt8]
    let signature: String

    init(on day: CalendarDate, after previous: [UInt8], heads: [SealJournal.Head], key: AuditKey) throws {
        self.day = day
        self.previous = previous
        entries = heads.map { Entry(council: $0.council.code, seal: $0.seal, hash: $0.hash) }
        root = AuditRoot.root(day, previous, entries)
        signature = try key.sign(root)
    }

    /// Whether the hash is that of the content.
    var isWhole: Bool { root == AuditRoot.root(day, previous, entries) }

    func isSigned(by key: AuditPublicKey) -> Bool { key.verifies(signature, of: root) }

    private static func root(_ day: CalendarDate, _ previous: [UInt8], _ entries: [Entry]) -> [UInt8] {
        var values: [String?] = [day.description, Secrets.hex(previous)]
        for entry in entries { values += [entry.council, String(entry.seal), Secrets.hex(entry.hash)] }
        return Array(SHA256.hash(data: CanonicalText(title: "sextant-root-1", values: values).bytes))
    }

    var json: JSON {
        .object([
            .init("day", .string(day.description)), .init("previous", .string(Secrets.hex(previous))),
            .init(
                "heads",
                .array(
                    entries.map {
                        .object([
                            .init("council", .string($0.council)), .init("seal", .integer(Int($0.seal))),
                            .init("hash", .string(Secrets.hex($0.hash))),
                        ])
                    })),
            .init("root", .string(Secrets.hex(root))), .init("signature", .string(signature)),
        ])
    }

    /// Nil when the text is none.
    init?(_ json: JSON) {
        guard let day = json["day"]?.string.flatMap({ CalendarDate(iso: $0) }),
            let previous = Secrets.bytes(json["previous"]?.string), let heads = json["heads"]?.array,
            let root = Secrets.bytes(json["root"]?.string), let signature = json["signature"]?.string
        else { return nil }
        self.day = day
        self.previous = previous
        entries = heads.compactMap { head in
            guard let council = head["council"]?.string, let seal = head["seal"]?.integer,
                let hash = Secrets.bytes(head["hash"]?.string)
            else { return nil }
            return Entry(council: council, seal: Int64(seal), hash: hash)
        }
        self.root = root
        self.signature = signature
    }
}
