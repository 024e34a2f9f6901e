import Crypto
import Postgres
public import Vocabulary

/// An event as the journal keeps it, each value as text: what is sealed, exported and verified.
///
/// Its canonical bytes are the line `sextant-event-1`, then each field in the order of ``fields``: the length of its
/// UTF-8 text, a colon, the text; or a hyphen where there is none; each followed by a line feed.
public struct AuditRecord: Hashable, Sendable {
    /// The names of the values, in their order.
    public static let fields = [
        "council", "event", "at", "kind", "action", "actor", "person", "role", "origin", "reason", "subject", "detail",
        "old", "new", "transaction",
    ]

    /// One value a field; nil is NULL.
    let values: [String?]

    init(values: [String?]) { self.values = values }

    /// The number of the event; 0 when it is none.
    public var number: Int64 { values[1].flatMap { Int64($0) } ?? 0 }
    /// The transaction that wrote it; 0 when it is none.
    var transaction: UInt64 { values[14].flatMap { UInt64($0) } ?? 0 }
    /// When it was written: `2026-11-21T08:30:00.123456Z`.
    var at: String { values[2] ?? "" }

    /// What is hashed.
    var canonical: [UInt8] { CanonicalText(title: "sextant-event-1", values: values).bytes }
    /// The SHA-256 of the canonical bytes.
    var hash: [UInt8] { Array(SHA256.hash(data: canonical)) }
}

/// A list of texts as bytes that no other list gives.
struct CanonicalText {
    private(set) var bytes: [UInt8]

    init(title: String, values: [String?]) {
        bytes = Array(title.utf8) + [0x0A]
        for value in values {
            if let value {
                bytes.append(contentsOf: String(value.utf8.count).utf8)
                bytes.append(0x3A)
                bytes.append(contentsOf: value.utf8)
            } else {
                bytes.append(0x2D)
            }
            bytes.append(0x0A)
        }
    }
}

extension AuditRecord {
    /// The columns of an event as text, for a select from `access.event`; times in UTC to the microsecond.
    static let columns: SQL = """
        council_id::text as c0, event_id::text as c1,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as c2, kind as c3, action as c4, actor as c5,
        person_id::text as c6, role as c7, origin as c8, reason as c9, subject as c10, detail::text as c11,
        old_values::text as c12, new_values::text as c13, recorded_in::text as c14
        """

    init(row: Row) throws {
        values = try AuditRecord.fields.indices.map { try row.optional("c\($0)") }
    }

    /// The line of an export.
    var json: JSON {
        .object(
            [.init("type", .string("event"))]
                + zip(AuditRecord.fields, values).map { .init($0, $1.map { .string($0) } ?? .null) })
    }

    /// Reads the line of an export; nil when it is another one.
    init?(_ json: JSON) {
        guard json["type"]?.string == "event" else { return nil }
        values = AuditRecord.fields.map { json[$0]?.string }
    }
}
