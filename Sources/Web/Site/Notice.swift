/// What the last form did, said once at the top of the next page; its word travels in the query (`fait=…`).
enum Notice: String, CaseIterable, Sendable {
    case lotApplied = "import-applique"
    case lotUndone = "import-annule"
    case lotDropped = "import-abandonne"
    case discrepancyHidden = "ecart-masque"
    case frameworkChosen = "referentiel-choisi"
    case signedOut = "session-fermee"

    var html: HTML { "<div class=\"sx-notice\" role=\"status\"><p>\(sentence)</p></div>" }

    private var sentence: HTML {
        switch self {
        case .lotApplied: "L'import est appliqué et les situations des médecins concernés sont à jour."
        case .lotUndone: "L'import est annulé : le registre est revenu à son état précédent."
        case .lotDropped: "L'import est abandonné : rien n'a été changé dans le registre."
        case .discrepancyHidden: "L'écart est masqué jusqu'à la date choisie."
        case .frameworkChosen: "Le référentiel est enregistré et la situation du médecin est recalculée."
        case .signedOut: "Votre session est fermée."
        }
    }
}
