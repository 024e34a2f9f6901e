import Access

extension PersonalDataRefusal {
    /// Why a command about the keeping of personal data did nothing, in French.
    var sentence: String {
        switch self {
        case .reasonIsMissing: "donnez une raison de 500 caractères au plus (option --reason)"
        case .endIsPast: "la fin de la suspension doit être à venir"
        case .notFound: "cette suspension ou cette purge n'existe pas, ou a pris fin"
        case .anotherIsOpen:
            "une autre liste attend d'être relue ou exécutée : refusez-la ou exécutez-la sur la page « Conservation »"
        case .nothingIsDue: "rien n'est arrivé à son terme à cette date : il n'y a pas de liste à établir"
        case .dayIsAhead: "cette date est à venir : une purge s'établit à une date passée ou du jour"
        case .reviewerIsUnknown: "une liste est relue par une personne de l'organisation"
        case .secondPersonIsTheFirst: "une autre personne doit relire cette liste"
        case .isNotReady: "cette liste n'a pas encore été relue par deux personnes, ou elle a été décidée"
        case .isDecided: "cette liste a déjà été décidée"
        }
    }
}
