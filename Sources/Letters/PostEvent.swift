public import Access
public import Vocabulary

/// What the post, or an electronic carrier, says of a registered letter after its deposit.
public struct PostEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        /// The postman, or a first message, has offered the letter to its reader.
        case presented
        /// The reader has accepted it and signed.
        case signed
        /// The reader has refused it.
        case refused
        /// The reader has not fetched it in fifteen days.
        case unclaimed
        /// It could not be offered: the address is wrong, or takes nothing.
        case returned

        /// As a person reads it.
        public var french: String {
            switch self {
            case .presented: "Présentée"
            case .signed: "Signée, avis de réception daté"
            case .refused: "Refusée par le destinataire"
            case .unclaimed: "Avisée et non réclamée"
            case .returned: "Revenue, destinataire inconnu à l’adresse"
            }
        }

        /// Why its delivery ends; nil where the letter arrived or is still on its way.
        var end: RecordReturn.Reason? {
            switch self {
            case .presented, .signed: nil
            case .refused: .refused
            case .unclaimed: .unclaimed
            case .returned: .unknown
            }
        }
    }

    /// Who says so.
    public enum Source: String, Sendable, CaseIterable {
        /// Somebody of the council, from what the post wrote.
        case manual
        /// AR24, with a proof.
        case ar24
    }

    /// Its key.
    public let id: Int64
    /// What happened.
    public let kind: Kind
    /// The civil day, as the post or the proof has it.
    public let on: CalendarDate
    /// Who says so.
    public let source: Source
    /// Who wrote it down.
    public let author: String

    /// Whether a day may be written down for this kind, among what stands: the letter is first deposited, then presented,
    /// then has one outcome.
    ///
    /// - Parameters:
    ///   - kind: what happened.
    ///   - day: the civil day.
    ///   - deposit: the day on which the letter left.
    ///   - standing: what is known already, without what is about to be corrected.
    static func refusal(
        _ kind: Kind, on day: CalendarDate, deposit: CalendarDate, standing: [PostEvent]
    ) -> RegisteredRefusal? {
        if day < deposit { return .isBeforeDeposit(deposit) }
        if let same = standing.first(where: { $0.kind == kind }) { return .isRecorded(same.kind, same.on) }
        let presented = standing.first { $0.kind == .presented }
        let outcome = standing.first { $0.kind != .presented }
        if kind == .presented {
            if let outcome, outcome.on < day { return .doesNotFollow(outcome.kind, outcome.on) }
            return nil
        }
        if let outcome { return .isRecorded(outcome.kind, outcome.on) }
        if let presented, presented.on > day { return .doesNotFollow(presented.kind, presented.on) }
        return nil
    }
}

/// Why an act on a registered letter is refused; each has its sentence.
public enum RegisteredRefusal: Error, Hashable, Sendable {
    /// No such lot or letter in this council.
    case notFound
    /// A person writes it down, not a command.
    case personIsUnknown
    /// What was typed is no number of a registered letter.
    case numberIsWrong
    /// The number is that of another letter: its reference, where it can be said.
    case numberIsTaken(String?)
    /// The reference is of no letter of this pile.
    case isNotInPile
    /// Every letter of the pile has its number.
    case allHaveNumbers
    /// The lot is neither ready nor deposited.
    case lotIsNotReady
    /// The post has spoken under the number: it stays.
    case numberStands
    /// No letter of this council has the number.
    case numberIsUnknown
    /// The letter of this number has not been deposited yet.
    case isNotDeposited
    /// The day has not come yet.
    case dayIsAhead
    /// The letter was deposited on that day only.
    case isBeforeDeposit(CalendarDate)
    /// This, or another outcome, is known already with its day.
    case isRecorded(PostEvent.Kind, CalendarDate)
    /// The days would not follow one another: what stands, and its day.
    case doesNotFollow(PostEvent.Kind, CalendarDate)
    /// Nothing stands that this could correct.
    case nothingToCorrect
    /// No electronic carrier is set.
    case noCarrier
    /// The physician has not agreed, or no longer agrees.
    case noConsent
    /// The letter is not waiting on paper, or is in a pile, or on its way already.
    case doesNotWait
    /// The letter is being handed over at this moment: not before this one can anybody know.
    case isUnderWay(Instant)
    /// What was typed is no name that the carrier gives to letters.
    case mailIsWrong
    /// The words of a consent are missing or too long.
    case consentIsIncomplete
    /// The address of a consent is missing or wrong.
    case addressIsWrong
    /// An agreement of this day is older than the latest word, which is of that day.
    case consentIsOlder(CalendarDate)
    /// Somebody has written down another word since the form was shown.
    case consentHasChanged

