public import Postgres

/// How often sign-in may be tried from one network, and for one account by strangers; counted in the database, so that
/// several servers count together.
///
/// A network waits for itself alone. Tries from a browser that is known to be a person's are counted apart: strangers
/// who exhaust an account's share never shut its owner out.
public struct RateLimit: Sendable {
    /// Whose tries are counted.
    public enum Subject: Hashable, Sendable {
        /// A network: the first 24 bits of an IPv4 address, the first 64 of an IPv6 one.
        case network(String)
        /// A network that opens one-time links.
        case link(String)
        /// A network that demands to close sessions, as an identity provider.
        case demand(String)
        /// An account, tried from browsers that nobody knows.
        case account(String)
        /// A browser that has signed in to the account before, its mark verified (`SignIn.subject`).
        case device(DeviceMark)

        /// How many tries in ten minutes.
        var most: Int {
            switch self {
            case .network, .link, .demand: 120
            case .account: 40
            case .device: 40
            }
        }

        var text: String {
            switch self {
            case .network(let address): "network:\(NetworkPrefix(address).text)"
            case .link(let address): "link:\(NetworkPrefix(address).text)"
            case .demand(let address): "demand:\(NetworkPrefix(address).text)"
            case .account(let email): "account:\(email.lowercased())"
            case .device(let mark): "device:\(mark.text)"
            }
        }
    }

    /// The length of the sliding window, in seconds.
    static let window: Int64 = 600
    private let database: Database
    private let keys: KeyRing

    /// - Parameter keys: what hashes the subjects, so that the table names nobody.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
    }

    /// Counts a try; the seconds to wait when there were too many, nil when it may go on.
    ///
    /// - Throws: `PostgresError`.
    public func count(_ subjects: [Subject], now: Instant) async throws -> Int64? {
        let counted = subjects.map { (keys.digest($0.text), $0.most) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        return try await database.transaction(as: .access) { transaction in
            var wait: Int64?
            for (subject, most) in counted {
                let minutes = try Self.minutes(transaction, subject: subject, now: now)
                if minutes.reduce(0, { $0 + $1.number }) >= most {
                    // The window slides a minute at a time: the oldest minute leaves first.
                    let oldest = minutes.map(\.minute).min() ?? now.epochSeconds
                    wait = max(wait ?? 1, oldest + 60 + Self.window - now.epochSeconds, 1)
                }
            }
            guard wait == nil else { return wait }
            for (subject, _) in counted { try Self.add(transaction, subject: subject, now: now) }
            return nil
        }
    }

    /// Gives a counted try back: what succeeds takes no place, so that a whole office may come in at nine o'clock. The
    /// try is counted first all the same, so that a burst never passes its limit before its answers are known.
    ///
    /// - Throws: `PostgresError`.
    public func giveBack(_ subjects: [Subject], now: Instant) async throws {
        let counted = subjects.map { keys.digest($0.text) }.sorted { $0.lexicographicallyPrecedes($1) }
        try await database.transaction(as: .access) { transaction in
            for subject in counted {
                try transaction.query(
                    """
                    update access.attempt set number = number - 1
                    where subject = \(Bytes(subject)) and number > 0 and minute = (
                        select max(minute) from access.attempt where subject = \(Bytes(subject)) and number > 0
                            and minute > \(now.adding(seconds: -Self.window - 60).sql))
                    """)
            }
        }
    }

    private static func minutes(
        _ transaction: Transaction, subject: [UInt8], now: Instant
    ) throws -> [(minute: Int64, number: Int)] {
        try transaction.query(
            """
            select extract(epoch from minute)::bigint as minute, number from access.attempt
            where subject = \(Bytes(subject)) and minute > \(now.adding(seconds: -window - 60).sql) and number > 0
            """
        ).map { (Int64(try $0.int("minute")), try $0.int("number")) }
    }

    private static func add(_ transaction: Transaction, subject: [UInt8], now: Instant) throws {
        let minute = Instant(epochSeconds: now.epochSeconds / 60 * 60)
        try transaction.query(
            """
            insert into access.attempt (subject, minute, number) values (\(Bytes(subject)), \(minute.sql), 1)
            on conflict (subject, minute) do update set number = access.attempt.number + 1
            """)
        // What is past is swept away; rows that another sweeper holds are left to it.
        try transaction.query(
            """
            delete from access.attempt where (subject, minute) in (
                select subject, minute from access.attempt
                where minute < \(now.adding(seconds: -2 * window).sql)
                order by minute, subject limit 500 for update skip locked)
            """)
    }
}

/// The part of an address that one household or one office shares.
struct NetworkPrefix: Hashable {
    let text: String

    init(_ address: String) {
        let plain = address.lowercased().hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
        let four = plain.split(separator: ".", omittingEmptySubsequences: false)
        if four.count == 4, four.allSatisfy({ UInt8($0) != nil }) {
            text = four.prefix(3).joined(separator: ".")
        } else {
            text = NetworkPrefix.six(plain) ?? plain
        }
    }

    /// The first four groups of an IPv6 address, written out.
    private static func six(_ address: String) -> String? {
        let halves = address.prefix { $0 != "%" }.lowercased().components(cutAt: "::")
        guard halves.count <= 2, address.contains(":") else { return nil }
        let left = halves[0].split(separator: ":").map { UInt16($0, radix: 16) }
        let right = halves.count == 2 ? halves[1].split(separator: ":").map { UInt16($0, radix: 16) } : []
        let missing = 8 - left.count - right.count
        guard missing >= 0, halves.count == 2 || missing == 0 else { return nil }
        let groups = left + Array(repeating: UInt16(0), count: missing) + right
        guard groups.allSatisfy({ $0 != nil }) else { return nil }
        return groups.prefix(4).map { String($0 ?? 0, radix: 16) }.joined(separator: ":")
    }
}

extension String {
    fileprivate func components(cutAt mark: String) -> [Substring] {
        guard let found = firstRange(of: mark) else { return [self[...]] }
        return [self[..<found.lowerBound]] + String(self[found.upperBound...]).components(cutAt: mark)
    }
}
