public import Access
public import Postgres
public import Vocabulary

/// A council chooses whether it tells employers of alerts (R. 4022-18 lets it, and obliges to nothing).
public struct ChooseEmployers: Sendable {
    private let isOn: Bool
    private let waitDays: Int
    private let reason: String
    private let author: Author

    /// A choice about to be made.
    ///
    /// - Parameter waitDays: how many days a physician has between being told and the letter to the employer; within
    ///   ``EmployerChoice/waitBounds``.
    public init(_ isOn: Bool, waitDays: Int = EmployerChoice.usualWait, reason: String, by author: Author) {
        self.isOn = isOn
        self.waitDays = waitDays
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council. What is decided and has not left is looked at again before it would:
    /// once the council has chosen otherwise, it does not leave.
    ///
    /// - Throws: ``EmployerRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw EmployerRefusal.personIsUnknown }
        let reason = try EmployerRefusal.reason(reason)
        guard EmployerChoice.waitBounds.contains(waitDays) else { throw EmployerRefusal.waitIsWrong }
        let store = EmployerStore(transaction: transaction, council: council.id)
        let kept = try store.choice()
        guard isOn != (kept?.isOn ?? false) || isOn && waitDays != kept?.waitDays else {
            throw EmployerRefusal.isChosenAlready
        }
        try store.choose(isOn, waitDays: waitDays, reason: reason, by: person, author.name, on: day)
        try AuditEvent(
            .employersChosen, by: author, detail: "{\"isOn\": \(isOn), \"waitDays\": \(waitDays)}", reason: reason
        ).record(transaction, council: council.id)
    }
}
