/// Why the alert parameters of a council are not changed.
public enum AlertRulesRefusal: Error, Hashable, Sendable {
    /// Nothing of this key.
    case notFound
    /// A person answers for a rule, not a command.
    case personIsUnknown
    /// A proposal waits already.
    case isOpenAlready
    /// Somebody else published it, sent it back or withdrew it meanwhile.
    case hasMoved
    /// Whoever proposed does not publish.
    case isOwnProposal
    /// The national rule does not leave these to councils, or not at these values.
    case isOutOfBounds([AlertOverride.Parameter])
    /// The parameters are those that will hold on that day already.
    case isUnchanged
    /// Parameters hold from tomorrow at the earliest: what was judged stays.
    case dayIsPast
    /// Nobody decides for more than two years ahead.
    case dayIsFar
    /// Another person proposed it: it is theirs to take back.
    case isAnothers
    /// Nothing is proposed or sent back without a reason, of at most 500 characters.
    case reasonIsMissing

    /// As a person is told.
    public var sentence: String {
        switch self {
        case .notFound: "Cette proposition n'existe pas dans votre conseil."
        case .personIsUnknown: "Une personne doit répondre de cette règle."
        case .isOpenAlready: "Une proposition attend déjà : elle doit d'abord être publiée, renvoyée ou retirée."
        case .hasMoved:
            "Une autre personne a publié, renvoyé ou retiré cette proposition pendant ce temps. Rien n'a été "
                + "enregistré : relisez la page."
        case .isOwnProposal: "Vous avez proposé ces règles : une autre personne doit les publier ou les renvoyer."
        case .isOutOfBounds:
            "La règle nationale ne laisse pas cette valeur aux conseils : restez entre les bornes indiquées."
        case .isUnchanged: "Ces règles sont celles qui s'appliqueront déjà ce jour-là."
        case .dayIsPast: "Choisissez un jour à venir : demain au plus tôt."
        case .dayIsFar: "Choisissez un jour dans les deux ans qui viennent."
        case .isAnothers:
            "Une autre personne a proposé ces règles : elle seule peut les retirer. Qui peut les publier peut les renvoyer."
        case .reasonIsMissing: "Dites pourquoi, en 500 caractères au plus."
        }
    }

    /// Whether somebody else was faster.
    public var isConflict: Bool { [.isOpenAlready, .hasMoved].contains(self) }

    /// The reason as it is kept.
    static func reason(_ typed: String) throws(AlertRulesRefusal) -> String {
        guard !typed.allSatisfy(\.isWhitespace), typed.unicodeScalars.count <= 500 else { throw .reasonIsMissing }
        return typed
    }
}
