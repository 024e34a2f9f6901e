public import Letters

/// What has become of a campaign; the raw values are those of the database.
public enum CampaignState: String, Sendable, CaseIterable {
    /// The nights fill it; agents exclude and add.
    case proposed
    /// A first person approved; it is large, so that another one must as well.
    case secondWanted = "second_wanted"
    /// Approved; its first messages are being prepared.
    case approved
    /// A first batch is under way, the rest waits.
    case canary
    /// Everything that is left is under way.
    case sending
    /// Nothing of it is open any more.
    case done
    /// Stopped, by a person or by itself; an approver may resume it.
    case stopped
    /// Given up: nothing more of it leaves.
    case abandoned

    /// As a person reads it after « Campagne ».
    public var french: String {
        switch self {
        case .proposed: "proposée"
        case .secondWanted: "en attente d’une seconde approbation"
        case .approved: "approuvée"
        case .canary: "premier envoi en cours"
        case .sending: "en cours d’envoi"
        case .done: "terminée"
        case .stopped: "arrêtée"
        case .abandoned: "abandonnée"
        }
    }
}

/// What has become of an entry of the ledger; whether it was sent is what its delivery says.
public enum EntryState: String, Sendable, CaseIterable {
    /// Waits for the approval of its campaign.
    case proposed
    /// Is sent, or was.
    case approved
    /// Is not sent, for a reason.
    case excluded
    /// Was sent and taken back by a second letter.
    case retracted

    /// As a person reads it.
    public var french: String {
        switch self {
        case .proposed: "proposée"
        case .approved: "approuvée"
        case .excluded: "exclue"
        case .retracted: "rétractée"
        }
    }
}

/// Why an entry is excluded; the raw values are those of the database.
public enum Exclusion: String, Sendable, CaseIterable {
    /// Neither an e-mail address that works nor a postal one.
    case noAddress = "no_address"
    /// No e-mail address that works, and a letter came back from the postal one for its address.
    case addressReturned = "address_returned"
    /// No e-mail address that works, and a postal one of more than six lines, the name included.
    case addressTooLong = "address_too_long"
    /// The programme has caught up since.
    case becameCompliant = "became_compliant"
    /// No longer of this council, or now of another one.
    case notSubject = "not_subject"
    /// Nothing settles any more which référentiel applies.
    case frameworkToConfirm = "framework_to_confirm"
    /// Written to a short while ago: a person decides.
    case recentlyAlerted = "recently_alerted"
    /// A later milestone has passed since, or another cycle runs: this one is no longer written about.
    case superseded
    /// Another council wrote for the same milestone, before the physician came to this one.
    case alertedElsewhere = "alerted_elsewhere"
    /// Its message could not be prepared; the others of the campaign went on.
    case notPrepared = "not_prepared"
    /// A person excluded it, with a reason.
    case agent

    /// As a person reads it.
    public var french: String {
        switch self {
        case .noAddress: "aucune adresse utilisable"
        case .addressReturned: "lettre revenue de son adresse"
        case .addressTooLong: "adresse de plus de six lignes"
        case .becameCompliant: "n’est plus en retard"
        case .notSubject: "ne relève plus de ce conseil"
        case .frameworkToConfirm: "référentiel à confirmer"
        case .recentlyAlerted: "déjà alerté récemment"
        case .superseded: "l’échéance n’est plus celle du cycle en cours"
        case .alertedElsewhere: "déjà alerté par un autre conseil"
        case .notPrepared: "message impossible à préparer"
        case .agent: "exclu par une personne du conseil"
        }
    }
}

extension Channel {
    /// As a person reads it.
    public var french: String {
        switch self {
        case .email: "courriel"
        case .post: "courrier postal"
        }
    }
}
