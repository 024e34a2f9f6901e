public import Postgres
public import Vocabulary

/// A list of what has reached its term in one council, and how far its reviews have come.
public struct Purge: Sendable {
    /// Somebody who reviewed the list.
    public struct Review: Sendable, Equatable {
        /// The key of the person.
        public let personID: Int64
        /// The name of the journal: an e-mail address.
        public let name: String
        /// When, in seconds since 1970-01-01T00:00:00Z.
        public let at: Int64
    }

    /// Where the list is in its life.
    public enum State: Sendable, Equatable {
        /// Nobody has reviewed it.
        case proposed
        /// One person has.
        case reviewedOnce
        /// Two people have: it may be executed.
        case ready
        /// One of them refused it.
        case refused
        /// What stood on it is gone.
        case executed
    }

    /// Its key in the council.
    public let id: Int64
    /// The day on which the terms were judged.
    public let asOf: CalendarDate
    /// The version of the rules.
    public let ruleVersion: Int
    /// Physicians no longer on a roll whose term lies ahead.
    public let notDue: Int
    /// Who proposed it, and when, in seconds since 1970-01-01T00:00:00Z.
    public let proposedBy: String
    /// When it was proposed, in seconds since 1970-01-01T00:00:00Z.
    public let proposedAt: Int64
    /// Zero, one or two, of different people.
    public let reviews: [Review]
    /// Who refused it.
    public let refusedBy: String?
    /// Why.
    public let refusalReason: String?
    /// Who executed it.
    public let executedBy: String?

    /// Where it is in its life.
    public var state: State {
        if executedBy != nil { return .executed }
        if refusedBy != nil { return .refused }
        return reviews.isEmpty ? .proposed : reviews.count == 1 ? .reviewedOnce : .ready
    }

    /// Whether it waits for somebody.
    public var isOpen: Bool { ![.refused, .executed].contains(state) }

    /// Every list of the transaction's council, the latest first.
    ///
    /// - Throws: `PostgresError`.
    public static func list(_ transaction: Transaction) throws -> [Purge] {
        try PurgeStore.list(transaction)
    }

    /// One list; nil when the transaction's council has no such list.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ transaction: Transaction, _ id: Int64) throws -> Purge? {
        try PurgeStore.find(transaction, id)
    }

    /// What stands on the list, by kind and key. Once executed, only what was left.
    ///
    /// - Throws: `PostgresError`.
    public func items(_ transaction: Transaction) throws -> [PurgeItem] { try PurgeStore.items(transaction, id) }

    /// The certificate, as JSON; nil until the list is executed.
    ///
    /// - Throws: `PostgresError`.
    public func certificate(_ transaction: Transaction) throws -> String? {
        try PurgeStore.certificate(transaction, id)
    }
}

/// Something on a list: an opaque key.
public struct PurgeItem: Hashable, Sendable {
    /// Why something that has reached its term stays all the same.
    public enum Held: String, Sendable, CaseIterable {
        /// Somebody holds the file back.
        case legalHold = "legal_hold"
        /// An import waits for a decision, and may be about it.
        case undecidedLot = "undecided_lot"
        /// On a roll again.
        case registered
        /// A cycle runs, or its control does.
        case cycleOpen = "cycle_open"
        /// Its term lies ahead again.
        case notDue = "not_due"
        /// It is not there any more.
        case gone
    }

    /// What it is.
    public let kind: RetentionCategory.Unit
    /// The key of the physician or of the lot.
    public let id: Int64
    /// The day its term was over.
    public let dueOn: CalendarDate
    /// Why it stays; nil when it goes.
    public let held: Held?

    /// An item of a list.
    public init(kind: RetentionCategory.Unit, id: Int64, dueOn: CalendarDate, held: Held? = nil) {
        self.kind = kind
        self.id = id
        self.dueOn = dueOn
        self.held = held
    }

    /// As the certificate hashes it: `physician:12`.
    public var name: String { "\(kind.rawValue):\(id)" }
}
