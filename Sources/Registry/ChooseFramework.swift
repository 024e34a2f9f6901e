public import Access
public import Postgres
import Vocabulary

/// Records the référentiel that the council chooses for a physician, with its reason (rule R26-3).
public struct ChooseFramework: Sendable {
    private let physician: Int64
    private let framework: String
    private let reason: String
    private let author: Author

    /// - Parameters:
    ///   - framework: the id of a référentiel.
    ///   - reason: what the reader wrote; not empty.
    ///   - author: the person who chooses.
    public init(for physician: Int64, framework: String, reason: String, by author: Author) {
        self.physician = physician
        self.framework = framework
        self.reason = reason
        self.author = author
    }

    /// Keeps the choice, the change to be read by the next refresh, and the event.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Int32, at now: Instant, _ transaction: Transaction) throws {
        let before = try FrameworkChoiceStore.chosen(transaction, council: council, physician: physician)
        try FrameworkChoiceStore.keep(
            transaction, council: council, physician: physician, framework: framework, reason: reason,
            by: author.name, at: now)
        try ChangeStore.note(Int(physician), of: council, transaction)
        try AuditEvent(
            .frameworkChosen, by: author, on: "physician:\(physician)", reason: reason,
            before: before.map { JSON.object([.init("framework", .string($0))]).text },
            after: JSON.object([.init("framework", .string(framework))]).text
        ).record(transaction, council: council)
    }
}
