public import Postgres
public import Vocabulary

/// Begins to read a council with other eyes: the permission, the notice to the council and the lines of the journals,
/// kept together or not at all; the session goes on under another token.
public final class StartExceptionalReading: Sendable {
    /// With whose eyes a guardian looks.
    public enum Target: Hashable, Sendable {
        /// A role of the council, nobody's in particular.
        case role(Role)
        /// A member of the council in one of their roles.
        case member(Int64, Role)
    }

    /// Who asks, and under which tokens.
    public struct Request: Sendable {
        let session: Session
        let token: SessionToken
        /// The token of the session from now on.
        public let next: SessionToken
        let origin: String?
        let reason: String

        /// - Parameters:
        ///   - session: of whoever asks.
        ///   - token: the present token of the session.
        ///   - next: the token of the session from now on.
        ///   - origin: the address of the client as the site saw it, for the journal.
        ///   - reason: why, as the person wrote it.
        public init(_ session: Session, token: SessionToken, next: SessionToken, origin: String?, reason: String) {
            self.session = session
            self.token = token
            self.next = next
            self.origin = origin
            self.reason = reason
        }

        func checked(_ kind: ExceptionalReading.Kind) throws -> Request {
            guard session.reading == nil, session.may(kind.action) else { throw ReadingRefusal.roleDoesNotAllow }
            guard (kind.shortestReason...ExceptionalReading.longestReason).contains(reason.unicodeScalars.count) else {
                throw ReadingRefusal.reasonIsMissing
            }
            return self
        }
    }

    private let database: Database
    private let keys: KeyRing
    private let counter = FailureCounter()

    /// - Parameter keys: what seals the secrets of second factors.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
    }

    /// A guardian of a council sees the site as another role or member of it does.
    ///
    /// - Returns: in which council and role the session reads now.
    /// - Throws: `ReadingRefusal`, `PostgresError`.
    public func viewAs(
        _ target: Target, _ request: Request, now: Instant, today: CalendarDate
    ) async throws -> Membership {
        let (council, request) = (request.session.membership.council, try request.checked(.viewAs))
        return try await database.transaction(as: .members(of: council.id)) { transaction in
            let (role, person) = try Self.eyes(target, request.session, today, transaction)
            let draft = ExceptionalReadingStore.Draft(
                kind: .viewAs, council: council, role: role, seenPersonID: person, reason: request.reason,
                until: now.adding(seconds: ExceptionalReading.Kind.viewAs.longest))
            return try Self.begin(draft, request, now, transaction)
        }
    }

    private static func eyes(
        _ target: Target, _ session: Session, _ today: CalendarDate, _ transaction: Transaction
    ) throws -> (Role, Int64?) {
        switch target {
        case .role(let role):
            guard role.organisation == .departmental, role != session.membership.role else {
                throw ReadingRefusal.targetIsUnknown
            }
            return (role, nil)
        case .member(let person, let role):
            let members = try Members(of: session.membership.council, on: today, transaction)
            guard person != session.personID, members.holds(person, role, on: today) else {
                throw ReadingRefusal.targetIsUnknown
            }
            return (role, person)
        }
    }

    /// Somebody from outside reads a council as its auditor would, after proving the second factor again.
    ///
    /// - Parameters:
    ///   - code: of the departmental council.
    ///   - seconds: for how long, at most `ExceptionalReading.Kind.longest`.
    ///   - typed: the present code of the authenticator.
    /// - Returns: in which council and role the session reads now.
    /// - Throws: `ReadingRefusal`, `KeyRing.Unreadable`, `PostgresError`.
    public func breakGlass(
        _ code: String, for seconds: Int64, typed: String, _ request: Request, now: Instant
    ) async throws -> Membership {
        let request = try request.checked(.breakGlass)
        guard (60...ExceptionalReading.Kind.breakGlass.longest).contains(seconds) else {
            throw ReadingRefusal.timeIsWrong
        }
        let council = try await database.transaction(as: .access) { try Council.find($0, code: code) }
        guard let council, council.kind == .departmental else { throw ReadingRefusal.councilIsUnknown }
        try await proveFactor(request.session, typed, now)
        return try await database.transaction(as: .access) { transaction in
            let draft = ExceptionalReadingStore.Draft(
                kind: .breakGlass, council: council, role: .auditor, seenPersonID: nil, reason: request.reason,
                until: now.adding(seconds: seconds))
            return try Self.begin(draft, request, now, transaction)
        }
    }

    private func proveFactor(_ session: Session, _ typed: String, _ now: Instant) async throws {
        // Counted by session: whoever found an open browser never makes the owner wait elsewhere.
        let key = "session:\(session.number)"
        if let opens = counter.begin(key, at: now) {
            throw ReadingRefusal.wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
        }
        let keys = keys
        let isRight = try await database.transaction(as: .access) { transaction in
            guard let factor = try SecondFactorStore.find(transaction, person: session.personID),
                let sealed = factor.secret
            else { throw ReadingRefusal.secondFactorIsMissing }
            let secret = try keys.open(sealed, for: SecondFactorRule.purpose(session.personID))
            guard let step = OneTimeCode(secret: secret).step(of: typed, at: now, after: factor.lastStep) else {
                return false
            }
            return try SecondFactorStore.use(transaction, person: session.personID, step: step)
        }
        guard isRight else { throw ReadingRefusal.codeIsWrong }
        counter.forget(key)
    }

    private static func begin(
        _ draft: ExceptionalReadingStore.Draft, _ request: Request, _ now: Instant, _ transaction: Transaction
    ) throws -> Membership {
        let (session, council) = (request.session, draft.council)
        let id = try ExceptionalReadingStore.insert(transaction, draft, by: session, now: now)
        try NoticeStore.insert(transaction, reading: id, of: council.id, now: now)
        let trace = ReadingTrace(reading: id, kind: draft.kind, role: draft.role, personID: draft.seenPersonID)
        let event = AuditEvent(
            .readingStarted,
            by: Author(
                name: session.email, personID: session.personID, role: session.membership.role,
                origin: request.origin, reading: trace),
            on: "reading:\(id)", detail: "{\"council\": \"\(council.code)\"}", reason: request.reason)
        for journal in Set([council.id, session.membership.council.id]) {
            try event.record(transaction, council: journal)
        }
        try SessionStore.renew(transaction, token: request.token, next: request.next)
        return Membership(council: council, role: draft.role)
    }
}
