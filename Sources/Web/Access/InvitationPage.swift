import Access

/// What a one-time link opens: a password to choose, or the word that the usual one stays.
struct InvitationPage: Page {
    enum Failure: Sendable, Equatable {
        case differs
        case refused(PasswordRule.Refusal)
    }

    let proof: String
    let token: String
    /// Nil when the link was used, is too old, or never was.
    let offer: AcceptInvitation.Offer?
    /// Whether it is for whoever is signed in; nil when nobody is.
    var isForReader: Bool?
    var failure: Failure?

    var title: String {
        guard let offer else { return "Lien périmé" }
        let title = offer.isForNewPassword ? "Nouveau mot de passe" : "Votre accès à Sextant"
        return failure == nil ? title : "Erreur : \(title)"
    }

    var main: HTML {
        guard let offer else { return over }
        return "<div class=\"sx-narrow\"><h1>\(say: heading(offer))</h1>\(errors)\(welcome(offer))\(form(offer))</div>"
    }

    private func heading(_ offer: AcceptInvitation.Offer) -> String {
        offer.isForNewPassword ? "Choisir un nouveau mot de passe" : "Bienvenue dans Sextant"
    }

    private func welcome(_ offer: AcceptInvitation.Offer) -> HTML {
        offer.isForNewPassword
            ? "<p>\(offer.name), choisissez un nouveau mot de passe pour l'adresse <b>\(offer.email)</b>.</p>"
            : """
            <p>\(offer.name), \(offer.council) vous ouvre un accès. Vous entrerez avec l'adresse
            <b>\(offer.email)</b>.</p>
            """
    }

    private func form(_ offer: AcceptInvitation.Offer) -> HTML {
        let fields: HTML =
            offer.needsPassword
            ? """
            \(PasswordFields.new)
            <p><button class="sx-primary">Enregistrer le mot de passe</button></p>
            """
            : usual
        return PostForm(
            action: .invitation(nil), proof: proof,
            content: "<input type=\"hidden\" name=\"jeton\" value=\"\(token)\">\(fields)"
        ).html
    }

    /// The account opens as it always did; the role counts once its owner accepts it.
    private var usual: HTML {
        switch isForReader {
        case true:
            """
            <p>Votre mot de passe et votre second facteur ne changent pas.</p>
            <p><button class="sx-primary">Accepter l'accès</button></p>
            """
        case false:
            """
            <p>Cette invitation n'est pas pour l'adresse avec laquelle vous êtes connecté. Fermez votre session, puis
            ouvrez de nouveau ce lien.</p>
            """
        default:
            """
            <p>Cette adresse est déjà connue : ce lien ne choisit pas de mot de passe. Ouvrez une session comme
            d'habitude pour accepter l'accès ; si vous n'en avez encore jamais ouvert, servez-vous du premier lien que
            vous avez reçu ou adressez-vous à l'exploitant de la plateforme.</p>
            <p><button class="sx-primary">Ouvrir une session pour accepter</button></p>
            """
        }
    }

    private var over: HTML {
        """
        <div class="sx-narrow"><h1>Ce lien ne peut plus servir</h1>
        <p>Un lien sert une fois, pendant trois jours. Celui-ci a déjà servi, est trop ancien, ou a été remplacé par un
        autre.</p>
        <p>Si vous avez choisi un mot de passe, <a href="\(SiteURL.signIn(next: nil))">ouvrez une session</a>. Sinon,
        demandez un nouveau lien à l'administrateur de votre organisation.</p></div>
        """
    }

    private var errors: HTML {
        switch failure {
        case nil: .empty
        case .differs:
            ErrorSummary(errors: [("mot-de-passe-2", "Les deux saisies du mot de passe diffèrent.")]).html
        case .refused(let refusal):
            ErrorSummary(errors: [("mot-de-passe", PasswordFields.sentence(refusal))]).html
        }
    }
}

/// The fields of a new password, and why one is refused.
enum PasswordFields {
    static let new: HTML = """
        <div class="sx-field"><label for="mot-de-passe">Nouveau mot de passe</label>
        <span class="hint" id="regle">Douze caractères au moins, sans autre règle : une phrase convient.</span>
        <input type="password" id="mot-de-passe" name="mot-de-passe" autocomplete="new-password" required
        minlength="12" maxlength="200" aria-describedby="regle"></div>
        <div class="sx-field"><label for="mot-de-passe-2">Le même, une seconde fois</label>
        <input type="password" id="mot-de-passe-2" name="mot-de-passe-2" autocomplete="new-password" required
        maxlength="200"></div>
        """

    static func sentence(_ refusal: PasswordRule.Refusal) -> HTML {
        switch refusal {
        case .isTooShort: "Le mot de passe compte moins de douze caractères."
        case .isTooLong: "Le mot de passe compte plus de deux cents caractères."
        case .isWellKnown:
            "Ce mot de passe est trop facile à deviner. Assemblez plutôt quatre mots sans rapport entre eux."
        case .isTheName: "Ce mot de passe contient votre nom ou votre adresse. Choisissez-en un autre."
        }
    }
}
