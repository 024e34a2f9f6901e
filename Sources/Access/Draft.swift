import Foundation
public import Postgres

/// What a form held when it arrived after the end of its session: sealed, its person's alone, kept for a day, and
/// shown while the person still acts for the organisation for which it was typed.
public struct Draft: Sendable, Equatable {
    /// With which it is erased.
    public let id: Int64
    /// Where the form was going: a path of the site.
    public let address: String
    /// The fields in their order.
    public let fields: [Field]
    /// When it arrived.
    public let keptAt: Instant

    /// A field of a form.
    public struct Field: Sendable, Equatable, Codable {
        /// The name of the field in the form.
        public let name: String
        /// What was typed or chosen.
        public let value: String

        /// A field with its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Keeps, shows and erases drafts.
public struct Drafts: Sendable {
    private let database: Database
    private let keys: KeyRing
    /// The largest form that is kept, in bytes.
    static let most = 64 << 10
    /// How many forms one ended session may leave.
    static let mostOfASession = 3
    /// How many forms are kept for a person; the oldest leaves first.
    static let mostOfAPerson = 20

    /// - Parameter keys: what seals the fields.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
    }

    /// Keeps a form for whoever's session had ended; the latest one an address.
    ///
    /// - Parameters:
    ///   - token: the token of the ended session; the caller has checked that the form was made for it.
    ///   - nonce: twelve random bytes.
    /// - Returns: false when no ended session of the last day had this token, when it left too many forms already, or
    ///   when the form is too large.
    /// - Throws: `PostgresError`.
    public func keep(
        _ fields: [Draft.Field], address: String, token: SessionToken, nonce: [UInt8], now: Instant
    ) async throws -> Bool {
        let bytes = [UInt8](try JSONEncoder().encode(fields))
        guard bytes.count <= Self.most, !fields.isEmpty else { return false }
        return try await database.transaction(as: .access) { transaction in
            let ended = try SessionStore.ended(transaction, token: token, most: Self.mostOfASession, now: now)
            guard let (person, council) = ended else { return false }
            let sealed = try keys.seal(bytes, for: Self.purpose(person), nonce: nonce)
            try DraftStore.keep(
                transaction, person: person, council: council, address: address, content: sealed, now: now)
            return true
        }
    }

    /// What waits for whoever is signed in, newest first; what cannot be opened any more is left out.
    ///
    /// - Throws: `PostgresError`.
    public func list(of session: Session, now: Instant) async throws -> [Draft] {
        let rows = try await database.transaction(as: .access) {
            try DraftStore.list($0, of: session, now: now)
        }
        return rows.compactMap { row in
            guard let bytes = try? keys.open(row.content, for: Self.purpose(session.personID)),
                let fields = try? JSONDecoder().decode([Draft.Field].self, from: Foundation.Data(bytes))
            else { return nil }
            return Draft(id: row.id, address: row.address, fields: fields, keptAt: row.keptAt)
        }
    }

    /// Erases one of the person's own drafts.
    ///
    /// - Throws: `PostgresError`.
    public func erase(_ id: Int64, of session: Session) async throws {
        try await database.transaction(as: .access) {
            try DraftStore.delete($0, person: session.personID, id: id)
        }
    }

    private static func purpose(_ person: Int64) -> String { "draft:\(person)" }
}

/// Every statement on drafts.
enum DraftStore {
    struct Row {
        let id: Int64
        let address: String
        let content: [UInt8]
        let keptAt: Instant
    }

    static func keep(
        _ transaction: Transaction, person: Int64, council: String, address: String, content: [UInt8], now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.draft (person_id, council_code, address, content, kept_at)
            values (\(person), \(council), \(address), \(Bytes(content)), \(now.sql))
            on conflict (person_id, address) do update set content = excluded.content, kept_at = excluded.kept_at,
                council_code = excluded.council_code
            """)
        try transaction.query(
            """
            delete from access.draft where person_id = \(person) and draft_id in (
                select draft_id from access.draft where person_id = \(person)
                order by kept_at desc, draft_id desc offset \(Drafts.mostOfAPerson))
            """)
        try transaction.query(
            "delete from access.draft where kept_at < \(now.adding(seconds: -SessionEnd.remembered).sql)")
    }

    static func list(_ transaction: Transaction, of session: Session, now: Instant) throws -> [Row] {
        try transaction.query(
            """
            select draft_id, address, content, extract(epoch from kept_at)::bigint as kept from access.draft
            where person_id = \(session.personID) and council_code = any (\(codes(session))::text[])
                and kept_at > \(now.adding(seconds: -SessionEnd.remembered).sql)
            order by kept_at desc, draft_id desc limit 20
            """
        ).map { row in
            Row(
                id: Int64(try row.int("draft_id")), address: try row.text("address"),
                content: try row.value("content", as: Bytes.self).bytes,
                keptAt: Instant(epochSeconds: Int64(try row.int("kept"))))
        }
    }

    static func count(_ transaction: Transaction, of session: Session, now: Instant) throws -> Int {
        try transaction.first(
            """
            select count(*) as number from access.draft
            where person_id = \(session.personID) and council_code = any (\(codes(session))::text[])
                and kept_at > \(now.adding(seconds: -SessionEnd.remembered).sql)
            """
        )?.int("number") ?? 0
    }

    /// The organisations for which the person acts today.
    private static func codes(_ session: Session) -> [String] {
        Set(session.memberships.map(\.council.code) + [session.home.council.code]).sorted()
    }

    static func delete(_ transaction: Transaction, person: Int64, id: Int64) throws {
        try transaction.query("delete from access.draft where person_id = \(person) and draft_id = \(id)")
    }
}
