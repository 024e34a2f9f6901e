import Access

extension PersonalDataRefusal {
    /// The refusal as a person reads it.
    var french: HTML {
        switch self {
        case .reasonIsMissing: "Indiquez la raison, en une phrase de 500 caractères au plus."
        case .endIsPast: "La fin de la suspension doit être à venir."
        case .notFound: "Cette suspension ou cette purge n'existe pas, ou a pris fin."
        case .anotherIsOpen:
            "Une autre liste attend d'être relue ou exécutée. Refusez-la ou exécutez-la avant d'en demander une."
        case .nothingIsDue: "Rien n'est arrivé à son terme à cette date : il n'y a pas de liste à établir."
        case .dayIsAhead: "Cette date est à venir : une purge ne s'établit qu'à une date passée ou du jour."
        case .reviewerIsUnknown: "Une liste est relue par une personne de l'organisation."
        case .secondPersonIsTheFirst: "Vous avez déjà relu cette liste : une autre personne doit la relire."
        case .isNotReady: "Cette liste n'a pas encore été relue par deux personnes, ou elle a été décidée."
        case .isDecided: "Cette liste a déjà été relue par deux personnes, refusée ou exécutée."
        }
    }
}

extension PurgeItem.Held {
    /// Why it stays, as a person reads it.
    var french: HTML {
        switch self {
        case .legalHold: "l'effacement du dossier est suspendu"
        case .undecidedLot: "un import attend une décision, et peut le concerner"
        case .registered: "le médecin est de nouveau inscrit à un Tableau"
        case .cycleOpen: "une période de certification ou son contrôle court encore"
        case .notDue: "le terme est reporté"
        case .gone: "le dossier n'est plus là"
        }
    }
}

extension RetentionCategory.Unit {
    /// How many of them.
    func counted(_ number: Int) -> String {
        switch self {
        case .physician: French.count(number, "dossier de médecin", "dossiers de médecins")
        case .lot: French.count(number, "import", "imports")
        }
    }
}

extension RetentionCategory.Removal {
    /// How it goes, as a person reads it.
    var french: HTML {
        switch self {
        case .twoPeople: "sur liste, relue par deux personnes"
        case .night: "chaque nuit, par la règle seule"
        case .kept: "pas d'effacement"
        }
    }
}

extension RetentionCategory.Status {
    /// How sure the rule is, as a person reads it.
    var french: HTML {
        switch self {
        case .settled: "établi"
        case .practice: "usage"
        case .byDefault: "choix par défaut"
        }
    }
}

extension Purge.State {
    /// The state in a frame.
    var badge: HTML {
        switch self {
        case .proposed: Badge(label: "À relire", tone: .warn).html
        case .reviewedOnce: Badge(label: "Relue par une personne", tone: .warn).html
        case .ready: Badge(label: "Relue par deux personnes", tone: .good).html
        case .refused: Badge(label: "Refusée").html
        case .executed: Badge(label: "Exécutée", tone: .good).html
        }
    }
}

/// The part of the help about what is kept and what goes.
enum HelpPersonalData {
    static let html: HTML = """
        <h2 id="conservation-aide">Conservation et purges</h2>
        <p>La page « Conservation » dit pourquoi chaque donnée est gardée, sur quel fondement, qui la lit et combien de
        temps. La loi ne fixe pas la durée des dossiers du conseil : chaque ligne dit si sa règle est établie, d'usage ou
        choisie par défaut.</p>
        <p>Une purge commence par une liste : les dossiers dont le dernier cycle et la dernière inscription sont finis
        depuis assez longtemps, et ceux qui restent, avec la raison. Rien n'est effacé tant que deux personnes différentes
        ne l'ont pas relue. À l'exécution, chaque dossier est vérifié de nouveau : celui d'un médecin réinscrit, ou dont
        l'effacement est suspendu, reste. Le certificat dit combien de lignes sont parties, par qui et selon quelle
        version des règles ; il ne garde qu'une empreinte des numéros.</p>
        <p>Sur la fiche d'un médecin, « Suspendre l'effacement » garde son dossier pour un recours ou une procédure, et
        « Exporter le dossier pour la personne concernée » donne un document qui contient tout ce que le conseil détient
        sur elle, y compris qui a consulté sa fiche. Ses actions du bloc 4 n'y figurent que si un agent instructeur fait
        l'export.</p>
        """
}
