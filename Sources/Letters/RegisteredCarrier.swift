public import Postgres
public import Vocabulary

/// A registered letter about to be handed to a carrier.
public struct RegisteredLetter: Hashable, Sendable {
    /// What the council calls it by; names nobody.
    public let reference: String
    /// The reader's given name, as the roll has it.
    public let givenName: String
    /// The reader's family name, as the roll has it.
    public let familyName: String
    /// The address at which the reader agreed to receive it.
    public let email: String
    /// The letter, as it was set.
    public let pdf: [UInt8]
    /// Where the carrier says that something happened to it; nil where it cannot be reached.
    public let hook: String?

    /// A letter about to be handed over.
    public init(
        reference: String, givenName: String, familyName: String, email: String, pdf: [UInt8], hook: String?
    ) {
        self.reference = reference
        self.givenName = givenName
        self.familyName = familyName
        self.email = email
        self.pdf = pdf
        self.hook = hook
    }
}

/// What a carrier says of the file of a letter, given to it ahead: nothing is sent yet.
public enum CarrierUpload: Hashable, Sendable {
    /// It has the file; what it calls it.
    case taken(String)
    /// It does not take this file: its words, in one line.
    case refused(String)
    /// It cannot take anything now: a class and a code.
    case postponed(String)
}

/// What a carrier says of a letter that it was offered.
public enum CarrierAnswer: Hashable, Sendable {
    /// It has taken the letter; what it calls it.
    case accepted(String)
    /// It does not take this letter: its words, in one line.
    case refused(String)
    /// It cannot take anything now, and has not taken this letter: a class and a code.
    case postponed(String)
    /// It may have taken the letter, and nobody knows: a class and a code. It is not offered again by itself.
    case unknown(String)
}

/// What a carrier answers when it is asked about a letter.
public enum CarrierNews: Hashable, Sendable {
    /// What it knows.
    case known(CarrierReport)
    /// It has no such letter: its words, in one line.
    case unknown(String)
    /// It cannot be asked now: a class and a code.
    case silent(String)
}

/// What a carrier knows of a letter that it has taken.
public struct CarrierReport: Hashable, Sendable {
    /// Something that happened, on the carrier's own day.
    public struct Event: Hashable, Sendable {
        /// What happened.
        public let kind: PostEvent.Kind
        /// The civil day.
        public let on: CalendarDate

        /// Something that happened.
        public init(_ kind: PostEvent.Kind, on day: CalendarDate) {
            self.kind = kind
            on = day
        }
    }

    /// A file that proves something, and where it is fetched.
    public struct Proof: Hashable, Sendable {
        /// What it proves.
        public let kind: LetterProofFile.Kind
        /// Where it is fetched.
        public let address: String

        /// A file that proves something.
        public init(_ kind: LetterProofFile.Kind, at address: String) {
            self.kind = kind
            self.address = address
        }
    }

    /// The reference under which we handed it over.
    public let reference: String?
    /// The day on which it left; nil while it waits at the carrier.
    public let sentOn: CalendarDate?
    /// What happened since.
    public let events: [Event]
    /// What proves it.
    public let proofs: [Proof]

    /// What a carrier knows.
    public init(reference: String?, sentOn: CalendarDate?, events: [Event], proofs: [Proof]) {
        self.reference = reference
        self.sentOn = sentOn
        self.events = events
        self.proofs = proofs
    }

    /// Whether nothing more will happen.
    public var isFinal: Bool { events.contains { $0.kind != .presented } }

    /// Whether nothing more is to be asked for: the letter has its outcome, and that and its deposit are proved.
    func isProved(by kept: Set<LetterProofFile.Kind>) -> Bool {
        isFinal && kept.contains(.deposit) && events.compactMap(\.kind.proof).allSatisfy(kept.contains)
            && proofs.allSatisfy { kept.contains($0.kind) }
    }
}

extension PostEvent.Kind {
    /// What proves it of an electronic letter; nil for what is no outcome.
    fileprivate var proof: LetterProofFile.Kind? {
        switch self {
        case .presented: nil
        case .signed: .receipt
        case .refused: .refusal
        case .unclaimed: .negligence
        case .returned: .bounce
        }
    }
}

