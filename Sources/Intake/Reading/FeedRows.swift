public import Vocabulary

/// One checked row of the account feed (contracts §4).
public enum FeedRow: Equatable, Sendable {
    /// A row of `comptes.csv`.
    case account(FeedAccount)
    /// A row of `actions.csv` or `actions.jsonl`.
    case action(FeedAction)
    /// A row of `alertes_ans.csv`.
    case alert(FeedAlert)
    /// A row of `sans_adresse.csv`.
    case unreachable(FeedUnreachable)
}

/// The individual account of a physician.
public struct FeedAccount: Equatable, Sendable {
    /// The state of the account.
    public enum State: String, CaseIterable, Sendable {
        /// To be activated by the physician.
        case toActivate = "a_activer"
        /// In use.
        case active
        /// The physician has no address to be invited at.
        case withoutAddress = "sans_adresse"
        /// Closed.
        case closed = "clos"
    }

    /// The number of its line in the file, from 1.
    public let line: Int
    /// The RPPS number, eleven digits.
    public let rpps: String
    /// `statut_compte`.
    public let state: State
    /// `courriel_rpps`.
    public let email: String?
    /// `debut_cycle`.
    public let cycleStart: CalendarDate?
    /// `fin_cycle`, inclusive.
    public let cycleEnd: CalendarDate?
    /// `code_referentiel`.
    public let frameworkCode: String?
    /// `maj_le`.
    public let updatedOn: CalendarDate
}

/// One action of an account, or its deletion.
public struct FeedAction: Equatable, Sendable {
    /// Who declared it.
    public enum Origin: String, CaseIterable, Sendable {
        /// The physician.
        case physician = "medecin"
        /// The employer.
        case employer = "employeur"
        /// A training body.
        case organisation = "organisme"
        /// The agency of continuing development.
        case agency = "andpc"
        /// A national professional council.
        case college = "cnp"
    }

    /// The number of its line in the file, from 1.
    public let line: Int
    /// The id of the source, at most 200 bytes: the key of the upsert.
    public let sourceID: String
    /// The RPPS number, eleven digits.
    public let rpps: String
    /// Who declared it; nil when the file does not say.
    public let origin: Origin?
    /// Whether the source has deleted it.
    public let isDeleted: Bool
    /// The action, already without health details (rule R24); nil only for a deletion that does not repeat it.
    public let declaration: Declaration?
    /// `libelle`: never kept for an action that may count in block 4.
    public let title: String?
    /// `organisme`: never kept for an action that may count in block 4.
    public let organiser: String?
}

/// An alert that the national agency has sent.
public struct FeedAlert: Equatable, Sendable {
    /// The number of its line in the file, from 1.
    public let line: Int
    /// The id of the source, at most 200 bytes.
    public let sourceID: String
    /// The RPPS number, eleven digits.
    public let rpps: String
    /// `type`, as written.
    public let type: String
    /// `emise_le`.
    public let issuedOn: CalendarDate
}

/// A physician whom the platform cannot reach.
public struct FeedUnreachable: Equatable, Sendable {
    /// The number of its line in the file, from 1.
    public let line: Int
    /// The RPPS number, eleven digits.
    public let rpps: String
    /// `motif`, as written.
    public let reason: String?
    /// `constate_le`.
    public let seenOn: CalendarDate
}
