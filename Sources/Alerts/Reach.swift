public import Letters
public import Vocabulary

/// Whether a physician subject to certification can be reached by e-mail, and what was done about it.
public struct Reach: Sendable, Hashable {
    /// What is known of the address.
    public enum State: String, Sendable, CaseIterable {
        /// No roll and no account has one.
        case absent
        /// It does not exist, or takes no mail.
        case refused
        /// A mail did not arrive, for a reason that may pass.
        case toCheck = "to_check"
        /// Nothing was ever sent to it.
        case unverified
        /// A verification has left, or is to leave, and less than a week has passed.
        case awaited
        /// A verification has left, and nobody reads here what comes back: it tells nothing.
        case unread
        /// Somebody has made sure, or a verification did not come back within a week.
        case verified

        /// As a person reads it, in small letters.
        public var french: String {
            switch self {
            case .absent: "aucune adresse"
            case .refused: "adresse refusée"
            case .toCheck: "adresse à vérifier"
            case .unverified: "jamais vérifiée"
            case .awaited: "vérification en cours"
            case .unread: "vérification envoyée, retours non relevés"
            case .verified: "vérifiée"
            }
        }

        /// Whether the council has to ask for another address: by letter.
        public var needsLetter: Bool { self == .absent || self == .refused }
        /// Whether a mail can tell more.
        public var canBeVerified: Bool { self == .unverified || self == .toCheck }
    }

    /// What is known of the address, as a person reads it.
    public var french: String { isToLeave ? "vérification en attente d'envoi" : state.french }

    /// The key of the physician.
    public let physicianID: Int64
    /// Family name then given name; the RPPS number while no name is known.
    public let name: String
    /// Text, eleven digits.
    public let rpps: String
    /// The e-mail address; nil where none is known.
    public let email: String?
    /// What is known of it.
    public let state: State
    /// Whether the mail that verifies it has not left yet.
    public let isToLeave: Bool
    /// Since which day that is known; nil where nothing was done.
    public let since: CalendarDate?
    /// The day on which the last letter left that asks for an address; that on which it was made while it waits.
    public let askedOn: CalendarDate?
    /// How far that letter has come.
    public let letter: SentNotice.State?
}

/// How many physicians of a council stand in each state, and how many an action would reach.
public struct ReachSummary: Sendable, Hashable {
    /// Physicians by what is known of their address.
    public let counts: [Reach.State: Int]
    /// Those whom a letter can ask for an address now: no usable one, an envelope that holds theirs, not asked lately.
    public let toAsk: Int
    /// Those whose address a mail can verify now.
    public let toVerify: Int

    /// Physicians subject to certification.
    public var total: Int { counts.values.reduce(0, +) }
    /// Those with an address that is not known to fail.
    public var reachable: Int { total - count(.absent) - count(.refused) }

    /// Physicians in a state.
    public func count(_ state: Reach.State) -> Int { counts[state] ?? 0 }
}

/// One press on the button and what has come of it since.
public struct ContactRound: Sendable, Hashable {
    /// Its key.
    public let id: Int64
    /// By letter or by mail.
    public let channel: Channel
    /// The day.
    public let madeOn: CalendarDate
    /// The e-mail address of whoever asked.
    public let madeBy: String
    /// Physicians asked.
    public let asked: Int
    /// Messages that have left.
    public let sent: Int
    /// Messages that came back.
    public let returned: Int
    /// Those asked who now have an address that is not known to fail.
    public let reachable: Int
}
