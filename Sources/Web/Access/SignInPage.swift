import Access

/// The sign-in page (S01).
struct SignInPage: Page {
    enum Failure: Sendable, Equatable {
        case wrong
        case wait(seconds: Int)
        case incomplete
    }

    let proof: String
    let next: String?
    var email = ""
    var failure: Failure?
    var providers: [IdentityProvider] = []

    var title: String { failure == nil ? "Connexion" : "Erreur : Connexion" }

    var main: HTML {
        """
        <div class="sx-narrow"><h1>Ouvrir une session</h1>
        \(errors)
        \(PostForm(action: .signIn(next: nil), proof: proof, content: fields).html)
        \(ProviderButtons(providers: providers, next: next).html)
        <section aria-labelledby="qui"><h2 id="qui">Qui peut entrer ?</h2>
        <p>Sextant est réservé aux agents et aux élus des conseils départementaux de l'Ordre des médecins, au Conseil
        national et au Conseil national de la certification périodique (CNCP). L'administrateur de l'organisation y
        invite ses membres. Les médecins suivent leur propre parcours sur « Ma Certif' Pro Santé ».</p>
        <p>Mot de passe oublié, première connexion : adressez-vous à l'administrateur de votre organisation. L'Ordre ne
        demande jamais un mot de passe par courriel ni par téléphone.</p></section></div>
        """
    }

    private var fields: HTML {
        """
        \(next.map { "<input type=\"hidden\" name=\"suite\" value=\"\($0)\">" as HTML })
        <div class="sx-field"><label for="courriel">Adresse électronique</label>
        <input type="email" id="courriel" name="courriel" value="\(email)" autocomplete="username" required
        maxlength="200"></div>
        <div class="sx-field"><label for="mot-de-passe">Mot de passe</label>
        <input type="password" id="mot-de-passe" name="mot-de-passe" autocomplete="current-password" required
        maxlength="200"></div>
        <p><button class="sx-primary">Ouvrir la session</button></p>
        """
    }

    private var errors: HTML {
        switch failure {
        case nil: .empty
        case .wrong:
            ErrorSummary(errors: [("courriel", "L'adresse ou le mot de passe est inexact, ou l'accès a pris fin.")])
                .html
        case .incomplete: ErrorSummary(errors: [("courriel", "Saisissez votre adresse et votre mot de passe.")]).html
        case .wait(let seconds):
            ErrorSummary(errors: [
                (
                    "courriel",
                    """
                    Trop d'essais inexacts pour cette adresse. Recommencez dans \
                    \(seconds < 90 ? French.count(seconds, "seconde", "secondes") : "\((seconds + 59) / 60) minutes").
                    """
                )
            ]).html
        }
    }
}
