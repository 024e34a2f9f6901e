public import Access
public import Postgres
public import Vocabulary

/// Puts alert parameters of a council's own before another person of that council.
public struct ProposeAlertRules: Sendable {
    private let own: AlertOverride
    private let day: CalendarDate
    private let reason: String
    private let author: Author

    /// - Parameters:
    ///   - own: nothing set goes back to the national rule.
    ///   - day: the first on which they hold; tomorrow or later.
    public init(_ own: AlertOverride, from day: CalendarDate, reason: String, by author: Author) {
        self.own = own
        self.day = day
        self.reason = reason
        self.author = author
    }

    /// Proposes them, in a transaction of the council.
    ///
    /// - Returns: the key of the proposal.
    /// - Throws: ``AlertRulesRefusal``, `PostgresError`.
    @discardableResult
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> Int64 {
        guard let person = author.personID else { throw AlertRulesRefusal.personIsUnknown }
        let reason = NumberMask.masked(try AlertRulesRefusal.reason(reason))
        try AlertRulesCheck(transaction: transaction, council: council.id).run(own, from: day, today: today)
        let store = AlertRulesStore(transaction: transaction, council: council.id)
        guard
            let id = try store.propose(own, from: day, reason: reason, by: author, person: person, now: now)
        else { throw AlertRulesRefusal.isOpenAlready }
        try own.event(.alertRulesProposed, id, by: author, from: day, reason: reason)
            .record(transaction, council: council.id)
        return id
    }
}

/// Puts proposed parameters into force from their day on: another person than the one who proposed them. What was
/// published for the same day, and has not begun, gives way to them.
public struct PublishAlertRules: Sendable {
    private let id: Int64
    private let author: Author

    /// - Parameter id: the proposal that the page showed.
    public init(_ id: Int64, by author: Author) {
        self.id = id
        self.author = author
    }

    /// Publishes them, in a transaction of the council; of two at once the second is told.
    ///
    /// - Throws: ``AlertRulesRefusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw AlertRulesRefusal.personIsUnknown }
        let store = AlertRulesStore(transaction: transaction, council: council.id)
        let rules = try store.lock(id)
        guard rules.proposer != person, rules.proposedBy.lowercased() != author.name.lowercased() else {
            throw AlertRulesRefusal.isOwnProposal
        }
        try AlertRulesCheck(transaction: transaction, council: council.id)
            .run(rules.own, from: rules.startsOn, today: today)
        if let old = try store.supersede(from: rules.startsOn, by: author, now: now) {
            try old.own.event(.alertRulesEnded, old.id, by: author, from: old.startsOn)
                .record(transaction, council: council.id)
        }
        try store.publish(id, on: today, by: author, person: person, now: now)
        try rules.own.event(.alertRulesPublished, id, by: author, from: rules.startsOn)
            .record(transaction, council: council.id)
    }
}

/// Refuses a proposal with a reason: another person than the one who proposed it.
public struct SendBackAlertRules: Sendable {
    private let id: Int64
    private let reason: String
    private let author: Author

    /// - Parameters:
    ///   - id: the proposal that the page showed.
    ///   - reason: up to 500 characters.
    public init(_ id: Int64, reason: String, by author: Author) {
        self.id = id
        self.reason = reason
        self.author = author
    }

    /// Ends it, in a transaction of the council.
    ///
    /// - Throws: ``AlertRulesRefusal``, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw AlertRulesRefusal.personIsUnknown }
        let store = AlertRulesStore(transaction: transaction, council: council.id)
        let rules = try store.lock(id)
        guard rules.proposer != person else { throw AlertRulesRefusal.isOwnProposal }
        let reason = NumberMask.masked(try AlertRulesRefusal.reason(reason))
        try store.end(id, as: .sentBack, reason: reason, by: author, now: now)
        try rules.own.event(.alertRulesEnded, id, by: author, from: rules.startsOn, reason: reason)
            .record(transaction, council: council.id)
    }
}

/// Takes a proposal back: the person who made it, and nobody else.
public struct WithdrawAlertRules: Sendable {
    private let id: Int64
    private let author: Author

    /// - Parameter id: the proposal that the page showed.
    public init(_ id: Int64, by author: Author) {
        self.id = id
        self.author = author
    }

    /// Ends it, in a transaction of the council.
    ///
    /// - Throws: ``AlertRulesRefusal``, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw AlertRulesRefusal.personIsUnknown }
        let store = AlertRulesStore(transaction: transaction, council: council.id)
        let rules = try store.lock(id)
        guard rules.proposer == person else { throw AlertRulesRefusal.isAnothers }
        try store.end(id, as: .withdrawn, reason: nil, by: author, now: now)
        try rules.own.event(.alertRulesEnded, id, by: author, from: rules.startsOn)
            .record(transaction, council: council.id)
    }
}

/// What parameters must keep to, when they are proposed and once more when they are published.
private struct AlertRulesCheck {
    /// How far ahead they may begin.
    static let mostMonths = 24

    let transaction: Transaction
    let council: Int32

    func run(_ own: AlertOverride, from day: CalendarDate, today: CalendarDate) throws {
        guard day > today else { throw AlertRulesRefusal.dayIsPast }
        guard day <= today.adding(months: Self.mostMonths) else { throw AlertRulesRefusal.dayIsFar }
        let rules = try FrameworkStore.rules(on: day, transaction)
        let outside = own.outOfBounds(rules.alertBounds)
        guard outside.isEmpty else { throw AlertRulesRefusal.isOutOfBounds(outside) }
        let published = try AlertRulesStore(transaction: transaction, council: council).all()
            .filter { $0.state == .published && $0.startsOn <= day }
        // What is published for the same day gives way to these.
        let before = published.max { $0.startsOn < $1.startsOn }?.own
        guard own != before ?? AlertOverride() else { throw AlertRulesRefusal.isUnchanged }
    }
}

extension AlertOverride {
    fileprivate func event(
        _ action: AuditAction, _ id: Int64, by author: Author, from day: CalendarDate, reason: String? = nil
    ) -> AuditEvent {
        AuditEvent(
            action, by: author, on: "alert_rules:\(id)",
            detail: "{\"alertRules\": \"\(text)\", \"inForceFrom\": \"\(day)\"}", reason: reason)
    }
}
