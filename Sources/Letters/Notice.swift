public import Vocabulary

/// A notice about to be made: to whom, about what, in which words.
public struct Notice: Sendable {
    /// What a notice tells.
    public enum Kind: String, Sendable, CaseIterable {
        /// A milestone has passed and the programme is not established as realised.
        case alert
        /// An alert that was sent is taken back.
        case retraction
        /// The council has no address that works.
        case contact
        /// An employer learns that an alert was sent to a physician (R. 4022-18).
        case employer
        /// The physician learns, first, that the employer is going to.
        case employerTold = "employer_told"
        /// What an employer was told, or was going to be, is taken back.
        case employerRetraction = "employer_retraction"

        /// Whether nothing of this kind may leave without somebody looking again just before.
        public var needsGate: Bool { [.alert, .employer, .employerTold].contains(self) }

        /// Whether an employer may read it: it bears nothing that a council writes to its physicians.
        public var mayReachEmployer: Bool { [.employer, .employerRetraction].contains(self) }
    }

    /// To whom a notice is addressed.
    public enum Addressee: String, Sendable, CaseIterable {
        /// The physician.
        case physician
        /// Whoever employs the physician.
        case employer
    }

    /// What it tells.
    public let kind: Kind
    /// The natural key of the fact that causes it, 1 to 150 characters; names nobody. The same cause, kind, addressee
    /// and channel is made once.
    public let cause: String
    /// To whom.
    public let addressee: Addressee
    /// The physician whom it is about.
    public let physicianID: Int64
    /// The milestone or other day of law that it is about: stands in the mail's header `Sextant-Echeance`.
    public let dueOn: CalendarDate?
    /// The words, with places for values.
    public let version: TemplateVersion
    /// The values. Those that the council itself gives (``LetterField/isOfCouncil``) are added when it is posted.
    public let fields: [LetterField: String]
    /// The mark of the law by which the fact was judged (`UsedLaw.mark`); nil where nothing was judged.
    public let lawMark: String?
    /// The record of the standing that it rests on; nil where nothing was judged.
    public let recordID: Int64?
    /// The notice that this one takes back.
    public let retracts: Int64?
    /// The notice whose place this one takes, which was withdrawn.
    public let replaces: Int64?

    /// A notice about to be made.
    public init(
        _ kind: Kind, cause: String, to addressee: Addressee = .physician, about physicianID: Int64,
        dueOn: CalendarDate? = nil, version: TemplateVersion, fields: [LetterField: String], lawMark: String? = nil,
        recordID: Int64? = nil, retracts: Int64? = nil, replaces: Int64? = nil
    ) {
        self.kind = kind
        self.cause = cause
        self.addressee = addressee
        self.physicianID = physicianID
        self.dueOn = dueOn
        self.version = version
        self.fields = fields
        self.lawMark = lawMark
        self.recordID = recordID
        self.retracts = retracts
        self.replaces = replaces
    }
}
