import Alerts
import Letters

/// What is said of addresses.
enum ContactWords {
    /// Why nothing is asked.
    static func sentence(_ refusal: AskContacts.Refusal) -> HTML {
        switch refusal {
        case .personIsUnknown: "Une adresse est demandée par une personne : ouvrez une session."
        case .nobody: "Il n'y a plus personne à qui la demander : relisez la page."
        case .hasChanged: "La liste a changé depuis que vous l'avez lue. Relisez-la, puis recommencez."
        }
    }

    /// The text of the letters does not hold together.
    static let noText: HTML = """
        Personne n'a été écrit : le texte de ce courrier ne peut pas être composé. Corrigez-le dans les modèles de courriers,
        puis recommencez.
        """

    /// How far a letter has come.
    static func letter(_ state: SentNotice.State) -> String {
        switch state {
        case .held: "à imprimer"
        case .sent: "déposée"
        case .bounced: "revenue"
        default: "en cours"
        }
    }

    /// An address's state as a badge.
    static func badge(_ reach: Reach) -> HTML {
        let label = HTML(say: reach.french)
        return switch reach.state {
        case .absent, .refused: Badge(label: label, tone: .alert).html
        case .toCheck: Badge(label: label, tone: .warn).html
        case .verified: Badge(label: label, tone: .good).html
        case .unverified, .awaited, .unread: Badge(label: label).html
        }
    }

    /// What a state is called above a list.
    static func name(_ state: Reach.State) -> HTML {
        switch state {
        case .absent: "Sans adresse"
        case .refused: "Adresse refusée"
        case .toCheck: "À vérifier"
        case .unverified: "Jamais vérifiée"
        case .awaited: "Vérification en cours"
        case .unread: "Vérification sans réponse lue"
        case .verified: "Vérifiée"
        }
    }
}
