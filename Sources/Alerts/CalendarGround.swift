public import Postgres
import Standings
public import Vocabulary

/// Everything of one council that a look ahead needs, as it stood at one moment: it is judged after the transaction that
/// read it has ended.
public struct CalendarGround: Sendable {
    /// The transaction is not of one snapshot: an import between two of its statements would give files of one state with
    /// actions of another.
    public struct IsNotOneMoment: Error, Sendable {}

    let from: CalendarDate
    let through: CalendarDate
    let files: [CaseFile]
    let spans: [(from: CalendarDate, assessor: Assessor)]
    let ledger: CalendarLedger

    /// Reads in a transaction of the council that is `repeatableRead`.
    ///
    /// - Parameters:
    ///   - from: the first day.
    ///   - through: the last day.
    /// - Throws: ``IsNotOneMoment``, `PostgresError`, or the fault of a stored text.
    public static func read(
        from: CalendarDate, through: CalendarDate, _ transaction: Transaction
    ) throws -> CalendarGround {
        guard try CalendarStore.isOneMoment(transaction) else { throw IsNotOneMoment() }
        let files = try CaseFile.all(transaction)
        return CalendarGround(
            from: from, through: through, files: files,
            spans: try Assessor.spans(from: from, through: through, transaction),
            ledger: try CalendarLedger.read(files.map { Int64($0.physicianID) }, transaction))
    }

    /// What the answer depends on: the days, the law of each of them, and all that is known of the council.
    public var mark: Int {
        var hasher = Hasher()
        hasher.combine(from)
        hasher.combine(through)
        for span in spans {
            hasher.combine(span.from)
            hasher.combine(span.assessor.lawMark)
        }
        hasher.combine(files)
        hasher.combine(ledger)
        return hasher.finalize()
    }
}
