/// A place for a value in the words of a letter: `{echeance}`. A template that names another is refused.
public enum LetterField: String, Sendable, CaseIterable {
    /// « Docteur Claire Aubin ».
    case addressee = "destinataire"
    /// « Conseil départemental Gironde ».
    case council = "conseil"
    /// « 1er janvier 2029 ».
    case milestone = "echeance"
    /// « du 1er janvier 2023 au 31 décembre 2031 ».
    case cycle
    /// Actions counted on the day of the letter.
    case counted = "retenues"
    /// Actions expected by the milestone.
    case expected = "attendues"
    /// Actions asked for by the whole programme.
    case required = "demandees"
    /// The day of the letter that is taken back.
    case retractedOn = "date_du_courrier"
    /// Why a letter is taken back, as a sentence.
    case reason = "motif"
    /// Where the physician finds the certification account: a sentence.
    case platform = "plateforme"
    /// How to answer the council: a sentence.
    case reply = "reponse"
    /// Where the colleges of the specialities (CNP) are found: a sentence.
    case college = "cnp"
    /// The physician whom a letter to an employer is about: « Docteur Claire Aubin ».
    case physician = "medecin"
    /// The employer who is told, or was: « Centre hospitalier de Libourne ».
    case employer = "employeur"
    /// How long the physician has before the employer is told: « 7 jours ».
    case delay = "delai"

    /// Whether the council gives it, and not the fact: added when a notice is posted.
    public var isOfCouncil: Bool { [.council, .platform, .reply, .college].contains(self) }

    /// Whether it may stand in a mail: a mail holds no more of a person than is needed (rule R24).
    public var mayStandInMail: Bool { ![.counted, .expected, .required, .reason].contains(self) }

    /// Whether a kind of letter has a value for it: words that ask for another could never be sent.
    public func isGiven(to kind: Notice.Kind) -> Bool {
        switch self {
        case .addressee, .council, .platform, .reply, .college: true
        case .milestone: kind != .contact
        // An employer learns of no number (R. 4022-18 lets the council tell of the risk alone).
        case .cycle, .counted, .expected, .required: [.alert, .retraction].contains(kind)
        case .retractedOn: [.retraction, .employerRetraction].contains(kind)
        case .reason: [.retraction, .employerTold].contains(kind)
        case .physician, .employer: [.employer, .employerTold, .employerRetraction].contains(kind)
        case .delay: kind == .employerTold
        }
    }
}
