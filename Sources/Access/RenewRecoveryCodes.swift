public import Postgres

/// Ten recovery codes in the place of those before; shown until their owner has noted them, half an hour at most.
public struct RenewRecoveryCodes: Sendable {
    private let database: Database
    private let keys: KeyRing
    private let present: PresentFactor

    /// How many random bytes ten codes take.
    public static let randomLength = 172
    /// How long codes are shown, in seconds.
    static let shown: Int64 = 1_800

    /// - Parameter keys: what seals the codes while they are still to be shown.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
        present = PresentFactor(keys: keys)
    }

    /// Makes others, once the present second factor was proven.
    ///
    /// - Parameters:
    ///   - code: a code of the second factor for which they stand in, or one of those before.
    ///   - random: 172 random bytes.
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func run(
        _ session: Session, code: PresentFactor.Code, random: [UInt8], now: Instant
    ) async throws -> PresentFactor.Outcome {
        try await database.transaction(as: .access) { transaction in
            let proof = try present.prove(transaction, session, code, now: now)
            guard proof == .done else { return proof }
            try Self.write(transaction, session.personID, keys, random: random, now: now)
            try AccountMessage.add(transaction, to: session.personID, .recoveryCodesRenewed, at: now)
            try AuditEvent(.recoveryCodesRenewed, by: session.author(from: code.origin))
                .record(transaction, council: session.membership.council.id)
            return .done
        }
    }

    /// The codes that are still to be noted; nil when they were, or when their time is over.
    ///
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func shown(to session: Session, now: Instant) async throws -> [String]? {
        let sealed = try await database.transaction(as: .access) {
            try SecondFactorStore.freshCodes($0, person: session.personID, now: now)
        }
        guard let sealed else { return nil }
        let bytes = try keys.open(sealed, for: SecondFactorRule.codesPurpose(session.personID))
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
    }

    /// They are noted: they are never shown again.
    ///
    /// - Throws: `PostgresError`.
    public func acknowledge(_ session: Session) async throws {
        try await database.transaction(as: .access) {
            try SecondFactorStore.forgetFreshCodes($0, person: session.personID)
        }
    }

    static func write(
        _ transaction: Transaction, _ person: Int64, _ keys: KeyRing, random: [UInt8], now: Instant
    ) throws {
        let codes = RecoveryCode.codes(random: Array(random[0..<160]))
        let sealed = try keys.seal(
            Array(codes.joined(separator: " ").utf8), for: SecondFactorRule.codesPurpose(person),
            nonce: Array(random[160..<172]))
        try SecondFactorStore.replaceCodes(
            transaction, person: person, codes: codes, sealed: sealed, until: now.adding(seconds: shown))
    }
}
