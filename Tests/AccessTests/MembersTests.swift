import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

/// An organisation with some members, on a database of its own.
private struct Office {
    let place: ThrowAwayDatabase
    let council: Council
    let today = day("2026-11-21")
    let now = Instant(epochSeconds: 1_795_000_000)
    let author = Author(operator: "essai")

    static func run(_ code: String = "33", _ body: (Office) async throws -> Void) async throws {
        try await ThrowAwayDatabase.migrated { place in
            let council = try await place.database.transaction(as: .access) { try Council.find($0, code: code) }
            try await body(Office(place: place, council: try #require(council)))
        }
    }

    /// Adds somebody with a role and gives the key.
    @discardableResult
    func add(_ name: String, _ role: Role) async throws -> Int64 {
        try await AddPerson(place.database).run(
            email: "\(name)@example.org", name: name, password: "une phrase assez longue", council: council.code,
            role: role, from: day("2026-01-01"), salt: (0..<16).map { $0 })
        let members = try await members()
        return try #require(members.members.first { $0.name == name }?.personID)
    }

    func members() async throws -> Members {
        try await manage { try Members(of: council, on: today, $0) }
    }

    func manage<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await place.database.transaction(as: .members(of: council.id), body)
    }

    /// What a person may act as on a day: role and by whom it was handed on.
    func roles(_ person: Int64, on iso: String) async throws -> [String] {
        try await place.database.transaction(as: .access) {
            try MembershipStore.current($0, person: person, on: day(iso)).map {
                "\($0.role.rawValue) \($0.delegatedBy ?? "-")"
            }
        }
    }

    func delegate(
        _ from: Int64, _ to: Int64, _ role: Role, _ first: String, _ until: String, reason: String = "congés"
    ) async throws {
        let (council, today, now, author) = (council, today, now, author)
        try await manage {
            try DelegateRole(
                fromPersonID: from, toPersonID: to, role: role, firstDay: day(first), until: day(until),
                reason: reason, author: author
            ).run(council, today: today, now: now, $0)
        }
    }

    func end(_ person: Int64, _ role: Role) async throws {
        let (council, today, author) = (council, today, author)
        try await manage {
            try EndMembership(personID: person, role: role, author: author).run(council, today: today, $0)
        }
    }

    /// How often each verb stands in the journal.
    func verbs() async throws -> [String: Int] {
        let council = council
        let found = try await place.database.transaction(as: council.principal) {
            try $0.query("select action from access.event").map { try $0.text("action") }
        }
        return Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
    }
}

@Suite("Members: dates, delegations, absences")
struct MembersTests {
    @Test("a delegate has the role from the first day to the last, under the holder's name, and no longer")
    func delegationEndsByItself() async throws {
        try await Office.run { office in
            let (president, agent) = (try await office.add("Paule", .president), try await office.add("Anne", .agent))
            try await office.delegate(president, agent, .president, "2026-12-01", "2026-12-11")
            #expect(try await office.roles(agent, on: "2026-11-30") == ["agent -"])
            #expect(try await office.roles(agent, on: "2026-12-01") == ["agent -", "president Paule"])
            #expect(try await office.roles(agent, on: "2026-12-10") == ["agent -", "president Paule"])
            #expect(try await office.roles(agent, on: "2026-12-11") == ["agent -"])
            #expect(try await office.roles(president, on: "2026-12-05") == ["president -"])
            #expect(try await office.verbs()["role_delegated"] == 1)
        }
    }

    @Test("what was handed on is not handed on again, and nobody hands on what they do not hold")
    func delegationIsNotPassedOn() async throws {
        try await Office.run { office in
            let president = try await office.add("Paule", .president)
            let (agent, other) = (try await office.add("Anne", .agent), try await office.add("Omar", .agent))
            try await office.delegate(president, agent, .president, "2026-11-21", "2026-12-11")
            await #expect(throws: MemberRefusal.roleIsNotOwn) {
                try await office.delegate(agent, other, .president, "2026-11-22", "2026-11-25")
            }
            do {
                try await office.manage { transaction in
                    try transaction.query(
                        """
                        insert into access.delegation (council_id, from_person_id, to_person_id, role, during, reason,
                            recorded_by, recorded_at)
                        values (\(office.council.id), \(agent), \(other), 'president',
                            daterange('2026-11-22', '2026-11-25'), 'x', 'x', now())
                        """)
                }
                Issue.record("the database let a delegation be passed on")
            } catch let error as PostgresError {
                #expect(error.constraint == "delegation_is_of_an_own_role")
            }
        }
    }

