public import Access
public import Vocabulary

/// Letters on paper that leave together: made, printed, then deposited at the post or cancelled.
public struct PostalLot: Sendable, Hashable {
    /// The most letters of one lot; more are divided among several.
    public static let mostLetters = 500
    /// The most pages of one letter.
    public static let mostPages = 2

    /// Where it is.
    public enum State: String, Sendable, CaseIterable {
        /// Its letters are being set.
        case making
        /// It may be printed.
        case ready
        /// It was handed to the post.
        case deposited
        /// It was given up; its letters wait again.
        case cancelled

        /// As a person reads it after « Lot ».
        public var french: String {
            switch self {
            case .making: "en préparation"
            case .ready: "prêt à imprimer"
            case .deposited: "déposé"
            case .cancelled: "annulé"
            }
        }
    }

    /// Its key.
    public let id: Int64
    /// Where it is.
    public let state: State
    /// The day on which it was asked for.
    public let madeOn: CalendarDate
    /// Who asked for it.
    public let madeBy: String
    /// Why the making waits, as a French sentence; nil while it goes on.
    public let fault: String?
    /// The day on which each letter of the pile was last looked at before the post; nil while that is to be done.
    public let checkedOn: CalendarDate?
    /// Who looked.
    public let checkedBy: String?
    /// When that was.
    public let checkedAt: Instant?
    /// The day on which it was handed to the post.
    public let depositedOn: CalendarDate?
    /// Who deposited or cancelled it.
    public let endedBy: String?
    /// All its letters: set, left out, and still to be set.
    public let letters: Int
    /// Letters that are still to be set.
    public let waiting: Int
    /// Letters that are set and stay in the pile.
    public let set: Int
    /// Letters that were left out, each with its reason.
    public let leftOut: Int
    /// Letters that were set and must be taken out of the pile.
    public let removed: Int
    /// Letters that came back.
    public let returned: Int
    /// Letters that have left and would not have, had the deposit been recorded at once.
    public let doubtful: Int
    /// Pages of the file for the printer; nil while there is none.
    public let pages: Int?
    /// The hexadecimal SHA-256 of that file.
    public let sha256: String?

    /// Letters that were looked at so far.
    public var done: Int { letters - waiting }
    /// Whether it may still be cancelled.
    public var isOpen: Bool { state == .making || state == .ready }
}

/// One letter of a lot.
public struct PostalLine: Sendable, Hashable {
    /// What became of it.
    public enum State: String, Sendable, CaseIterable {
        /// Is still to be set.
        case waiting
        /// Is in the pile.
        case set
        /// Could not be set, or may not leave now.
        case leftOut = "left_out"
        /// Was in the pile and must be taken out of it.
        case removed
    }

    /// What kept a letter out that may still leave.
    public enum Fault: String, Sendable, CaseIterable {
        /// Its address.
        case address
        /// Its text.
        case words
        /// The typesetter stops at it.
        case typesetter
    }

    /// The key of the delivery.
    public let delivery: Int64
    /// The key of the notice.
    public let notice: Int64
    /// The physician whom it is about.
    public let physicianID: Int64
    /// What it tells.
    public let kind: Notice.Kind
    /// The lines of the address, the name first.
    public let address: [String]
    /// What became of it in this lot.
    public let state: State
    /// Its place in the pile, from 1; nil where it has none.
    public let rank: Int?
    /// Why it was left out or must be taken out, as a French sentence.
    public let reason: String?
    /// What kept it out; nil where it was not for the way it would look on paper.
    public let fault: Fault?
    /// Why it would not have left, had its deposit been recorded at once; nil where it would have.
    public let doubt: String?
    /// The day on which its address was mended after this lot had left it out.
    public let mendedOn: CalendarDate?
    /// Who mended it then.
    public let mendedBy: String?
    /// How many pages it has; nil where it was not set.
    public let pages: Int?
    /// Where its delivery is now.
    public let delivered: SentNotice.State
    /// The day on which it came back.
    public let returnedOn: CalendarDate?
    /// Why it came back.
    public let returnReason: String?

    /// Whether it is to be written with the words in force by the lot that takes it next.
    public let isToBeRewritten: Bool

