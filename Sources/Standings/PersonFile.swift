public import Access
import Frameworks
import Intake
import Letters
public import Postgres
import Progress
import Registry
public import Vocabulary

/// Everything that a council holds about one physician, for that person (GDPR, article 15).
///
/// Of block 4 it says what was declared only when it is made by somebody who instructs the file; otherwise it leaves
/// that out and says so (rule R24).
public struct PersonFile: Sendable {
    /// Rows of one table.
    public struct Part: Sendable {
        /// The table, with its schema.
        public let table: String
        /// A JSON array of objects.
        public let rows: JSON
    }

    /// The organisation.
    public let council: Council
    /// The key of the physician.
    public let physicianID: Int64
    /// Eleven digits.
    public let rppsNumber: String
    /// The day on which it was made.
    public let madeOn: CalendarDate
    /// Whether block 4 is in it.
    public let isWhole: Bool
    /// The parts, in the order of the document; those without a row included.
    public let parts: [Part]

    /// The whole as one JSON object.
    public var json: JSON {
        .object([
            .init("council", .string(council.code)), .init("physician", .integer(Int(physicianID))),
            .init("madeOn", .string("\(madeOn)")), .init("isWhole", .bool(isWhole)),
            .init("parts", .object(parts.map { .init($0.table, $0.rows) })),
        ])
    }
}

/// Makes a ``PersonFile``, and the line of the journal that says so.
public struct ExportPersonFile: Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// Whether what was declared for block 4 is in it: for who instructs the file alone.
    public let isWhole: Bool
    /// Why; asked for.
    public let reason: String
    /// Who hands it over.
    public let author: Author
    private let further: @Sendable (Int64, Transaction) throws -> [(table: String, rows: String)]

    /// An export about to be made.
    ///
    /// - Parameter further: what rooms to the right hold about the physician of this key, by table, as JSON arrays.
    public init(
        physicianID: Int64, isWhole: Bool, reason: String, author: Author,
        further: @escaping @Sendable (Int64, Transaction) throws -> [(table: String, rows: String)]
    ) {
        self.physicianID = physicianID
        self.isWhole = isWhole
        self.reason = reason
        self.author = author
        self.further = further
    }

    /// Makes it, in a transaction of the council.
    ///
    /// - Returns: nil when the council's roll has never named the physician.
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func run(
        _ council: Council, assessor: Assessor, today: CalendarDate, _ transaction: Transaction
    ) throws -> PersonFile? {
        guard let identity = try PhysicianIdentity.find(transaction, physicianID) else { return nil }
        try recordReading(council, transaction)
        let declared = try PhysicianRecords.declarations(of: physicianID, transaction)
        let hidden = isWhole ? [] : Self.hidden(declared, by: assessor)
        var parts = try PhysicianRecords.all(of: physicianID, hiding: hidden, transaction)
        parts += try PersonFileStore.all(of: physicianID, transaction)
        parts += try LetterRecords.all(of: physicianID, transaction)
        parts += try further(physicianID, transaction)
        parts += try PersonAccessRecords.all(of: physicianID, council: council.id, transaction)
        parts.append(
            (
                "intake.rejected_line",
                try ExpiredLots.lines(holding: identity.rppsNumber, withAccounts: isWhole, transaction)
            ))
        parts.append(
            ("intake.before_image", try ExpiredLots.images(of: physicianID, withDeclarations: isWhole, transaction)))
        return PersonFile(
            council: council, physicianID: physicianID, rppsNumber: identity.rppsNumber, madeOn: today,
            isWhole: isWhole,
            parts: try parts.map { table, text in
                let rows = try JSON(parsing: text)
                return PersonFile.Part(
                    table: table, rows: isWhole ? rows : PersonFileMask(hidden: Set(hidden)).masked(rows, of: table))
            })
    }

    private func recordReading(_ council: Council, _ transaction: Transaction) throws {
        try AuditEvent(
            .personFileExported, by: author, on: "physician:\(physicianID)",
            detail: "{\"whole\": \(isWhole)}", reason: try PersonalDataRefusal.reason(reason)
        ).record(transaction, council: council.id)
    }

    /// The source ids of declarations that count in block 4, or may; one that cannot be read is among them.
    private static func hidden(_ declared: [(id: String, content: String)], by assessor: Assessor) -> [String] {
        let hidden = declared.filter { _, content in
            guard let declaration = try? Declaration(json: JSON(parsing: content)) else { return true }
            return assessor.law.rulebook.mayCountInBlockFour(declaration)
        }
        return Array(Set(hidden.map(\.id))).sorted()
    }
}

/// Takes what tells of block 4 out of records that hold more than it.
struct PersonFileMask {
    let hidden: Set<String>

    func masked(_ rows: JSON, of table: String) -> JSON {
        guard table == "standings.record" || table == "standings.impact_sample" else { return rows }
        guard table == "standings.record", let rows = rows.array else { return .array([]) }
        return .array(rows.map(record))
    }

    /// A record without its proof, and without the verdicts on actions of block 4.
    private func record(_ row: JSON) -> JSON {
        .object(
            (row.members ?? []).compactMap { member -> JSON.Member? in
                switch member.key {
                case "proof": nil
                case "content": JSON.Member("content", content(member.value))
                default: member
                }
            })
    }

    private func content(_ value: JSON) -> JSON {
        .object(
            (value.members ?? []).map { member in
                guard member.key == "actions" else { return member }
                let shown = (member.value.array ?? []).filter { action in
                    guard let parts = action.array, parts.count == 4, let id = parts[0].string else { return false }
                    return parts[2].integer != Block.health.number && !hidden.contains(id)
                }
                return JSON.Member("actions", .array(shown))
            })
    }
}

/// The statements on what this room holds about one physician.
enum PersonFileStore {
    static func all(of physician: Int64, _ transaction: Transaction) throws -> [(table: String, rows: String)] {
        let tables: [(name: String, table: SQL)] = [
            ("standings.standing", "standings.standing"), ("standings.cycle", "standings.cycle"),
            ("standings.impact_sample", "standings.impact_sample"),
        ]
        var parts: [(table: String, rows: String)] = try tables.map { name, table in
            let rows = try transaction.query(
                """
                select coalesce(jsonb_agg(to_jsonb(t) - '{council_id,physician_id,search_name}'::text[]), '[]')::text
                    as rows
                from \(table) t where physician_id = \(physician)
                """)
            return (name, try rows[0].text("rows"))
        }
        let records = try transaction.query(
            """
            select coalesce(jsonb_agg(jsonb_build_object('day', u.as_of, 'content', r.content::jsonb, 'proof_hash',
                r.proof_hash, 'proof', r.proof) order by r.record_id), '[]')::text as rows
            from standings.record r join standings.run u using (council_id, run_id) where r.physician_id = \(physician)
            """)
        parts.append(("standings.record", try records[0].text("rows")))
        return parts
    }
}