/// Takes registered letters to their readers: one port, behind which stands the council itself or an electronic carrier.
public protocol RegisteredCarrier: Sendable {
    /// Whether it takes letters electronically; if not, numbers and days are written down by people.
    var takesLetters: Bool { get }
    /// Gives the file of a letter ahead: nothing is sent by it.
    func upload(_ letter: RegisteredLetter) async -> CarrierUpload
    /// Hands one letter over, under the name of its file, and waits for the answer.
    func deposit(_ letter: RegisteredLetter, file: String) async -> CarrierAnswer
    /// What it knows of a letter.
    func report(on id: String) async -> CarrierNews
    /// A file that proves something; nil when it cannot be fetched now.
    func proof(at address: String) async -> [UInt8]?
}

/// The council carries its registered letters to the post itself: nothing leaves electronically. Used where no carrier is
/// set.
public struct ManualCarrier: RegisteredCarrier {
    /// False.
    public let takesLetters: Bool = false

    /// The council itself.
    public init() {}

    /// Takes nothing.
    public func upload(_ letter: RegisteredLetter) async -> CarrierUpload { .refused(Self.words) }

    /// Takes nothing.
    public func deposit(_ letter: RegisteredLetter, file: String) async -> CarrierAnswer { .refused(Self.words) }

    private static let words = "aucun service de recommandé électronique n’est réglé"

    /// Knows nothing.
    public func report(on id: String) async -> CarrierNews { .unknown(Self.words) }

    /// Has nothing.
    public func proof(at address: String) async -> [UInt8]? { nil }
}

/// A file kept as a proof of an electronic letter.
public struct LetterProofFile: Sendable {
    /// What it proves.
    public enum Kind: String, Sendable, CaseIterable {
        /// The letter as it left.
        case letter
        /// That it was deposited and sent.
        case deposit
        /// That its reader accepted it.
        case receipt
        /// That its reader refused it.
        case refusal
        /// That its reader did not fetch it in fifteen days.
        case negligence
        /// That its address takes nothing.
        case bounce

        /// As a person reads it.
        public var french: String {
            switch self {
            case .letter: "La lettre envoyée"
            case .deposit: "Preuve de dépôt et d’envoi"
            case .receipt: "Preuve de réception"
            case .refusal: "Preuve de refus"
            case .negligence: "Preuve de négligence"
            case .bounce: "Preuve d’échec de remise"
            }
        }
    }

    /// What it proves.
    public let kind: Kind
    /// The hexadecimal SHA-256 of the file.
    public let sha256: String
    /// The physician whom it is about.
    public let physicianID: Int64
    /// The file.
    public let bytes: [UInt8]

    /// One proof of a notice of the transaction's council; nil where there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func find(
        _ kind: Kind, of notice: Int64, _ transaction: Transaction
    ) throws -> LetterProofFile? {
        try transaction.first(
            """
            select n.physician_id, p.sha256, p.bytes
            from letters.proof p join letters.delivery d using (council_id, delivery_id)
            join letters.notice n using (council_id, notice_id)
            where d.notice_id = \(notice) and p.kind = \(kind.rawValue)
            """
        ).map { row in
            LetterProofFile(
                kind: kind, sha256: try row.text("sha256"), physicianID: Int64(try row.int("physician_id")),
                bytes: try row.value("bytes", as: Bytes.self).bytes)
        }
    }

    /// Which proofs are kept of some notices.
    ///
    /// - Throws: `PostgresError`.
    public static func kept(among notices: [Int64], _ transaction: Transaction) throws -> [Int64: [Kind]] {
        var kept: [Int64: [Kind]] = [:]
        let rows = try transaction.query(
            """
            select d.notice_id, p.kind from letters.proof p join letters.delivery d using (council_id, delivery_id)
            where d.notice_id = any(\(notices)::bigint[]) order by p.proof_id
            """
        ).map { (Int64(try $0.int("notice_id")), Kind(rawValue: try $0.text("kind"))) }
        for case (let notice, let kind?) in rows { kept[notice, default: []].append(kind) }
        return kept
    }
}
