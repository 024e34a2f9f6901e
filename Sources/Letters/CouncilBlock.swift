public import Access
import Documents
public import Postgres
public import Vocabulary

/// A part of letters that each council writes for itself, beside the national words.
public struct CouncilBlock: Hashable, Sendable {
    /// Where a block stands in a letter; the raw values are those of the database.
    public enum Kind: String, Sendable, CaseIterable {
        /// The lines above the letter on paper.
        case header
        /// Paragraphs of the letter on paper, before its closing.
        case paragraph
        /// In whose name the letter on paper is signed.
        case delegation
        /// Who signs: mail and letter on paper.
        case signature
        /// In which name the council writes, and where it is answered; its lines are those of its postal address.
        case sender

        /// Those that are words of a letter.
        public static var words: [Kind] { [.header, .paragraph, .delegation, .signature] }

        /// The most lines, or paragraphs.
        public var lines: Int { self == .delegation ? 2 : self == .paragraph ? 3 : 6 }
        /// The most characters of one.
        public var length: Int {
            switch self {
            case .paragraph: 500
            case .sender: PostalAddress.mostCharacters
            case .header, .delegation, .signature: 80
            }
        }
    }

    /// How far a version of it has come; the raw values are those of the database.
    public enum State: String, Sendable, CaseIterable {
        /// Waits for another person.
        case proposed
        /// In force from its day on.
        case published
        /// Refused with a reason.
        case sentBack = "sent_back"
        /// Taken back by whoever proposed it.
        case withdrawn
        /// Published, and revoked by two people before its day.
        case revoked
    }

    /// Where it stands.
    public let kind: Kind
    /// From 1, within the council and the kind.
    public let version: Int
    /// Its lines; none takes the block out of the letters.
    public let lines: [String]
    /// How far it has come.
    public let state: State
    /// Who proposed it (e-mail address).
    public let proposedBy: String
    /// The key of that person; nil for a sender that one person alone set before two were asked for.
    public let proposer: Int64?
    /// Who published it; nil while nobody has.
    public let publishedBy: String?
    /// Its first day; nil while it is not published.
    public let inForceFrom: CalendarDate?
    /// Who sent it back or withdrew it.
    public let endedBy: String?
    /// Why.
    public let reason: String?
    /// Who asked that it be revoked before its day; nil while nobody has.
    public let revocation: RevocationRequest?
    /// The sender; nil for any other kind.
    public let sender: Sender?

    /// Whether it may still be revoked: published, and its day has not come.
    public func isRevocable(on day: CalendarDate) -> Bool {
        state == .published && inForceFrom.map { $0 > day } ?? false
    }

    /// Every version of every block of the transaction's council, the latest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(of council: Council, _ transaction: Transaction) throws -> [CouncilBlock] {
        try CouncilBlockStore(transaction: transaction, council: council.id).all()
    }
}

extension CouncilBlock {
    /// Lines as somebody typed them; of a free paragraph each line is one.
    public static func lines(typed text: String) -> [String] {
        TemplateText.paragraphs(typed: text).flatMap { $0.split(separator: "\n").map(String.init) }
    }

    /// The version of each kind that holds on a day: the latest to begin, and of one day the highest.
    public static func inForce(_ blocks: [CouncilBlock], on day: CalendarDate) -> [Kind: CouncilBlock] {
        var found: [Kind: CouncilBlock] = [:]
        for block in blocks where block.state == .published {
            guard let from = block.inForceFrom, from <= day else { continue }
            if let other = found[block.kind]?.order, other > (from, block.version) { continue }
            found[block.kind] = block
        }
        return found
    }

    private var order: (CalendarDate, Int)? { inForceFrom.map { ($0, version) } }

    /// What keeps these lines from standing in a letter, as sentences; empty when they can.
    public static func flaws(_ lines: [String], in kind: Kind) -> [String] {
        var sentences: [String] = []
        if kind == .header, !lines.isEmpty, !lines.contains(where: { $0.contains("{conseil}") }) {
            sentences.append("L’en-tête nomme le conseil : écrivez {conseil} sur une de ses lignes.")
        }
        if lines.count > kind.lines { sentences.append("\(lines.count) lignes : \(kind.lines) au plus.") }
        for (index, line) in lines.enumerated() {
            let place = "Ligne \(index + 1) : "
            if line.count > kind.length || line.unicodeScalars.count > 2 * kind.length {
                sentences.append("\(place)\(line.count) caractères, \(kind.length) au plus.")
            }
            sentences += HiddenCharacter.all(in: line).map { "\(place)retirez le caractère \($0.name)." }
            if kind == .sender { continue }
            do throws(ComposeFault) {
                for case .place(let field) in try LetterWords.pieces(of: line) where !field.isOfCouncil {
                    sentences.append(
                        "\(place)le champ {\(field.rawValue)} ne peut pas figurer dans un texte du conseil.")
                }
            } catch {
                sentences.append("\(place)\(error.sentence)")
            }
        }
        return sentences
    }
}

/// Somebody asks that a version be revoked before its day; another person agrees, or nobody does and it goes into force.
public struct RevocationRequest: Hashable, Sendable {
    /// Who asks (e-mail address).
    public let askedBy: String
    /// The key of that person.
    public let asker: Int64
    /// Why.
    public let reason: String

    /// The columns in which it is kept.
    static let columns: SQL = "revocation_asked_by, revocation_asker_id, revocation_reason"

    /// Nil where nobody has asked.
    static func read(_ row: Row) throws -> RevocationRequest? {
        guard let asker = try row.optional("revocation_asker_id", as: Int.self) else { return nil }
        return RevocationRequest(
            askedBy: try row.text("revocation_asked_by"), asker: Int64(asker),
            reason: try row.text("revocation_reason"))
    }
}
