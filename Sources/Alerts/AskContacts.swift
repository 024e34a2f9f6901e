public import Access
public import Letters
public import Postgres
import Registry
public import Vocabulary

/// Has addresses asked for by letter, or verified by mail: each notice is posted in the same transaction, so that whoever
/// asks next sees whom this one has asked.
public struct AskContacts: Sendable {
    /// What is asked.
    public enum Way: String, Sendable, CaseIterable {
        /// A letter on paper asks for an address; it waits for the next lot.
        case letter
        /// A mail goes to the address that is known.
        case mail
    }

    /// Why nothing is asked.
    public enum Refusal: Error, Hashable, Sendable {
        /// Only a person asks.
        case personIsUnknown
        /// Nobody is left to be asked.
        case nobody
        /// Others than those who were shown would be asked.
        case hasChanged
    }

    /// The most physicians of one round; the others wait for the next.
    public static let most = 500

    private let way: Way
    private let shown: Int
    private let letterhead: Letterhead
    private let author: Author

    /// - Parameters:
    ///   - shown: how many the person saw would be asked.
    ///   - letterhead: domain and platform of this installation.
    ///   - author: who asks; a person.
    public init(_ way: Way, shown: Int, letterhead: Letterhead, by author: Author) {
        self.way = way
        self.shown = shown
        self.letterhead = letterhead
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Returns: how many are asked.
    /// - Throws: ``Refusal``, `ComposeFault` when the text cannot be written, `PostgresError`.
    @discardableResult
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Int {
        guard let person = author.personID else { throw Refusal.personIsUnknown }
        let store = ReachStore(transaction: transaction, council: council.id, day: day)
        try store.lock()
        let found =
            switch way {
            case .letter: try ReadReach.postal(try store.toAsk(), transaction)
            case .mail: try store.toVerify()
            }
        guard !found.isEmpty else { throw Refusal.nobody }
        guard found.count == shown else { throw Refusal.hasChanged }
        let asked = Array(found.prefix(Self.most))
        let round = try store.addRound(
            way == .letter ? .post : .email, asked: asked.count, by: author.name, person: person)
        try write(to: asked, round, council, on: day, transaction)
        try AuditEvent(
            .contactsAsked, by: author, on: "contact-round:\(round)",
            detail: "{\"way\": \"\(way.rawValue)\", \"physicians\": \(asked.count)}"
        ).record(transaction, council: council.id)
        return asked.count
    }

    /// A letter waits for the next lot, a mail in the queue.
    private func write(
        to physicians: [Int64], _ round: Int64, _ council: Council, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        let version = try TemplateVersion.inForce(kind: .contact, on: day, transaction)
        let contacts = try PhysicianContact.read(physicians, transaction)
        let post = PostNotice(letterhead, by: author, on: day)
        for id in physicians {
            guard let contact = contacts[id], let route = route(to: contact) else { throw Refusal.hasChanged }
            let notice = Notice(
                .contact, cause: "contact:\(round):\(id)", about: id, version: version,
                fields: [.addressee: contact.addressee])
            _ = try post.run(notice, to: route, of: council, transaction)
        }
    }

    private func route(to contact: PhysicianContact) -> Destination? {
        switch way {
        case .letter: Route.post(contact)
        case .mail: contact.email.map { .email($0) }
        }
    }
}
