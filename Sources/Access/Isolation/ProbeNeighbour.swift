public import Postgres
public import Vocabulary

/// Two members of another organisation who exist for the length of a rehearsal, with one of each thing that a form may
/// name: so that a form which names what is foreign names something that is there.
public struct ProbeNeighbour: Sendable {
    /// The fields of forms that name their things, each with its number.
    public let things: [String: Int64]
    private let council: Council
    private let person: Int64

    /// The fields that name a thing which no other council is sure to have.
    public static let fields = ["session", "saisie", "brouillon", "suspension"]

    /// The addresses of the two; no letter can reach them (RFC 2606).
    private static let emails = ["voisin-isolation@sextant.invalid", "voisine-isolation@sextant.invalid"]
    private static let author = Author(name: "voisin-isolation@sextant.invalid")
    private static let reason = "essai d'isolation"

    /// Adds them to a council; only ever inside a rehearsal.
    ///
    /// - Parameters:
    ///   - physician: of that council, whose file is held and assigned.
    ///   - random: so many random bytes.
    /// - Throws: `PostgresError`.
    public init(
        _ database: Database, in council: Council, physician: Int64, now: Instant, today: CalendarDate,
        random: @Sendable (Int) -> [UInt8]
    ) async throws {
        let (token, secret) = (SessionToken(random: random(32)), random(32))
        let (person, access) = try await database.transaction(as: .members(of: council.id)) { transaction in
            let people = try Self.emails.map {
                try PersonStore.invite(transaction, email: $0, name: "Essai d'isolation")
            }
            var things = try Self.signIn(people[0], token, council, now: now, today: today, transaction)
            try Self.duties(people, physician, council, now: now, today: today, transaction)
            let scopes = ApiScope.allCases.filter { $0.isOpen(to: council.kind) }
            _ = try IssueApiToken(name: Self.reason, scopes: scopes, days: 1, author: Self.author)
                .run(council, random: secret, now: now, transaction)
            things.merge(try ProbeThings.numbers(of: council, transaction)) { own, _ in own }
            return (people[0], things)
        }
        let hold = try await database.transaction(as: council.principal) { transaction in
            try HoldStore.insert(
                transaction, PlaceHold(physicianID: physician, reason: Self.reason, until: nil, author: Self.author),
                council: council.id, reason: Self.reason, now: now)
        }
        things = access.merging(["suspension": hold]) { _, new in new }
        self.council = council
        self.person = person
    }

    /// A session, a draft, and a council read with other eyes.
    private static func signIn(
        _ person: Int64, _ token: SessionToken, _ council: Council, now: Instant, today: CalendarDate,
        _ transaction: Transaction
    ) throws -> [String: Int64] {
        let membership = Membership(council: council, role: .councilAdministrator)
        try PersonStore.addMembership(
            transaction, person: person, council: council.id, role: membership.role, from: today)
        try SessionStore.insert(transaction, token: token, person: person, membership: membership, now: now)
        try DraftStore.keep(
            transaction, person: person, council: council.code, address: "/cd/\(council.code)/medecins",
            content: [1], now: now)
        let draft = try transaction.query("select max(draft_id) as id from access.draft where person_id = \(person)")
        guard let session = try SessionStore.find(transaction, token: token, now: now, today: today) else {
            throw PostgresError.decoding("no session returned")
        }
        let reading = try ExceptionalReadingStore.insert(
            transaction,
            ExceptionalReadingStore.Draft(
                kind: .viewAs, council: council, role: .agent, seenPersonID: nil, reason: reason,
                until: now.adding(seconds: 600)),
            by: session, now: now)
        try NoticeStore.insert(transaction, reading: reading, of: council.id, now: now)
        let id = Int64(try draft[0].int("id"))
        return ["session": session.number, "saisie": id, "brouillon": id]
    }

    /// An absence, a delegation and an assigned file.
    private static func duties(
        _ people: [Int64], _ physician: Int64, _ council: Council, now: Instant, today: CalendarDate,
        _ transaction: Transaction
    ) throws {
        for (person, role) in [(people[0], Role.agent), (people[0], .electedMember), (people[1], .electedMember)] {
            try PersonStore.addMembership(transaction, person: person, council: council.id, role: role, from: today)
        }
        let until = today.adding(days: 30)
        _ = try MembershipStore.insertAbsence(
            transaction, person: people[0], from: today, until: until, council: council.id, by: author.name, now: now)
        _ = try MembershipStore.insertDelegation(
            transaction,
            DelegateRole(
                fromPersonID: people[0], toPersonID: people[1], role: .agent, firstDay: today, until: until,
                reason: reason, author: author), council: council.id, now: now)
        try AssignmentStore.insert(
            transaction, AssignFile(personID: people[0], physicianID: physician, until: nil, author: author),
            council: council.id, from: today, now: now)
    }

    /// Every row of their organisation that its own role or that of sign-in reads, and what they have open, table by
    /// table: two are the same exactly when nobody has touched anything of it in between.
    ///
    /// - Throws: `PostgresError`, or the reading error of the rules.
    public func fingerprint(_ database: Database) async throws -> [String: String] {
        let (council, person) = (council, person)
        let rows = try await database.transaction(as: council.principal, timeout: 0) {
            try ProbeThings.fingerprint(of: council, $0)
        }
        let members = try await database.transaction(as: .members(of: council.id), timeout: 0) { transaction in
            var found = try ProbeThings.fingerprint(of: council, transaction)
            for table in ["access.session", "access.draft"] {
                let count = SQL(stringLiteral: "select count(*) as number from \(table) where person_id = ")
                found[table] = "\(try transaction.query(count + "\(person)")[0].int("number"))"
            }
            return found
        }
        return rows.merging(members) { own, _ in own }
    }
}
