/// Why the words of letters are not changed.
public enum TemplateRefusal: Error, Hashable, Sendable {
    /// Nothing of this key.
    case notFound
    /// Words have a person as their author, not a command.
    case personIsUnknown
    /// Somebody has begun, or proposed, a change of the same words already.
    case isOpenAlready
    /// Somebody else saved, proposed, published or gave it up meanwhile.
    case hasMoved
    /// Whoever proposed does not publish.
    case isOwnProposal
    /// Nor does whoever wrote the last revision.
    case isOwnWriting
    /// Whoever asked that a version be revoked does not agree to it.
    case isOwnRequest
    /// The words could not make a letter.
    case hasFlaws([TemplateFlaw])
    /// The lines of a block could not stand in a letter.
    case hasBlockFlaws([String])
    /// A sender could not stand in a letter or a mail.
    case hasSenderFlaws([SenderFlaw])
    /// Nothing sets the sample letter: the words stay as they are, and are proposed later.
    case pressIsSilent
    /// Other words hold on the day before the draft's than those with which it was compared.
    case baseMoved(TemplateVersion.Key)
    /// A version that has begun to hold is replaced, not revoked.
    case dayHasCome
    /// The words are those that hold already.
    case isUnchanged
    /// Words hold from a day that has not passed.
    case dayIsPast
    /// Nothing is sent back without a reason, of at most 500 characters.
    case reasonIsMissing

    /// As a person is told.
    public var sentence: String {
        switch self {
        case .notFound: "Ce texte n'existe pas."
        case .personIsUnknown: "Une personne doit répondre de ce texte."
        case .isOpenAlready: "Quelqu'un a déjà commencé ou proposé une modification : relisez la page."
        case .hasMoved:
            "Une autre personne a modifié, publié, renvoyé ou retiré ce texte pendant ce temps. Rien n'a été "
                + "enregistré : relisez la page."
        case .isOwnProposal: "Vous avez proposé ce texte : une autre personne doit le publier ou le renvoyer."
        case .isOwnWriting:
            "Vous avez écrit la dernière version de ce texte : une autre personne doit le publier ou le renvoyer."
        case .isOwnRequest: "Vous avez demandé cette révocation : une autre personne doit la confirmer."
        case .hasSenderFlaws(let flaws): flaws.first?.sentence ?? "Cet expéditeur ne peut pas être proposé."
        case .pressIsSilent:
            "L’outil de mise en page ne répond pas : le courrier ne peut pas être essayé. Rien n’est perdu ; "
                + "recommencez dans quelques minutes, ou dites-le à l’exploitant de la plateforme."
        case .baseMoved:
            "Un autre texte sera en vigueur ce jour-là que celui dont ce brouillon est parti. Lisez la différence "
                + "ci-dessous, puis renvoyez le texte à son auteur, qui le reprend à partir de ce texte-là."
        case .dayHasCome: "Ce texte est déjà en vigueur : publiez-en un autre à sa place."
        case .hasFlaws(let flaws): flaws.first?.sentence ?? "Ce texte ne peut pas faire un courrier."
        case .hasBlockFlaws(let sentences): sentences.first ?? "Ce texte ne peut pas figurer dans un courrier."
        case .isUnchanged: "Ce texte est celui qui est déjà en vigueur."
        case .dayIsPast: "Choisissez un jour qui n'est pas passé."
        case .reasonIsMissing: "Dites pourquoi, en 500 caractères au plus."
        }
    }

    /// Whether somebody else was faster.
    public var isConflict: Bool { [.isOpenAlready, .hasMoved].contains(self) }

    /// The reason as it is kept: without numbers of the RPPS.
    static func reason(_ typed: String) throws(TemplateRefusal) -> String {
        guard !typed.isEmpty, typed.unicodeScalars.count <= 500 else { throw .reasonIsMissing }
        return typed
    }
}
