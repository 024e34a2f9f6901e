public import Postgres
public import Vocabulary

/// What passed between a council and a physician, the latest first.
public struct ThreadOfPhysician: Sendable {
    /// One line.
    public struct Entry: Sendable, Hashable {
        /// What it is.
        public let content: Content
        /// The civil day.
        public let on: CalendarDate
        /// Who wrote it or had it sent.
        public let author: String
        /// Its place among the lines of one day: the moment it was recorded, in seconds since 1970-01-01T00:00:00Z.
        public let recordedAt: Int64
    }

    /// What a line is.
    public enum Content: Sendable, Hashable {
        /// A notice and how far it has come.
        case notice(SentNotice)
        /// Something that a member of the council wrote down.
        case entry(RecordEntry.Kind, words: String)
        /// A mail that came back: the notice, the status such as `5.1.1`, the words of the server.
        case bounce(notice: Int64, status: String, diagnostic: String?)
    }

    /// The lines, the latest first.
    public let entries: [Entry]

    /// The lines of a physician, in a transaction of the council.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ physician: Int64, _ transaction: Transaction) throws -> ThreadOfPhysician {
        let store = ThreadStore(transaction: transaction, physician: physician)
        let entries = try store.notices() + store.entries() + store.bounces()
        return ThreadOfPhysician(
            entries: entries.sorted { ($0.on, $0.recordedAt) > ($1.on, $1.recordedAt) })
    }

    /// One of the notices; nil for a key that is not among them.
    public func notice(_ id: Int64) -> SentNotice? {
        for case .notice(let notice) in entries.map(\.content) where notice.id == id { return notice }
        return nil
    }
}

/// A notice and how far it has come.
public struct SentNotice: Sendable, Hashable {
    /// Where its delivery is.
    public enum State: String, Sendable, CaseIterable {
        /// Waits for the mail server.
        case ready
        /// Waits for being printed.
        case held
        /// The mail server has taken it.
        case sent
        /// It did not arrive.
        case bounced
        /// It was not sent: what it says no longer held.
        case withdrawn
    }

    /// The key of the notice.
    public let id: Int64
    /// The key of the physician.
    public let physicianID: Int64
    /// What it tells.
    public let kind: Notice.Kind
    /// To whom.
    public let addressee: Notice.Addressee
    /// By which way.
    public let channel: Channel
    /// The e-mail address, or the lines of a postal one.
    public let address: [String]
    /// Where its delivery is.
    public let state: State
    /// The day on which it was made.
    public let madeOn: CalendarDate
    /// The day on which the mail server took it.
    public let sentOn: CalendarDate?
    /// The day on which it came back or was withdrawn.
    public let endedOn: CalendarDate?
    /// Why it was withdrawn, as a French sentence.
    public let reason: String?
    /// What it says, as it was made.
    public let text: LetterText
    /// How often it was handed to the mail server, without the times when the server could not be used.
    public let attempts: Int
    /// Whether an attempt had no answer: the mail may have arrived more than once, with one message id, or the letter may be
    /// at the electronic carrier.
    public let mayHaveArrived: Bool
    /// The notice that this one takes back.
    public let retracts: Int64?
    /// The notice that takes this one back.
    public let retractedBy: Int64?
    /// The name under which it travels: message id without angle brackets.
    public let messageID: String
}