    /// One French sentence: what, and what to do.
    public var sentence: String {
        switch self {
        case .notFound: "Ce lot ou cette lettre n’existe pas dans votre conseil."
        case .personIsUnknown: "Un recommandé est suivi par une personne : ouvrez une session."
        case .numberIsWrong:
            "Ce n’est pas un numéro de recommandé : lisez l’étiquette, par exemple 1A 123 456 7890 1."
        case .numberIsTaken(let reference?): "Ce numéro est déjà celui de la lettre \(reference)."
        case .numberIsTaken(nil): "Ce numéro est déjà celui d’une autre lettre."
        case .isNotInPile: "Aucune lettre de ce pli n’a cette référence : relisez-la au pied de la lettre."
        case .allHaveNumbers: "Chaque lettre de ce pli a déjà son numéro."
        case .lotIsNotReady:
            "Ce lot n’est pas prêt : ses lettres n’ont pas encore de place dans le pli, ou il est annulé."
        case .numberStands: "La poste a déjà répondu sous le numéro de cette lettre : il ne change plus."
        case .numberIsUnknown: "Aucune lettre de votre conseil n’a ce numéro de recommandé."
        case .isNotDeposited: "La lettre de ce numéro n’est pas encore déposée : enregistrez d’abord le dépôt du lot."
        case .dayIsAhead: "Ce jour n’est pas encore venu."
        case .isBeforeDeposit(let day):
            "La lettre a été déposée le \(day.inWords) : indiquez ce jour ou un jour suivant."
        case .isRecorded(let kind, let day):
            """
            Cette lettre porte déjà « \(kind.french) », le \(day.inWords). Pour le corriger, cochez « Corriger ce qui est déjà \
            enregistré ».
            """
        case .doesNotFollow(let kind, let day):
            "Cette lettre porte « \(kind.french) », le \(day.inWords) : les deux jours ne se suivent pas."
        case .nothingToCorrect:
            "Rien n’est enregistré de cette lettre qui puisse être corrigé : décochez la correction."
        case .noCarrier:
            "Aucun service de recommandé électronique n’est réglé : imprimez la lettre, ou prévenez l’exploitant."
        case .noConsent:
            """
            Ce médecin n’a pas accepté le recommandé électronique, ou ne l’accepte plus : la lettre reste sur papier \
            (code des relations entre le public et l’administration, L. 112-15).
            """
        case .doesNotWait: "Cette lettre n’attend pas d’être imprimée : elle est dans un pli, déjà partie, ou retirée."
        case .isUnderWay(let moment):
            """
            La lettre vient d’être présentée au service, qui peut encore la prendre : regardez votre compte AR24 après \
            \(Self.clock(moment)).
            """
        case .mailIsWrong: "Indiquez l’identifiant de la lettre chez AR24 : de 1 à 40 chiffres."
        case .consentIsIncomplete: "Dites en 500 caractères au plus comment le médecin a donné ou retiré son accord."
        case .addressIsWrong: "Indiquez l’adresse électronique, par exemple prenom.nom@exemple.fr."
        case .consentIsOlder(let day):
            """
            Le dernier mot du médecin est du \(day.inWords) : un accord antérieur n’y change rien. S’il a donné un nouvel \
            accord, indiquez le jour de celui-ci.
            """
        case .consentHasChanged: "Une autre personne vient d’enregistrer un accord ou un retrait : relisez la page."
        }
    }

    /// The time of a clock in Paris, such as « 9 h 05 ».
    private static func clock(_ moment: Instant) -> String {
        let time = ParisTime(epochSeconds: moment.epochSeconds)
        return "\(time.hour) h \(time.minute < 10 ? "0" : "")\(time.minute)"
    }
}
