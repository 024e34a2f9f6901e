import Access
import Postgres
import Vocabulary

/// What was done to campaigns and entries: the statements, and the line of the journal beside.
struct EventStore {
    /// An act; the raw values are those of the database.
    enum Act: String, CaseIterable {
        case approved
        case approvedSecond = "approved_second"
        case sentBack = "sent_back"
        case released
        case stopped
        case resumed
        case abandoned
        case excluded
        case added
        case becameCompliant = "became_compliant"
        case excludedByRule = "excluded_by_rule"
        case mayHaveArrived = "may_have_arrived"
        case putBack = "put_back"
        case turnedToPost = "turned_to_post"
        case staysUnsent = "stays_unsent"
        case retracted
        case retractionUnsent = "retraction_unsent"
        case writtenAgain = "written_again"
        case letterReturned = "letter_returned"
        case returnCorrected = "return_corrected"

        var french: String {
            switch self {
            case .approved: "a approuvé la campagne"
            case .approvedSecond: "a donné la seconde approbation"
            case .sentBack: "a renvoyé la campagne à la préparation"
            case .released: "a lancé l’envoi de la suite"
            case .stopped: "a arrêté la campagne"
            case .resumed: "a repris la campagne"
            case .abandoned: "a abandonné la campagne"
            case .excluded: "a exclu ce destinataire"
            case .added: "a ajouté ce destinataire"
            case .becameCompliant: "destinataire écarté juste avant l’envoi"
            case .putBack: "destinataire remis parmi ceux de la campagne"
            case .excludedByRule: "destinataire écarté par la règle"
            case .mayHaveArrived: "plus rien ne part, mais un message est peut-être déjà arrivé"
            case .turnedToPost: "adresse électronique refusée : courrier postal proposé"
            case .staysUnsent: "adresse électronique refusée : aucun courrier ne remplace le courriel"
            case .retracted: "a rétracté l’alerte"
            case .retractionUnsent: "la rétractation n’a pu être écrite au médecin"
            case .writtenAgain: "lettre écrite de nouveau avant son impression"
            case .letterReturned: "a enregistré que la lettre est revenue"
            case .returnCorrected: "a corrigé ce qui était enregistré du retour de la lettre"
            }
        }

        var action: AuditAction? {
            switch self {
            case .approved, .approvedSecond: .campaignApproved
            case .sentBack: .campaignSentBack
            case .released: .campaignReleased
            case .stopped: .campaignStopped
            case .resumed: .campaignResumed
            case .abandoned: .campaignAbandoned
            case .excluded, .becameCompliant, .excludedByRule: .entryExcluded
            case .added, .putBack: .entryAdded
            case .mayHaveArrived, .turnedToPost, .staysUnsent, .retractionUnsent, .letterReturned, .returnCorrected,
                .writtenAgain:
                nil
            case .retracted: .alertRetracted
            }
        }
    }

    let transaction: Transaction
    let council: Int32

    /// Writes what was done to a campaign, here and in the journal.
    func record(_ act: Act, on campaign: Int64, by author: Author, reason: String? = nil, detail: String? = nil) throws
    {
        try transaction.query(
            """
            insert into alerts.event (council_id, campaign_id, act, person_id, author, reason)
            values (\(council), \(campaign), \(act.rawValue), \(author.personID), \(author.written), \(reason))
            """)
        try journal(act, on: "campaign:\(campaign)", by: author, reason: reason, detail: detail)
    }

    /// Writes what was done to an entry, here and in the journal, where it is the physician's.
    ///
    /// - Parameter told: what the letter that takes an alert back says to the physician.
    func record(
        _ act: Act, on entry: EntryStore.Found, by author: Author, reason: String? = nil, told: String? = nil
    ) throws {
        try transaction.query(
            """
            insert into alerts.event (council_id, campaign_id, physician_id, entry_id, act, person_id, author, reason,
                told)
            values (\(council), \(entry.campaign), \(entry.physician), \(entry.id), \(act.rawValue),
                \(author.personID), \(author.written), \(reason), \(told))
            """)
        try journal(
            act, on: "physician:\(entry.physician)", by: author, reason: reason,
            detail: "{\"campaign\": \(entry.campaign)}")
    }

    /// Newest first: those of the campaign itself, or those of one entry in whichever campaign it was.
    static func read(
        of campaign: Int64, entry: Int64? = nil, atMost limit: Int = 200, _ transaction: Transaction
    ) throws -> [CampaignEvent] {
        let which: SQL = entry.map { "entry_id = \($0)" } ?? "campaign_id = \(campaign) and entry_id is null"
        return try transaction.query(
            """
            select extract(epoch from at)::bigint as at, act, author, reason, told, entry_id from alerts.event
            where \(which) order by event_id desc limit \(limit)
            """
        ).map { row in
            CampaignEvent(
                at: Int64(try row.int("at")), author: try row.optional("author"),
                words: Act(rawValue: try row.text("act"))?.french ?? "", reason: try row.optional("reason"),
                told: try row.optional("told"),
                entry: try row.optional("entry_id", as: Int.self).map(Int64.init))
        }
    }

    /// Who took an alert back, and what the physician is told of the reason.
    func retraction(of entry: Int64) throws -> (author: Author, told: String?)? {
        try transaction.first(
            """
            select person_id, author, told from alerts.event
            where council_id = \(council) and entry_id = \(entry) and act = 'retracted' order by event_id desc limit 1
            """
        ).map { row in
            (
                Author(
                    name: try row.optional("author") ?? "",
                    personID: try row.optional("person_id", as: Int.self).map(Int64.init)),
                try row.optional("told")
            )
        }
    }

    private func journal(_ act: Act, on subject: String, by author: Author, reason: String?, detail: String?) throws {
        guard let action = act.action else { return }
        try AuditEvent(action, by: author, on: subject, detail: detail, reason: reason)
            .record(transaction, council: council)
    }
}

extension Author {
    /// What the platform does by itself in a campaign.
    static let campaign = Author(operator: "campagne")

    /// The name that stands beside an act; nil for what was done by itself.
    var written: String? { personID == nil && self == .campaign ? nil : name }
}
