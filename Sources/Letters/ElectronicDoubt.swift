public import Access
import Jobs
public import Postgres
import Vocabulary

/// Gives a letter back to paper that was asked for electronically: one that waits for the carrier at once, one of which
/// nobody knows whether it left once a person has looked at the carrier's own account.
public struct GiveBackToPaper: Sendable {
    private let notice: Int64
    private let author: Author

    /// - Parameters:
    ///   - notice: the key of the notice.
    ///   - author: who decides; a person.
    public init(_ notice: Int64, by author: Author) {
        self.notice = notice
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Throws: ``RegisteredRefusal``, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard author.personID != nil else { throw RegisteredRefusal.personIsUnknown }
        let store = ElectronicStore(transaction: transaction, council: council.id)
        guard let delivery = try store.delivery(of: notice) else { throw RegisteredRefusal.notFound }
        // The job before the delivery, as a worker locks them.
        try Enqueue.cancel(ElectronicLetter.queue, key: String(delivery), council: council.id, transaction)
        guard let letter = try store.lock(notice: notice), let place = try store.place(of: delivery) else {
            throw RegisteredRefusal.doesNotWait
        }
        guard place.state == .asked || place.state == .uncertain else { throw RegisteredRefusal.doesNotWait }
        if let startedAt = place.startedAt {
            let end = startedAt.adding(seconds: ElectronicDesk.longestAttempt)
            guard place.state == .uncertain, end <= now else { throw RegisteredRefusal.isUnderWay(end) }
        }
        try store.fail(delivery, from: place.state, because: ElectronicLetter.givenBack)
        try AuditEvent(
            .electronicGivenBack, by: author, on: "physician:\(letter.physician)", detail: #"{"notice": \#(notice)}"#
        ).record(transaction, council: council.id)
    }
}

/// Says under which name the carrier knows a letter of which nobody knew whether it left: it is looked for there, and
/// believed only when it bears our reference.
public struct FindAtCarrier: Sendable {
    private let notice: Int64
    private let mail: String
    private let author: Author

    /// - Parameters:
    ///   - notice: the key of the notice.
    ///   - mail: what the carrier calls the letter, in digits.
    ///   - author: who read it in the carrier's own account; a person.
    public init(_ notice: Int64, as mail: String, by author: Author) {
        self.notice = notice
        self.mail = mail
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Throws: ``RegisteredRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws {
        guard author.personID != nil else { throw RegisteredRefusal.personIsUnknown }
        let store = ElectronicStore(transaction: transaction, council: council.id)
        guard let letter = try store.lock(notice: notice) else { throw RegisteredRefusal.notFound }
        guard try store.place(of: letter.delivery)?.state == .uncertain else { throw RegisteredRefusal.doesNotWait }
        let typed = mail.filter { !$0.isWhitespace }
        guard HearCarrier.isMail(typed) else { throw RegisteredRefusal.mailIsWrong }
        try HearCarrier(HookKey.Place(council: council.id, delivery: letter.delivery), mail: typed).run(transaction)
        try AuditEvent(
            .electronicLookedFor, by: author, on: "physician:\(letter.physician)", detail: #"{"notice": \#(notice)}"#
        ).record(transaction, council: council.id)
    }
}

/// A carrier has knocked: it is asked soon what became of the letter. What it says itself is not believed.
public struct HearCarrier: Sendable {
    private let place: HookKey.Place
    private let mail: String?

    /// - Parameters:
    ///   - place: whose key opened the door.
    ///   - mail: what the carrier calls the letter, as it says.
    public init(_ place: HookKey.Place, mail: String?) {
        self.place = place
        self.mail = mail.flatMap { Self.isMail($0) ? $0 : nil }
    }

    /// Whether a text may be what the carrier calls a letter: 1 to 40 digits.
    static func isMail(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// In a transaction of the key's council.
    ///
    /// - Returns: false when there is no such letter.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func run(_ transaction: Transaction) throws -> Bool {
        let store = ElectronicStore(transaction: transaction, council: place.council)
        guard let found = try store.place(of: place.delivery) else { return false }
        // Beside the daily look, which keeps its day: what is heard twice is looked at once. Where we do not know under
        // which name the carrier has it, each name is looked at by itself: a wrong one stands in no other's way.
        if found.state == .handed {
            try enqueue(nil, transaction)
        } else if found.startedAt != nil, let mail {
            try enqueue(mail, transaction)
        }
        return true
    }

    private func enqueue(_ mail: String?, _ transaction: Transaction) throws {
        try Enqueue(
            ElectronicLetter.news,
            key: (["\(place.delivery)", "heard"] + [mail].compactMap(\.self)).joined(separator: "."),
            payload: ElectronicLetter.payload(place.delivery, mail: mail)
        ).run(transaction, council: place.council)
    }
}
