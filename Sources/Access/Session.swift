public import Postgres
public import Vocabulary

/// A right to act for a council in a role.
public struct Membership: Hashable, Sendable {
    /// The council.
    public let council: Council
    /// The role there.
    public let role: Role
    /// Who handed the role on for a time, such as « Claire Petit »; nil when it is the member's own.
    public let delegatedBy: String?

    /// A member of this council in this role.
    public init(council: Council, role: Role, delegatedBy: String? = nil) {
        self.council = council
        self.role = role
        self.delegatedBy = delegatedBy
    }
}

/// Who is signed in and for which council they act now.
public struct Session: Sendable {
    /// The key of the person.
    public let personID: Int64
    /// The e-mail address they sign in with; the actor of every event.
    public let email: String
    /// Such as « Claire Petit ».
    public let name: String
    /// The council and role of this session: the only source of the tenant.
    public let membership: Membership
    /// Every membership of the person today, this one included.
    public let memberships: [Membership]
    /// When it closes by itself; nil for a session that no row stands for.
    public var end: SessionEnd?
    /// Its number among the sessions that its owner lists; 0 for a session that no row stands for.
    public var number: Int64 = 0
    /// With whose eyes its person reads, when `membership` is not their own.
    public internal(set) var reading: ExceptionalReading?
    /// How many notices its person has not acknowledged.
    public internal(set) var awaitedNotices = 0

    /// A session with every value given.
    public init(personID: Int64, email: String, name: String, membership: Membership, memberships: [Membership]) {
        self.personID = personID
        self.email = email
        self.name = name
        self.membership = membership
        self.memberships = memberships
    }

    /// The person's own membership, also while they read with other eyes.
    public var home: Membership { reading?.home ?? membership }

    /// For whom files are looked up that were assigned to one person; 0, nobody, when a role alone is looked at.
    public var seenPersonID: Int64 { reading.map { $0.seenPersonID ?? 0 } ?? personID }

    /// On whose behalf the transactions of this session's pages run.
    public var principal: Principal { reading?.principal ?? membership.council.principal }

    /// On whose behalf this session's pages about members and keys run.
    public var membersPrincipal: Principal {
        let council = membership.council.id
        return reading == nil ? .members(of: council) : .membersRead(of: council)
    }

    /// Whether the role of this session may do that.
    public func may(_ action: CouncilAction) -> Bool { Policy.may(membership.role, action) }

    /// Whether the role of this session may do that to a thing in this state.
    public func may(_ action: CouncilAction, on state: ObjectState) -> Bool {
        Policy.may(membership.role, action, on: state)
    }
}

/// How long a session lives.
public enum SessionLife {
    /// Without any page asked, in seconds.
    public static let idle: Int64 = 3_600
    /// From sign-in, whatever is asked, in seconds.
    public static let absolute: Int64 = 12 * 3_600
    /// The row is only written again when this many seconds are won.
    static let step: Int64 = 300
}