    /// Whether words that somebody publishes could let it leave.
    public var mayBeRewritten: Bool { state == .leftOut && delivered == .held && fault == .words }
    /// Whether its address is to be mended: it was left out for it, and waits for another lot.
    public var mayBeMended: Bool { state == .leftOut && delivered == .held && fault == .address && mendedOn == nil }
}

/// Why an act on a lot is refused; each has its sentence.
public enum PostalRefusal: Error, Sendable, Hashable {
    /// No such lot or letter in this council.
    case notFound
    /// No letter waits.
    case nothingWaits
    /// An open lot holds what waited: the key of the newest, and who asked for it.
    case otherIsOpen(Int64, by: String)
    /// So many letters wait, all of campaigns that are stopped.
    case allAreSuspended(Int)
    /// Somebody decided first: who, and what the lot has become.
    case isDecided(PostalLot.State, by: String?)
    /// A person decides, not a command.
    case personIsUnknown
    /// The council has not said where the post finds it: each letter bears that.
    case hasNoAddress
    /// The day of the deposit is ahead, or before the lot was made (that day).
    case dayIsWrong(CalendarDate)
    /// Nobody has looked at the letters of the pile before their deposit.
    case isNotChecked
    /// The pile was looked at on another day than that of the deposit (that day).
    case checkIsOfAnotherDay(CalendarDate)
    /// Facts are being written: whether its letters may still leave cannot be said at this moment.
    case isBusy
    /// What was typed is no reference of a letter of this council.
    case referenceIsUnknown
    /// The letter of this reference has not left.
    case hasNotLeft
    /// The letter came back before: the day on which that was recorded.
    case cameBack(CalendarDate?)
    /// The letter is in the pile of an open lot.
    case isInPile
    /// No letter that a lot left out for its words still waits.
    case nothingToRewrite
    /// The letters have the words in force already.
    case wordsAreInForce

    /// One French sentence: what, and what to do.
    public var sentence: String {
        switch self {
        case .notFound: "Ce lot ou cette lettre n’existe pas dans votre conseil."
        case .nothingWaits: "Aucune lettre n’attend d’être imprimée."
        case .otherIsOpen(let id, let author):
            "Le lot n° \(id) de \(author) tient déjà les lettres qui attendaient : il reste à le déposer ou à l’annuler."
        case .allAreSuspended(let number):
            number == 1
                ? "La lettre qui attend est d’une campagne arrêtée : elle s’imprimera après la reprise de la campagne."
                : "Les \(number) lettres qui attendent sont de campagnes arrêtées : elles s’imprimeront après la reprise."
        case .isDecided(let state, let author):
            "Ce lot est déjà \(state.french)\(author.map { ", par \($0)" } ?? "") : rien n’a été changé par votre demande."
        case .hasNoAddress:
            "Avant le premier lot, donnez l’adresse postale du conseil dans « Modèles de courriers » : chaque lettre la porte."
        case .personIsUnknown: "Un lot est préparé et déposé par une personne : ouvrez une session."
        case .dayIsWrong(let day): "Indiquez un jour entre le \(day.inWords) et aujourd’hui."
        case .isNotChecked: "Vérifiez d’abord le pli : un dépôt s’enregistre pour le jour de sa vérification."
        case .checkIsOfAnotherDay(let day):
            "Vérifiez de nouveau le pli : la vérification du \(day.inWords) ne vaut que pour ce jour."
        case .isBusy: "Des informations du conseil sont en cours d’enregistrement : recommencez dans une minute."
        case .referenceIsUnknown:
            "Aucune lettre de votre conseil n’a cette référence : relisez-la au pied de la lettre, par exemple 33-1042-K."
        case .hasNotLeft: "La lettre de cette référence n’est pas partie."
        case .cameBack(let day):
            "Le retour de cette lettre est déjà enregistré\(day.map { ", le \($0.inWords)" } ?? "")."
        case .nothingToRewrite: "Aucune lettre laissée de côté pour son texte n’attend plus dans ce lot."
        case .wordsAreInForce:
            "Ces lettres sont déjà écrites avec les mots en vigueur : faites d’abord publier un modèle, ou un texte de "
                + "votre conseil, qui tienne sur le papier."
        case .isInPile: "Cette lettre est dans un lot ouvert : annulez ce lot pour changer son adresse."
        }
    }
}
