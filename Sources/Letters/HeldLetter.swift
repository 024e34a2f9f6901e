public import Access
public import Postgres
public import Vocabulary

/// What becomes of a letter on paper that is looked at before it is set, or before the post takes it.
public enum Renewal: Hashable, Sendable {
    /// It says what is known today.
    case stands
    /// It was withdrawn: the notice of this key takes its place; why, as a French sentence.
    case replaced(by: Int64, because: String)
    /// It does not leave as it is; why, as a French sentence that names nobody.
    case waits(String)
    /// Not before this moment; it is asked again then.
    case later(Instant)
}

/// A letter on paper that has not left.
public struct HeldLetter: Sendable {
    /// The key of its notice.
    public let noticeID: Int64
    /// The natural key that the notice was posted with.
    public let cause: String
    /// The day on which it was written.
    public let madeOn: CalendarDate
    /// The lines of its address, the name first.
    public let address: [String]
    /// Whether somebody gave it another address than the roll has: that one holds.
    public let isMended: Bool
    /// Whether it is on paper already.
    public let isSet: Bool
    /// Whether it is to be written with the words in force.
    public let wantsWords: Bool
    /// What it says.
    public let text: LetterText
    let delivery: Int64
    let kind: Notice.Kind
    let template: (id: String, version: Int)

    /// The words to write it with: those that it was written with, or those in force where these are asked for or it was
    /// kept without its sender.
    ///
    /// - Throws: ``ComposeFault/noTemplate(_:)``, `PostgresError`.
    public func words(of council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Wording {
        guard !wantsWords, let own = try ownWords(of: council, transaction) else {
            return try Wording.inForce(kind, of: council, on: day, transaction)
        }
        return own
    }

    /// The words that it was written with; nil for one that was kept without its sender.
    func ownWords(of council: Council, _ transaction: Transaction) throws -> Wording? {
        guard let sender = text.sender,
            let version = try WordingStore.version(template.id, template.version, transaction)
        else { return nil }
        let blocks = try CouncilBlocks.read(council.id, versions: text.blocks, transaction)
        return Wording(version: version, blocks: blocks, sender: sender)
    }
}
