import Postgres

/// Looks at a code of somebody's second factor: at sign-in, and again before the account's ways in change.
///
/// Wrong codes make strangers wait as wrong passwords do, and never the browser that is known to be the person's. A
/// code is used up by whoever brings it first.
final class FactorCheck: Sendable {
    private let keys: KeyRing
    private let counter = FailureCounter()

    init(keys: KeyRing) { self.keys = keys }

    /// Counts an attempt as failed beforehand; the moment from which one is looked at, when it comes too early.
    func begin(
        _ transaction: Transaction, _ person: PersonStore.Person, device: DeviceMark?, now: Instant
    ) throws -> Instant? {
        if let device, Self.isKnown(device, person) { return counter.begin("appareil:\(device.text)", at: now) }
        if let last = person.lastFailure {
            let opens = SignInDelay.opens(after: person.failures, lastFailure: last)
            if now < opens { return opens }
        }
        let isCounted = try SecondFactorStore.countAttempt(transaction, person, now: now)
        return isCounted ? nil : now.adding(seconds: 1)
    }

    /// Whether it is the code of now, not used before; uses it up.
    func isCode(_ transaction: Transaction, _ typed: String, of person: Int64, now: Instant) throws -> Bool {
        guard let factor = try SecondFactorStore.find(transaction, person: person), let sealed = factor.secret else {
            return false
        }
        let code = OneTimeCode(secret: try keys.open(sealed, for: SecondFactorRule.purpose(person)))
        guard let step = code.step(of: typed, at: now, after: factor.lastStep) else { return false }
        return try SecondFactorStore.use(transaction, person: person, step: step)
    }

    /// Whether it is the code of now, or a recovery code; uses it up. The owner reads that a recovery code was used.
    func isRight(
        _ transaction: Transaction, _ typed: String, of person: Int64, by author: Author, council: Int32, now: Instant
    ) throws -> Bool {
        guard RecoveryCode.isOne(typed) else {
            return try isCode(transaction, typed, of: person, now: now)
        }
        guard try SecondFactorStore.useCode(transaction, person: person, typed: typed, now: now) else { return false }
        let left = try SecondFactorStore.codesLeft(transaction, person: person)
        try AccountMessage.add(transaction, to: person, .recoveryCodeUsed, other: String(left), at: now)
        try AuditEvent(.recoveryCodeUsed, by: author).record(transaction, council: council)
        return true
    }

    /// The attempt was right: those that failed before count no more.
    func forget(
        _ transaction: Transaction, _ person: PersonStore.Person, device: DeviceMark?
    ) throws {
        if let device { counter.forget("appareil:\(device.text)") }
        try SecondFactorStore.forgetFailures(transaction, person: person.id)
    }

    /// A mark is signed with the hash of the password: without a password nobody's mark is known.
    private static func isKnown(_ device: DeviceMark, _ person: PersonStore.Person) -> Bool {
        !person.hash.encoded.isEmpty && device.isValid(for: person.hash)
    }
}
