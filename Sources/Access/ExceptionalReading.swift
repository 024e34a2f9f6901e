public import Postgres
import Vocabulary

/// A council read with other eyes than one's own: read-only, for a short time, for a written reason, and with those
/// who answer for the council's access told at once.
public struct ExceptionalReading: Hashable, Sendable {
    /// Why somebody may; the raw values are those of the database.
    public enum Kind: String, Sendable, CaseIterable {
        /// A guardian of the council sees the site as another role or member of the same council sees it.
        case viewAs = "view_as"
        /// Somebody from outside reads one council, for an incident.
        case breakGlass = "break_glass"

        /// What the person's own role must be allowed to do, at the start and at every page.
        public var action: CouncilAction { self == .viewAs ? .viewAs : .breakGlass }
        /// How long it lasts at most, in seconds (`exceptional_reading_is_short`).
        public var longest: Int64 { self == .viewAs ? 1_800 : 3_600 }
        /// How many characters the reason has at least (`exceptional_reading_has_a_reason`).
        public var shortestReason: Int { self == .viewAs ? 10 : 20 }
    }

    /// How many characters a reason has at most.
    public static let longestReason = 500

    /// Its key within the council.
    public let id: Int64
    /// Why the person may.
    public let kind: Kind
    /// The person's own organisation and role, to which the session goes back.
    public let home: Membership
    /// The council that is read.
    public let council: Council
    /// In which role.
    public let role: Role
    /// Whose eyes; nil when a role alone is looked at.
    public let seenPersonID: Int64?
    /// Such as « Claire Petit »; nil with `seenPersonID`.
    public let seenName: String?
    /// When it ends by itself.
    public let until: Instant
    /// The moment of the request.
    public let readAt: Instant

    /// On whose behalf pages are read: nothing is seen once it is over, and nothing can be written but its trace.
    public var principal: Principal { .reading(council.id, permission: id, at: readAt.epochSeconds) }

    /// What every line of the journal says of it.
    public var trace: ReadingTrace { ReadingTrace(reading: id, kind: kind, role: role, personID: seenPersonID) }
}

/// With whose eyes somebody read, for the journal.
public struct ReadingTrace: Hashable, Sendable {
    /// The key of the exceptional reading.
    public let reading: Int64
    /// Why the person might.
    public let kind: ExceptionalReading.Kind
    /// In which role.
    public let role: Role
    /// As whom; nil when a role alone was looked at.
    public let personID: Int64?

    /// The trace of a reading.
    public init(reading: Int64, kind: ExceptionalReading.Kind, role: Role, personID: Int64?) {
        self.reading = reading
        self.kind = kind
        self.role = role
        self.personID = personID
    }

    /// The members that it adds to the details of an event.
    var json: String {
        var members: [JSON.Member] = [
            .init("reading", .integer(Int(reading))), .init("access", .string(kind.rawValue)),
            .init("as_role", .string(role.rawValue)),
        ]
        if let personID { members.append(.init("as_person", .integer(Int(personID)))) }
        return JSON.object(members).text
    }
}

/// Why an exceptional reading is refused.
public enum ReadingRefusal: Error, Sendable, Equatable {
    /// The role does not allow it.
    case roleDoesNotAllow
    /// The reason is too short or too long.
    case reasonIsMissing
    /// Neither a role nor a member of this council, or one's own.
    case targetIsUnknown
    /// No departmental council has this code.
    case councilIsUnknown
    /// Longer than allowed, or no time at all.
    case timeIsWrong
    /// The person has no second factor to prove.
    case secondFactorIsMissing
    /// Not the code of now, or used already.
    case codeIsWrong
    /// Too many wrong codes; the next is looked at in so many seconds.
    case wait(seconds: Int64)
    /// It is not there, or over.
    case notFound
}
