import Foundation

/// What a text must say before anybody proposes it, or had better say: a council may alert, and offers to accompany
/// (R. 4022-18); an alert decides nothing.
public enum CompulsoryElement: String, Sendable, CaseIterable {
    /// To whom it is addressed.
    case addressee
    /// Who writes.
    case council
    /// How to answer.
    case reply
    /// That an accompaniment can be asked for.
    case accompaniment
    /// Where the college of the speciality is found.
    case college
    /// Where the physician finds the programme.
    case platform
    /// That it is not a decision.
    case noDecision
    /// By which article of law.
    case article
    /// How to make sure that the council wrote it.
    case warning
    /// The physician whom a letter to an employer is about.
    case physician
    /// The milestone of the alert.
    case milestone
    /// The employer who is going to be told.
    case employer
    /// How long the physician has before.
    case delay

    /// Those without which words of this kind are not proposed.
    public static func of(_ kind: Notice.Kind) -> [CompulsoryElement] {
        let always: [CompulsoryElement] = [.addressee, .council, .reply]
        return switch kind {
        case .alert: always + [.accompaniment, .college, .platform, .noDecision]
        case .employer: always + [.physician, .milestone, .noDecision, .article]
        case .employerTold: always + [.employer, .delay, .noDecision, .article]
        default: always
        }
    }

    /// Those that words of this kind had better say.
    public static func advised(_ kind: Notice.Kind) -> [CompulsoryElement] {
        switch kind {
        case .alert: [.article, .warning]
        case .employer, .employerRetraction: [.accompaniment, .college, .warning]
        default: [.accompaniment, .college, .platform, .warning]
        }
    }

    /// The field that says it; nil where words do.
    public var field: LetterField? {
        switch self {
        case .addressee: .addressee
        case .council: .council
        case .reply: .reply
        case .college: .college
        case .platform: .platform
        case .physician: .physician
        case .milestone: .milestone
        case .employer: .employer
        case .delay: .delay
        case .accompaniment, .noDecision, .article, .warning: nil
        }
    }

    /// Whether these paragraphs say it. Words are looked for whatever their case, their accents and their apostrophes.
    public func stands(in paragraphs: [String]) -> Bool {
        if let field { return paragraphs.contains { $0.contains("{\(field.rawValue)}") } }
        let text = Self.plain(paragraphs.joined(separator: " "))
        return alternatives.contains { text.contains(Self.plain($0)) }
    }

    private var alternatives: [String] {
        switch self {
        case .accompaniment: ["accompagnement", "être accompagné"]
        case .noDecision: ["n’est pas une décision", "ne constitue pas une décision"]
        case .article: ["R. 4022-18", "R.4022-18"]
        case .warning: ["mot de passe"]
        default: []
        }
    }

    private static func plain(_ text: String) -> String {
        text.replacing("’", with: "'").replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    /// What is wrong where it is missing, as a sentence.
    public var missing: String {
        switch self {
        case .addressee, .council, .reply:
            "Il manque le champ {\(field?.rawValue ?? "")} : chaque courrier dit à qui il s'adresse, qui l'écrit et "
                + "comment répondre."
        case .accompaniment:
            "Il manque l’offre d’accompagnement (article R. 4022-18) : écrivez que le médecin peut demander un "
                + "accompagnement."
        case .college: "Il manque le champ {cnp} : où trouver le Conseil national professionnel de la spécialité."
        case .platform: "Il manque le champ {plateforme} : où le médecin trouve son programme."
        case .physician: "Il manque le champ {medecin} : de quel médecin parle le courrier."
        case .milestone: "Il manque le champ {echeance} : pour quelle échéance l’alerte a été adressée."
        case .employer: "Il manque le champ {employeur} : le médecin doit savoir qui est informé."
        case .delay: "Il manque le champ {delai} : le médecin doit savoir de quel délai il dispose."
        case .noDecision: "Il manque une phrase : ce courrier « n’est pas une décision »."
        case .article: "Citez l’article R. 4022-18 du code de la santé publique."
        case .warning: "Dites que le conseil ne demande jamais de mot de passe, et comment vérifier qu’il a écrit."
        }
    }
}
