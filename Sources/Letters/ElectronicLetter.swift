public import Access
import Jobs
public import Postgres
public import Vocabulary

/// A letter that leaves electronically instead of on paper.
public enum ElectronicLetter {
    /// Where it is.
    public enum State: String, Sendable, CaseIterable {
        /// Somebody asked for it; it waits for the carrier.
        case asked
        /// The carrier may have taken it, and nobody knows.
        case uncertain
        /// The carrier has taken it.
        case handed
        /// It did not leave, and waits on paper again.
        case failed

        /// As a person reads it.
        public var french: String {
            switch self {
            case .asked: "attend son envoi"
            case .uncertain: "envoi incertain"
            case .handed: "envoyée"
            case .failed: "non envoyée, de nouveau sur papier"
            }
        }
    }

    /// The queue of letters that are to be handed over.
    public static let queue = "letters.electronic"
    /// The queue of letters of which news are asked.
    public static let news = "letters.electronic-news"

    static let withdrawn = "Le médecin a retiré son accord avant l’envoi."
    static let uncertain = """
        Le service n’a pas répondu pendant l’envoi : la lettre est peut-être partie. Cherchez sa référence dans votre compte \
        AR24 avant de décider.
        """
    static let inPile = "La lettre est dans un pli ouvert : annulez le lot, puis demandez de nouveau son envoi."
    static let givenBack = "L’envoi électronique est abandonné : la lettre attend d’être imprimée."

    static let replaced =
        "L’accord du médecin a changé depuis la demande : demandez de nouveau l’envoi, à l’adresse acceptée."

    static let renewed = "Une lettre à jour la remplace et attend d’être imprimée : vous pouvez demander son envoi."

    static func waiting(_ code: String) -> String {
        "AR24 ne prend rien pour l’instant (\(code)). Sextant réessaie ; si cela dure, prévenez l’exploitant de la plateforme."
    }

    static func givenUp(_ code: String) -> String {
        """
        AR24 n’a rien pris pendant deux jours (\(code)) : prévenez l’exploitant de la plateforme. La lettre attend d’être \
        imprimée.
        """
    }

    static let unproved = """
        Preuve non récupérée : un mois après l’envoi, AR24 n’a pas donné l’issue de cette lettre avec ses preuves. Cherchez-les \
        dans votre compte AR24, qui les garde un an.
        """

    /// A doubt that a name did not lift.
    static func uncertain(_ mail: String, _ words: String) -> String {
        "\(uncertain) Dernière recherche, lettre \(mail) : \(words)"
    }

    /// What keeps a letter from leaving, whatever its gate says; nil when nothing does.
    static func obstacle(_ letter: ElectronicStore.Waiting) -> String? {
        switch letter.consent {
        case .withdrawn: withdrawn
        case .replaced: replaced
        case .holds: letter.isInPile ? inPile : nil
        }
    }

    /// Has the carrier asked each day what became of a letter.
    static func watch(
        _ delivery: Int64, from moment: Instant, _ council: Int32, _ transaction: Transaction
    ) throws {
        try Enqueue(news, key: String(delivery), payload: payload(delivery), runAt: moment.epochSeconds)
            .run(transaction, council: council)
    }

    static func payload(_ delivery: Int64, mail: String? = nil) -> JSON {
        .object([.init("delivery", .integer(Int(delivery)))] + (mail.map { [.init("mail", .string($0))] } ?? []))
    }
}

/// A letter that waits on paper and could leave electronically.
public struct ElectronicCandidate: Sendable, Hashable {
    /// The key of the notice.
    public let notice: Int64
    /// The physician whom it is for.
    public let physicianID: Int64
    /// The name above the address.
    public let name: String
    /// The consent that holds.
    public let consent: ElectronicConsent

    /// The letters of the transaction's council that wait, of physicians who agree on a day.
    ///
    /// - Throws: `PostgresError`.
    public static func all(
        on day: CalendarDate, atMost limit: Int, _ transaction: Transaction, council: Int32
    ) throws -> [ElectronicCandidate] {
        let waiting = try ElectronicStore(transaction: transaction, council: council).candidates(atMost: limit)
        let consents = try ElectronicConsent.read(waiting.map(\.physician), transaction)
        return waiting.compactMap { letter in
            consents[letter.physician].flatMap { consent in
                consent.holds(on: day)
                    ? ElectronicCandidate(
                        notice: letter.notice, physicianID: letter.physician, name: letter.name, consent: consent) : nil
            }
        }
    }
}

/// Asks for a letter to leave electronically: a worker hands it to the carrier.
public struct SendElectronically: Sendable {
    private let notice: Int64
    private let givenName: String
    private let familyName: String
    private let author: Author

    /// - Parameters:
    ///   - notice: the key of the notice whose letter waits.
    ///   - givenName: the reader's, as the roll has it: the carrier compares it with an identity.
    ///   - familyName: the reader's, as the roll has it.
    ///   - author: who asks; a person.
    public init(_ notice: Int64, givenName: String, familyName: String, by author: Author) {
        self.notice = notice
        self.givenName = givenName
        self.familyName = familyName
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Throws: ``RegisteredRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw RegisteredRefusal.personIsUnknown }
        let store = ElectronicStore(transaction: transaction, council: council.id)
        // A job that was set aside would stand in the way of the new one; a worker locks it before the delivery too.
        guard let delivery = try store.delivery(of: notice) else { throw RegisteredRefusal.notFound }
        try Enqueue.cancel(ElectronicLetter.queue, key: String(delivery), council: council.id, transaction)
        guard let letter = try store.lock(notice: notice) else { throw RegisteredRefusal.notFound }
        guard letter.isFree else { throw RegisteredRefusal.doesNotWait }
        guard let consent = try ElectronicConsent.read([letter.physician], transaction)[letter.physician],
            consent.holds(on: day)
        else { throw RegisteredRefusal.noConsent }
        try store.ask(
            letter.delivery, consent, givenName: givenName, familyName: familyName, on: day, by: author.name, person)
        try Enqueue(
            ElectronicLetter.queue, key: String(letter.delivery), payload: ElectronicLetter.payload(letter.delivery)
        ).run(transaction, council: council.id)
        try AuditEvent(
            .electronicAsked, by: author, on: "physician:\(letter.physician)",
            detail: #"{"notice": \#(notice), "consent": \#(consent.id)}"#
        ).record(transaction, council: council.id)
    }
}
