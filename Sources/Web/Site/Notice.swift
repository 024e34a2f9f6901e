/// What the last form did, said once at the top of the next page; its word travels in the query (`fait=…`).
enum Notice: String, CaseIterable, Sendable {
    case lotApplied = "import-applique"
    case lotUndone = "import-annule"
    case lotDropped = "import-abandonne"
    case discrepancyHidden = "ecart-masque"
    case frameworkChosen = "referentiel-choisi"
    case versionProposed = "version-proposee"
    case versionWithdrawn = "proposition-retiree"
    case versionApproved = "version-approuvee"
    case draftDiscarded = "brouillon-supprime"
    case draftsImported = "brouillons-enregistres"
    case versionRefused = "proposition-refusee"
    case impactRequested = "calcul-demande"
    case impactGivenUp = "calcul-abandonne"
    case specialtyLinked = "specialite-reliee"
    case signedOut = "session-fermee"
    case signedOutEverywhere = "deconnexion-complete"
    case draftKept = "saisie-conservee"
    case draftErased = "saisie-effacee"
    case passwordChanged = "mot-de-passe-change"
    case secondFactorChosen = "second-facteur-choisi"
    case codesNoted = "codes-notes"
    case sessionsClosed = "sessions-fermees"
    case invitationAccepted = "invitation-acceptee"
    case secondFactorReset = "second-facteur-retire"
    case signInAgain = "connexion-a-reprendre"
    case membershipEnded = "acces-termine"
    case roleDelegated = "role-delegue"
    case delegationRevoked = "delegation-terminee"
    case absenceRecorded = "absence-notee"
    case absenceEnded = "absence-terminee"
    case fileAssigned = "dossier-confie"
    case assignmentEnded = "dossier-retire"
    case tokenRevoked = "cle-revoquee"

    var html: HTML { "<div class=\"sx-notice\" role=\"status\"><p>\(sentence)</p></div>" }

    private var sentence: HTML {
        switch self {
        case .lotApplied: "L'import est appliqué et les situations des médecins concernés sont à jour."
        case .lotUndone: "L'import est annulé : le registre est revenu à son état précédent."
        case .lotDropped: "L'import est abandonné : rien n'a été changé dans le registre."
        case .discrepancyHidden: "L'écart est masqué jusqu'à la date choisie."
        case .frameworkChosen: "Le référentiel est enregistré et la situation du médecin est recalculée."
        case .versionProposed: "La version est proposée : son texte est figé jusqu'à la décision."
        case .versionWithdrawn: "La proposition est retirée : le texte est de nouveau un brouillon."
        case .versionApproved: "La version est approuvée : elle juge les actions à partir de son premier jour."
        case .draftDiscarded: "Le brouillon est supprimé ; son historique est conservé."
        case .draftsImported:
            "Les brouillons sont enregistrés. Ils ne jugent personne tant qu'ils ne sont pas approuvés."
        case .versionRefused: "La proposition est refusée : le texte est de nouveau un brouillon, avec votre motif."
        case .impactGivenUp: "Le calcul est abandonné : vous pouvez en demander un autre."
        case .impactRequested: "Le calcul est demandé. Il commence dès qu'une tâche de fond est libre."
        case .specialtyLinked:
            "La correspondance est enregistrée. Elle s'appliquera au prochain calcul, à partir de sa date."
        case .signedOut: "Votre session est fermée."
        case .signedOutEverywhere: "Vous êtes déconnecté de Sextant et de votre fournisseur d'identité."
        case .draftKept:
            """
            Votre session avait pris fin. Ce que vous aviez saisi est conservé un jour : ouvrez une session pour le
            retrouver.
            """
        case .draftErased: "La saisie conservée est effacée."
        case .passwordChanged: "Votre mot de passe est changé ; vos autres sessions sont fermées."
        case .secondFactorChosen: "Votre second facteur est en place. Notez maintenant vos codes de secours."
        case .codesNoted: "C'est noté : les codes ne seront plus affichés."
        case .sessionsClosed: "Les sessions choisies sont fermées."
        case .invitationAccepted: "L'invitation est acceptée. Ouvrez une session avec votre mot de passe habituel."
        case .secondFactorReset:
            "Le second facteur est retiré : la personne en choisira un autre à sa prochaine connexion."
        case .signInAgain: "Le délai est dépassé, ou trop de codes étaient inexacts. Recommencez la connexion."
        case .membershipEnded: "L'accès a pris fin : ses sessions sont fermées."
        case .roleDelegated: "La délégation est enregistrée ; elle prendra fin d'elle-même."
        case .delegationRevoked: "La délégation a pris fin."
        case .absenceRecorded: "L'absence est notée."
        case .absenceEnded: "L'absence a pris fin."
        case .fileAssigned: "Le dossier est confié."
        case .assignmentEnded: "Le dossier est retiré."
        case .tokenRevoked: "La clé est révoquée : elle n'ouvre plus rien."
        }
    }
}
