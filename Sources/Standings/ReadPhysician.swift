public import Postgres
public import Registry
public import Vocabulary

extension Assessor {
    /// One physician of the transaction's council, judged on a day: what the page of that physician shows.
    ///
    /// - Parameter knowledge: from which knowledge of the facts.
    /// - Returns: nil when the council's roll has never named the physician. `assessed` is nil when the physician is
    ///   not subject to certification that day.
    public func read(
        _ physicianID: Int, on day: CalendarDate, knowledge: Knowledge = .now, _ transaction: Transaction
    ) throws -> (file: CaseFile, assessed: AssessedCase?)? {
        let cases = CaseStore(transaction: transaction, knowledge: knowledge)
        guard let file = try cases.files(.some([physicianID])).first else { return nil }
        return (file, assess(file, on: day))
    }
}
