public import Postgres

/// The key under which a text that somebody typed is kept: 128 random bits, in 32 hexadecimal digits. An address holds
/// the key and never the text, and the key is worth nothing in another session.
public struct SearchKey: Hashable, Sendable {
    /// What the address holds.
    public let text: String

    /// - Parameter random: sixteen random bytes.
    public init(random: [UInt8]) { text = Secrets.hex(random) }

    /// Reads an address; nil unless it is 32 lower-case hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 32,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
    }

    fileprivate var bytes: [UInt8] {
        let digits = text.compactMap { $0.hexDigitValue }
        return stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// Keeps what was typed to find somebody, a name or a number: sealed, for the session in which it was typed and the
/// organisation for which it was asked, until the session ends and for twelve hours at most.
public struct Searches: Sendable {
    /// The longest text that is kept, in characters; the rest is dropped.
    public static let longest = 200
    /// How many texts one session keeps; the oldest leaves first.
    public static let mostOfASession = 100
    /// For how long, in seconds.
    public static let life: Int64 = SessionLife.absolute

    private let database: Database
    private let keys: KeyRing

    /// - Parameter keys: what seals the texts.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
    }

    /// Keeps a text.
    ///
    /// - Parameters:
    ///   - key: a new key.
    ///   - nonce: twelve random bytes.
    /// - Throws: `PostgresError`.
    public func keep(
        _ text: String, under key: SearchKey, of session: Session, nonce: [UInt8], now: Instant
    ) async throws {
        let bytes = Array(text.prefix(Self.longest).utf8)
        let sealed = try keys.seal(bytes, for: Self.purpose(key), nonce: nonce)
        try await database.transaction(as: .access) {
            try SearchStore.keep($0, key: key.bytes, content: sealed, of: session, now: now)
        }
    }

    /// What was typed; nil once it has expired, and for any other session or organisation.
    ///
    /// - Throws: `PostgresError`.
    public func text(_ key: SearchKey, of session: Session, now: Instant) async throws -> String? {
        let sealed = try await database.transaction(as: .access) {
            try SearchStore.find($0, key: key.bytes, of: session, now: now)
        }
        return sealed.flatMap { try? keys.open($0, for: Self.purpose(key)) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func purpose(_ key: SearchKey) -> String { "search:\(key.text)" }
}

/// Every statement on searches.
enum SearchStore {
    static func keep(
        _ transaction: Transaction, key: [UInt8], content: [UInt8], of session: Session, now: Instant
    ) throws {
        try transaction.query(
            "delete from access.search where kept_at <= \(now.adding(seconds: -Searches.life).sql)")
        try transaction.query(
            """
            insert into access.search (search_key, session_id, council_code, content, kept_at)
            values (\(Bytes(key)), \(session.number), \(session.membership.council.code), \(Bytes(content)), \(now.sql))
            """)
        try transaction.query(
            """
            delete from access.search where session_id = \(session.number) and search_key in (
                select search_key from access.search where session_id = \(session.number)
                order by kept_at desc, search_key = \(Bytes(key)) desc offset \(Searches.mostOfASession))
            """)
    }

    static func find(_ transaction: Transaction, key: [UInt8], of session: Session, now: Instant) throws -> [UInt8]? {
        try transaction.first(
            """
            select content from access.search
            where search_key = \(Bytes(key)) and session_id = \(session.number)
                and council_code = \(session.membership.council.code)
                and kept_at > \(now.adding(seconds: -Searches.life).sql)
            """
        )?.value("content", as: Bytes.self).bytes
    }
}
