import Crypto
public import Vocabulary

/// A link of the chain of one organisation: the hashes of the events that were committed before it and belong to no
/// earlier one, and the hash of the seal before.
///
/// Its root is the SHA-256 of each event's number (eight bytes, highest first) and hash, in the order of numbers. Its
/// hash is the SHA-256 of the canonical text `sextant-seal-1` of its values (``AuditRecord`` says how texts are put
/// together).
public struct AuditSeal: Hashable, Sendable {
    /// The key of the organisation.
    public let council: Int32
    /// 1 for the first, then one more each time.
    public let number: Int64
    /// When it was made: `2026-11-21T08:30:00.123456Z`, by the clock of the database.
    public let sealedAt: String
    /// What was committed then.
    let seen: String
    /// The numbers of its events, in order.
    public let events: [Int64]
    /// Their hashes, thirty-two bytes each.
    let hashes: [UInt8]
    /// Over numbers and hashes.
    let root: [UInt8]
    /// The hash of the seal before; thirty-two zeros for the first.
    let previous: [UInt8]
    /// Over all the rest.
    public let hash: [UInt8]

    init(
        council: Int32, number: Int64, sealedAt: String, seen: String, events: [Int64], hashes: [UInt8],
        root: [UInt8], previous: [UInt8], hash: [UInt8]
    ) {
        self.council = council
        self.number = number
        self.sealedAt = sealedAt
        self.seen = seen
        self.events = events
        self.hashes = hashes
        self.root = root
        self.previous = previous
        self.hash = hash
    }

    /// The seal over these events, after another one.
    init(over records: [AuditRecord], after last: AuditSeal?, council: Int32, sealedAt: String, seen: String) {
        let events = records.map(\.number)
        let hashes = records.flatMap(\.hash)
        let root = AuditSeal.root(events, hashes)
        let number = (last?.number ?? 0) + 1
        let previous = last?.hash ?? AuditSeal.none
        self.init(
            council: council, number: number, sealedAt: sealedAt, seen: seen, events: events, hashes: hashes,
            root: root, previous: previous,
            hash: AuditSeal.hash(council, number, sealedAt, seen, events, root: root, previous: previous))
    }

    /// What stands before the first seal.
    static let none = [UInt8](repeating: 0, count: 32)

    /// The root as the list of events and hashes gives it.
    var expectedRoot: [UInt8] { AuditSeal.root(events, hashes) }
    /// The hash as the other values give it.
    var expectedHash: [UInt8] {
        AuditSeal.hash(council, number, sealedAt, seen, events, root: root, previous: previous)
    }

    /// The hash kept for the event at this position.
    func hash(at index: Int) -> ArraySlice<UInt8> {
        hashes.count >= 32 * (index + 1) ? hashes[32 * index..<32 * (index + 1)] : []
    }

    private static func root(_ events: [Int64], _ hashes: [UInt8]) -> [UInt8] {
        var sum = SHA256()
        for (index, event) in events.enumerated() where hashes.count >= 32 * (index + 1) {
            sum.update(data: withUnsafeBytes(of: event.bigEndian) { Array($0) })
            sum.update(data: hashes[32 * index..<32 * (index + 1)])
        }
        return Array(sum.finalize())
    }

    private static func hash(
        _ council: Int32, _ number: Int64, _ sealedAt: String, _ seen: String, _ events: [Int64], root: [UInt8],
        previous: [UInt8]
    ) -> [UInt8] {
        let values = [
            String(council), String(number), sealedAt, seen, String(events.first ?? 0), String(events.last ?? 0),
            String(events.count), Secrets.hex(root), Secrets.hex(previous),
        ]
        return Array(SHA256.hash(data: CanonicalText(title: "sextant-seal-1", values: values).bytes))
    }
}

extension AuditSeal {
    /// The line of an export.
    var json: JSON {
        .object([
            .init("type", .string("seal")), .init("council", .string(String(council))),
            .init("seal", .integer(Int(number))), .init("sealedAt", .string(sealedAt)), .init("seen", .string(seen)),
            .init("events", .array(events.map { .integer(Int($0)) })), .init("hashes", .string(Secrets.hex(hashes))),
            .init("root", .string(Secrets.hex(root))), .init("previous", .string(Secrets.hex(previous))),
            .init("hash", .string(Secrets.hex(hash))),
        ])
    }

    /// Reads the line of an export; nil when it is another one.
    init?(_ json: JSON) {
        guard json["type"]?.string == "seal", let council = json["council"]?.string.flatMap({ Int32($0) }),
            let number = json["seal"]?.integer, let sealedAt = json["sealedAt"]?.string,
            let seen = json["seen"]?.string, let events = json["events"]?.array,
            let hashes = Secrets.bytes(json["hashes"]?.string), let root = Secrets.bytes(json["root"]?.string),
            let previous = Secrets.bytes(json["previous"]?.string), let hash = Secrets.bytes(json["hash"]?.string)
        else { return nil }
        self.init(
            council: council, number: Int64(number), sealedAt: sealedAt, seen: seen,
            events: events.compactMap { $0.integer.map { Int64($0) } }, hashes: hashes, root: root,
            previous: previous, hash: hash)
    }
}

extension Secrets {
    /// The bytes of a hexadecimal text; nil when it is none.
    static func bytes(_ text: String?) -> [UInt8]? {
        guard let digits = text?.utf8.map({ Character(UnicodeScalar($0)).hexDigitValue }), digits.count % 2 == 0,
            !digits.contains(nil)
        else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}
