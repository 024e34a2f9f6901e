public import Vocabulary

/// What was written, with the paths to load in this order: frameworks, extraction, rolls, accounts.
public struct CountrySummary: Sendable {
    /// One council's part.
    public struct Council: Sendable {
        /// The council's code.
        public let code: String
        /// Physicians drawn for it; those with registrations elsewhere before are counted here only.
        public let physicians: Int
        /// Declared actions.
        public let actions: Int
        /// `roll/<code>-avant.csv`: those who changed specialty since, as they stood before; to be read first.
        public let earlierRoll: String
        /// `roll/<code>.csv`.
        public let roll: String
        /// `accounts/<code>`, a folder.
        public let accounts: String
    }

    /// A version that nobody has approved yet.
    public struct Proposal: Sendable {
        /// The official code of its référentiel.
        public let code: String
        /// The day it was published.
        public let publishedOn: CalendarDate
        /// `frameworks/proposition.json`.
        public let path: String
    }

    /// The folder that was written.
    public let folder: String
    /// The RPPS file.
    public let extraction: String
    /// `frameworks/<REF>.json`.
    public let frameworks: [String]
    /// A later version of one of them, to be proposed; nil when none of them leaves room for one.
    public let proposal: Proposal?
    /// In the order of the official list of departments.
    public let councils: [Council]

    /// All physicians.
    public var physicians: Int { councils.reduce(0) { $0 + $1.physicians } }
    /// All declared actions.
    public var actions: Int { councils.reduce(0) { $0 + $1.actions } }
}
