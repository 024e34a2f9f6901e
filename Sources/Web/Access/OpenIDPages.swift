import Access

/// The buttons of the sign-in page, one a provider: links, since a form may not lead to another site.
struct ProviderButtons {
    let providers: [IdentityProvider]
    let next: String?

    var html: HTML {
        guard !providers.isEmpty else { return .empty }
        let buttons = providers.map { provider -> HTML in
            """
            <li><a class="sx-button" href="\(SiteURL.provider(provider.id, .start(next: next)))">Se connecter
            avec \(provider.name)</a></li>
            """
        }
        return """
            <section aria-labelledby="fournisseurs"><h2 id="fournisseurs">Avec un fournisseur d'identité</h2>
            <ul class="sx-buttons">\(buttons)</ul></section>
            """
    }
}

/// A sign-in at a provider did not come to its end: the same page whatever the reason.
struct ProviderFailurePage: Page {
    let name: String
    let reference: String
    /// Whether the reader has a session here, and left to link an identity.
    let isInside: Bool

    var title: String { "Erreur : connexion interrompue" }

    var main: HTML {
        """
        <div class="sx-problem"><h1>La connexion n'a pas abouti</h1>
        <p>Sextant n'a pas pu vous reconnaître avec \(name). \(isInside ? inside : outside)
        <p class="sx-muted">Si cela se répète, donnez la référence <code>\(reference)</code> à la personne qui
        administre Sextant : elle ne contient aucune donnée personnelle.</p></div>
        """
    }

    private var outside: HTML {
        """
        Aucune session n'est ouverte.</p>
        <p><a href="\(SiteURL.signIn(next: nil))">Recommencer la connexion</a></p>
        """
    }

    private var inside: HTML {
        """
        Votre compte n'a pas changé, et votre session reste ouverte.</p>
        <p><a href="\(SiteURL.accountPart(.identities))">Revenir à mes identités</a></p>
        """
    }
}

/// The provider vouches for somebody who has no access here.
struct UnknownIdentityPage: Page {
    let name: String
    let reference: String

    var title: String { "Aucun accès pour cette identité" }

    var main: HTML {
        """
        <div class="sx-problem"><h1>Aucun accès pour cette identité</h1>
        <p>\(name) vous a bien reconnu, mais aucun accès à Sextant n'est ouvert pour l'identité que vous avez utilisée.
        Aucune session n'est ouverte.</p>
        <p>Ce n'est pas la bonne identité ? Une session reste ouverte chez \(name) : tant qu'elle l'est, vous y serez
        reconnu de la même manière.</p>
        <p><a class="sx-button" href="\(SiteURL.departure(.leave))">Se déconnecter de \(name) et réessayer</a></p>
        <p>C'est la bonne identité ? L'administrateur de votre organisation peut vous donner un accès, ou relier cette
        identité à celui que vous avez déjà.</p>
        <p><a href="\(SiteURL.signIn(next: nil))">Se connecter d'une autre manière</a></p>
        <p class="sx-muted">Référence à lui donner : <code>\(reference)</code>. Elle ne contient aucune donnée
        personnelle.</p></div>
        """
    }
}

/// Signed out here, and still signed in at the provider.
struct DeparturePage: Page {
    let name: String

    var title: String { "Session fermée" }

    var main: HTML {
        """
        <div class="sx-problem"><h1>Votre session Sextant est fermée</h1>
        <p>Vous restez connecté chez \(name) : sur un poste partagé, la personne suivante pourrait entrer à votre
        place.</p>
        <p><a class="sx-button" href="\(SiteURL.departure(.leave))">Se déconnecter aussi de \(name)</a></p>
        <p><a href="\(SiteURL.signIn(next: nil))">Rester connecté et revenir à la page de connexion</a></p></div>
        """
    }
}
