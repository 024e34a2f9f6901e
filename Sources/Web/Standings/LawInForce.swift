import Access
import Postgres
import Standings
import Synchronization
import Vocabulary

/// The law, compiled once a minute at most: reading and compiling the référentiels costs more than judging a file. What
/// a council sets for its own alerts is read each time, in that council's transaction.
final class LawInForce: Sendable {
    private struct Kept {
        let assessor: Assessor
        let day: CalendarDate
        let readAt: Instant
    }

    private let kept = Mutex<Kept?>(nil)

    /// What is in force on a day, from memory or read in the caller's transaction.
    func assessor(_ transaction: Transaction, on day: CalendarDate, at now: Instant) throws -> Assessor {
        let known = kept.withLock { $0 }
        if let known, known.day == day, now < known.readAt.adding(seconds: 60) {
            return try known.assessor.ofCouncil(on: day, transaction)
        }
        let assessor = try Assessor.national(on: day, transaction)
        kept.withLock { $0 = Kept(assessor: assessor, day: day, readAt: now) }
        return try assessor.ofCouncil(on: day, transaction)
    }
}
