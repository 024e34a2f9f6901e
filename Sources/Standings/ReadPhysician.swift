public import Postgres
public import Vocabulary

extension Assessor {
    /// One physician of the transaction's council, judged on a day: what the page of that physician shows.
    ///
    /// - Returns: nil when the council's roll has never named the physician. `assessed` is nil when the physician is
    ///   not subject to certification that day.
    public func read(
        _ physicianID: Int, on day: CalendarDate, _ transaction: Transaction
    ) throws -> (file: CaseFile, assessed: AssessedCase?)? {
        guard let file = try CaseStore(transaction: transaction).files(.some([physicianID])).first else { return nil }
        return (file, assess(file, on: day))
    }
}
