public import Postgres
import Vocabulary

/// One of the two reviews that a list needs before anything of it is removed, or its refusal.
public struct ReviewPurge: Sendable {
    /// What the reviewer says.
    public enum Verdict: Sendable, Equatable {
        /// What stands on the list may go.
        case accepted
        /// Nothing of it may go, for this reason.
        case refused(String)
    }

    /// The list.
    public let id: Int64
    /// What the reviewer says.
    public let verdict: Verdict
    /// Who reviews: a person.
    public let author: Author

    /// A review about to be given.
    public init(id: Int64, verdict: Verdict, author: Author) {
        self.id = id
        self.verdict = verdict
        self.author = author
    }

    /// Gives it, in a transaction of the council. That two different people review is also what the table asks
    /// (`purge_takes_two_persons`).
    ///
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw PersonalDataRefusal.reviewerIsUnknown }
        guard let purge = try PurgeStore.lock(transaction, id) else { throw PersonalDataRefusal.notFound }
        guard purge.isOpen else { throw PersonalDataRefusal.isDecided }
        switch verdict {
        case .accepted:
            guard purge.state != .ready else { throw PersonalDataRefusal.isDecided }
            guard !purge.reviews.contains(where: { $0.personID == person }) else {
                throw PersonalDataRefusal.secondPersonIsTheFirst
            }
            try PurgeStore.review(
                transaction, id, isFirst: purge.reviews.isEmpty, person: person, name: author.name, now: now)
            try AuditEvent(.purgeReviewed, by: author, on: "purge:\(id)").record(transaction, council: council.id)
        case .refused(let text):
            let reason = try PersonalDataRefusal.reason(text)
            try PurgeStore.refuse(transaction, id, by: author.name, reason: reason, now: now)
            try AuditEvent(.purgeRefused, by: author, on: "purge:\(id)", reason: reason)
                .record(transaction, council: council.id)
        }
    }
}
