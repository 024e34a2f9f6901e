import Access

/// Why an act on the information of an employer is refused; each has its sentence.
public enum EmployerRefusal: Error, Sendable, Equatable {
    /// No such alert or proposal in this council.
    case notFound
    /// A person decides, not a command.
    case personIsUnknown
    /// The council has not chosen to tell employers.
    case isOff
    /// The council's choice is this one already.
    case isChosenAlready
    /// The physician would have too few or too many days.
    case waitIsWrong
    /// A reason is asked for, of at most 500 characters.
    case reasonIsMissing
    /// The employer is named, in at most 100 characters.
    case employerIsMissing
    /// What was typed is no address: why, as a French sentence.
    case addressIsWrong(String)
    /// No alert to this physician for this milestone has left.
    case alertHasNotLeft
    /// The alert was taken back.
    case alertIsRetracted
    /// The physician is not late: nobody is told anything (R. 4022-18).
    case isNotLate
    /// Another proposal for the same milestone is open.
    case isOpenAlready
    /// The physician could not be told first.
    case physicianHasNoAddress
    /// Whoever proposed it does not decide it.
    case secondPersonIsTheFirst
    /// It was decided or ended before.
    case isDecided(EmployerAlert.State)
}

extension EmployerRefusal {
    /// One French sentence: what, and what to do.
    public var sentence: String {
        switch self {
        case .notFound: "Cette information d’employeur n’existe pas dans votre conseil."
        case .personIsUnknown: "L’information d’un employeur est décidée par une personne : ouvrez une session."
        case .isOff: "Votre conseil n’informe pas les employeurs : son président peut le décider, avec une raison."
        case .isChosenAlready: "Votre conseil a déjà fait ce choix : rien n’a été changé."
        case .waitIsWrong:
            "Laissez au médecin entre \(EmployerChoice.waitBounds.lowerBound) et "
                + "\(EmployerChoice.waitBounds.upperBound) jours."
        case .reasonIsMissing: "Indiquez une raison, de 500 caractères au plus."
        case .employerIsMissing: "Écrivez le nom de l’employeur, en 100 caractères au plus, sur une ligne."
        case .addressIsWrong(let sentence): sentence
        case .alertHasNotLeft:
            "Aucune alerte à ce médecin n’est partie pour cette échéance, ou elle est revenue : son employeur ne peut "
                + "pas en être informé."
        case .alertIsRetracted: "Cette alerte a été rétractée : l’employeur ne peut pas en être informé."
        case .isNotLate:
            "Ce médecin n’est pas en retard à cette échéance aujourd’hui : son employeur ne peut pas être informé."
        case .isOpenAlready: "Une information d’employeur est déjà proposée ou décidée pour cette échéance."
        case .physicianHasNoAddress:
            "Ce médecin n’a aucune adresse utilisable : il ne peut pas être prévenu d’abord. Corrigez son adresse au "
                + "Tableau."
        case .secondPersonIsTheFirst: "Vous l’avez proposée : la décision revient à une autre personne."
        case .isDecided(let state):
            "Cette information d’employeur est déjà \(state.french) : rien n’a été changé par votre demande."
        }
    }

    /// A reason as it is kept, without any RPPS number.
    static func reason(_ text: String) throws(EmployerRefusal) -> String {
        guard let reason = try? PersonalDataRefusal.reason(text) else { throw EmployerRefusal.reasonIsMissing }
        return reason
    }
}