    @Test("a mandate, an expertise, a control and an administration are personal", arguments: Role.allCases)
    func personalRoles(role: Role) async throws {
        guard role.organisation == .departmental else { return }
        try await Office.run { office in
            let (holder, other) = (try await office.add("Paule", role), try await office.add("Anne", .agent))
            if role.isDelegable, role != .agent {
                try await office.delegate(holder, other, role, "2026-11-21", "2026-11-22")
            } else {
                await #expect(throws: role == .agent ? MemberRefusal.delegateHasTheRole : .roleIsPersonal) {
                    try await office.delegate(holder, other, role, "2026-11-21", "2026-11-22")
                }
            }
        }
    }

    @Test("a delegation has two people, an end after its beginning, a reason, and a member to receive it")
    func delegationIsWhole() async throws {
        try await Office.run { office in
            let (president, agent) = (try await office.add("Paule", .president), try await office.add("Anne", .agent))
            func refused(_ refusal: MemberRefusal, _ body: () async throws -> Void) async {
                await #expect(throws: refusal) { try await body() }
            }
            await refused(.delegateIsHolder) {
                try await office.delegate(president, president, .president, "2026-12-01", "2026-12-02")
            }
            await refused(.datesAreWrong) {
                try await office.delegate(president, agent, .president, "2026-12-01", "2026-12-01")
            }
            await refused(.datesAreWrong) {
                try await office.delegate(president, agent, .president, "2026-11-20", "2026-12-01")
            }
            await refused(.reasonIsMissing) {
                try await office.delegate(president, agent, .president, "2026-12-01", "2026-12-02", reason: "")
            }
            await refused(.notAMember) {
                try await office.delegate(president, 999_999, .president, "2026-12-01", "2026-12-02")
            }
            try await office.delegate(president, agent, .president, "2026-12-01", "2026-12-05")
            await refused(.delegateHasTheRole) {
                try await office.delegate(president, agent, .president, "2026-12-04", "2026-12-08")
            }
        }
    }

    @Test("an administrator hands nobody's role on to themselves; the holder is told of what others hand on")
    func nobodyServesThemselves() async throws {
        try await Office.run { office in
            let president = try await office.add("Paule", .president)
            let (admin, agent) = (
                try await office.add("Ada", .councilAdministrator), try await office.add("Anne", .agent)
            )
            func delegate(to person: Int64) async throws {
                try await office.manage {
                    try DelegateRole(
                        fromPersonID: president, toPersonID: person, role: .president, firstDay: office.today,
                        until: day("2026-12-31"), reason: "essai", author: Author(name: "Ada", personID: admin)
                    ).run(office.council, today: office.today, now: office.now, $0)
                }
            }
            await #expect(throws: MemberRefusal.delegateIsRecorder) { try await delegate(to: admin) }
            #expect(try await office.roles(admin, on: "2026-11-21") == ["council_administrator -"])
            try await delegate(to: agent)
            let told = try await office.place.database.transaction(as: .access) {
                try AccountMessage.latest($0, of: president).map(\.kind)
            }
            #expect(told == [.roleDelegatedForMe])
        }
    }

    @Test("the holder, the delegate or an administrator takes a delegation back at once; nobody else")
    func delegationIsRevoked() async throws {
        try await Office.run { office in
            let (president, agent) = (try await office.add("Paule", .president), try await office.add("Anne", .agent))
            let stranger = try await office.add("Omar", .agent)
            try await office.delegate(president, agent, .president, "2026-11-21", "2026-12-11")
            let id = try #require(try await office.members().delegations.first?.id)
            func revoke(_ person: Int64, mayManage: Bool = false) async throws {
                try await office.manage {
                    try RevokeDelegation(id: id, author: Author(name: "x", personID: person))
                        .run(office.council, mayManage: mayManage, today: office.today, $0)
                }
            }
            await #expect(throws: MemberRefusal.notFound) { try await revoke(stranger) }
            try await revoke(president)
            #expect(try await office.roles(agent, on: "2026-11-21") == ["agent -"])
            #expect(try await office.members().delegations.isEmpty)
            await #expect(throws: MemberRefusal.notFound) { try await revoke(stranger, mayManage: true) }
            #expect(try await office.verbs()["delegation_revoked"] == 1)
        }
    }

    @Test("an ended membership opens nothing from that day on, and what was handed on ends with it")
    func membershipEnds() async throws {
        try await Office.run { office in
            let (president, agent) = (try await office.add("Paule", .president), try await office.add("Anne", .agent))
            try await office.delegate(president, agent, .president, "2026-11-21", "2026-12-11")
            try await office.end(president, .president)
            #expect(try await office.roles(president, on: "2026-11-21") == [])
            #expect(try await office.roles(president, on: "2026-11-20") == ["president -"])
            #expect(try await office.roles(agent, on: "2026-11-21") == ["agent -"])
            await #expect(throws: MemberRefusal.notAMember) { try await office.end(president, .president) }
            #expect(try await office.verbs()["membership_ended"] == 1)
        }
    }

    @Test("the last person who manages the members stays, in every organisation that has one")
    func lastAdministratorStays() async throws {
        for (code, role) in [
            ("33", Role.councilAdministrator), ("national", .nationalAdministrator), ("CNCP", .cncpOfficer),
            ("urologie", .cnpOfficer),
        ] {
            try await Office.run(code) { office in
                let (first, second) = (try await office.add("Paule", role), try await office.add("Anne", role))
                try await office.end(first, role)
                await #expect(throws: MemberRefusal.lastAdministrator) { try await office.end(second, role) }
                #expect(try await office.roles(second, on: "2026-11-21") == ["\(role.rawValue) -"])
            }
        }
    }

    @Test("an absence has its days and no reason; two of one person do not overlap")
    func absences() async throws {
        try await Office.run { office in
            let agent = try await office.add("Anne", .agent)
            func away(_ first: String, _ until: String) async throws {
                try await office.manage {
                    try RecordAbsence(
                        personID: agent, firstDay: day(first), until: day(until), author: office.author
                    ).run(office.council, today: office.today, now: office.now, $0)
                }
            }
            try await away("2026-12-01", "2026-12-08")
            await #expect(throws: MemberRefusal.absenceOverlaps) { try await away("2026-12-07", "2026-12-09") }
            await #expect(throws: MemberRefusal.datesAreWrong) { try await away("2026-11-01", "2026-11-02") }
            let absence = try #require(try await office.members().absences.first)
            #expect(absence.covers(day("2026-12-07")) && !absence.covers(day("2026-12-08")))
            try await office.manage {
                try EndAbsence(id: absence.id, author: Author(name: "x", personID: agent))
                    .run(office.council, mayManage: false, today: office.today, $0)
            }
            #expect(try await office.members().absences.isEmpty)
        }
    }

    @Test("whoever manages one organisation reaches no member of another: the database confines the role of sign-in")
    func membersAreConfined() async throws {
        try await Office.run { office in
            let agent = try await office.add("Anne", .agent)
            let paris = try await office.place.database.transaction(as: .access) { try Council.find($0, code: "75") }
            let other = try #require(paris)
            try await office.place.database.transaction(as: .members(of: other.id)) { transaction in
                let seen = try transaction.query("select person_id from access.membership")
                #expect(seen.isEmpty)
                let changed = try transaction.query(
                    "update access.membership set during = daterange('2026-01-01', '2026-01-02')")
                #expect(changed.affected == 0)
            }
            await #expect(throws: MemberRefusal.notAMember) {
                try await office.place.database.transaction(as: .members(of: other.id)) {
                    try EndMembership(personID: agent, role: .agent, author: office.author)
                        .run(other, today: office.today, $0)
                }
            }
            #expect(try await office.roles(agent, on: "2026-11-21") == ["agent -"])
        }
    }
}

