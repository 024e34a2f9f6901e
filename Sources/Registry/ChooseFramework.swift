public import Access
public import Postgres

/// Records the référentiel that the council chooses for a physician, with its reason (rule R26-3).
public struct ChooseFramework: Sendable {
    private let physician: Int64
    private let framework: String
    private let reason: String
    private let actor: String

    /// - Parameters:
    ///   - framework: the id of a référentiel.
    ///   - reason: what the reader wrote; not empty.
    ///   - actor: the e-mail address of the person who chooses.
    public init(for physician: Int64, framework: String, reason: String, by actor: String) {
        self.physician = physician
        self.framework = framework
        self.reason = reason
        self.actor = actor
    }

    /// Keeps the choice, the change to be read by the next refresh, and the event.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Int32, at now: Instant, _ transaction: Transaction) throws {
        try FrameworkChoiceStore.keep(
            transaction, council: council, physician: physician, framework: framework, reason: reason, by: actor,
            at: now)
        try ChangeStore.note(Int(physician), of: council, transaction)
        try AuditEvent(.frameworkChosen, by: actor, on: "physician:\(physician)").record(transaction, council: council)
    }
}
