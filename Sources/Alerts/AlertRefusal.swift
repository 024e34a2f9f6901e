public import Access

/// Why an act on a campaign is refused; each has its sentence.
public enum AlertRefusal: Error, Sendable, Equatable {
    /// No such campaign or entry in this council.
    case notFound
    /// A person decides, not a command.
    case personIsUnknown
    /// Whoever approved first does not approve a second time.
    case secondPersonIsTheFirst
    /// Somebody decided first: who (an e-mail address, or nothing when the campaign did so by itself), and what the
    /// campaign has become.
    case isDecided(by: String?, state: CampaignState)
    /// The list is no longer the one that was read: how many it had (nil where that is not known) and has.
    case listHasChanged(from: Int?, to: Int)
    /// The letter is no longer the one that was read: its words, or the way in which the council signs.
    case wordsHaveChanged
    /// A reason is asked for, of at most 500 characters.
    case reasonIsMissing
    /// The entry is no longer one that can be excluded, added or retracted.
    case entryIsDecided(EntryState)
    /// The physician is not late: nobody adds them (R. 4022-18).
    case isNotLate
    /// Nothing was sent: there is nothing to take back.
    case wasNotSent
    /// Another council writes to this physician, or has written for the same milestone.
    case otherCouncilWrites
    /// No usable address: correct the register first.
    case hasNoAddress
}

extension AlertRefusal {
    /// One French sentence: what, and what to do.
    public var sentence: String {
        switch self {
        case .notFound: "Cette campagne ou ce destinataire n’existe pas dans votre conseil."
        case .personIsUnknown: "Une campagne est décidée par une personne : ouvrez une session."
        case .secondPersonIsTheFirst:
            "Vous avez déjà approuvé cette campagne : la seconde approbation revient à une autre personne."
        case .isDecided(let by, let state):
            "Cette campagne est déjà \(state.french)\(by.map { ", par \($0)" } ?? "") : "
                + "rien n’a été changé par votre demande."
        case .listHasChanged(let from, let to):
            "La liste a changé depuis que vous l’avez ouverte\(from.map { " : \($0) à écrire alors," } ?? " :") "
                + "\(to) maintenant. Rien n’est approuvé : relisez-la, puis approuvez."
        case .wordsHaveChanged:
            "Le modèle, un texte de votre conseil ou son expéditeur a changé depuis que vous avez ouvert la page. "
                + "Rien n’est approuvé : relisez le texte d’un destinataire, puis approuvez."
        case .reasonIsMissing: "Indiquez une raison, de 500 caractères au plus."
        case .entryIsDecided(let state):
            "Ce destinataire est déjà dans l’état « \(state.french) » : rien n’a été changé."
        case .isNotLate: "Ce médecin n’est pas en retard aujourd’hui : il ne peut pas être destinataire d’une alerte."
        case .wasNotSent: "Rien n’a été envoyé à ce destinataire : il n’y a rien à rétracter."
        case .otherCouncilWrites:
            "Un autre conseil écrit à ce médecin, inscrit depuis à son tableau, ou lui a déjà écrit pour cette échéance "
                + ": un seul conseil écrit."
        case .hasNoAddress:
            "Ce médecin n’a aucune adresse utilisable : corrigez-la d’abord au Tableau, ou dites parmi ses courriers "
                + "qu’elle fonctionne."
        }
    }

    /// A reason as it is kept, without any RPPS number.
    static func reason(_ text: String) throws(AlertRefusal) -> String {
        guard let reason = try? PersonalDataRefusal.reason(text) else { throw AlertRefusal.reasonIsMissing }
        return reason
    }
}