@Suite("Files assigned to elected members")
struct AssignmentTests {
    @Test("a file is open to an elected member while it is assigned, and to nobody else by that")
    func fileIsAssigned() async throws {
        try await Office.run { office in
            let (elected, other) = (
                try await office.add("Élise", .electedMember), try await office.add("Omar", .electedMember)
            )
            func assign(_ person: Int64, until: String?) async throws {
                try await office.manage {
                    try AssignFile(personID: person, physicianID: 7, until: until.map(day), author: office.author)
                        .run(office.council, today: office.today, now: office.now, $0)
                }
            }
            func state(_ person: Int64, _ iso: String, physician: Int64 = 7) async throws -> ObjectState {
                try await office.place.database.transaction(as: office.council.principal) {
                    try Assignment.state(of: physician, for: person, on: day(iso), $0)
                }
            }
            try await assign(elected, until: "2026-12-01")
            #expect(try await state(elected, "2026-11-21") == .fileAssigned)
            #expect(try await state(elected, "2026-11-30") == .fileAssigned)
            #expect(try await state(elected, "2026-12-01") == .fileNotAssigned)
            #expect(try await state(elected, "2026-11-21", physician: 8) == .fileNotAssigned)
            #expect(try await state(other, "2026-11-21") == .fileNotAssigned)
            await #expect(throws: MemberRefusal.alreadyAssigned) { try await assign(elected, until: nil) }
            await #expect(throws: MemberRefusal.datesAreWrong) { try await assign(other, until: "2026-11-21") }
            let agent = try await office.add("Anne", .agent)
            await #expect(throws: MemberRefusal.notElected) { try await assign(agent, until: nil) }
            let found = try await office.manage {
                try Assignment.of(physician: 7, council: office.council, on: office.today, $0)
            }
            let assignment = try #require(found.first)
            try await office.manage {
                try EndAssignment(id: assignment.id, physicianID: 7, author: office.author)
                    .run(office.council, today: office.today, $0)
            }
            #expect(try await state(elected, "2026-11-21") == .fileNotAssigned)
            #expect(try await office.verbs()["file_assigned"] == 1)
        }
    }
}
