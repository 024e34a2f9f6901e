import Access
import Standings

/// The declaration of accessibility, in the order that the law asks for (loi 2005-102, art. 47).
struct AccessibilityPage: Page {
    var title: String { "Accessibilité" }

    var main: HTML {
        """
        <article class="sx-prose"><h1>Déclaration d'accessibilité</h1>
        <p>Le conseil qui exploite Sextant s'engage à le rendre accessible, conformément à l'article 47 de la loi
        n° 2005-102 du 11 février 2005. Cette déclaration s'applique à ce service.</p>
        <h2>État de conformité</h2><p>Sextant est <strong>non conforme</strong> au RGAA version 4.1 : aucun audit de
        conformité n'a encore été réalisé.</p>
        <h2>Résultats des tests</h2><p>Les règles automatisables (axe-core, étiquette RGAAv4) sont passées sur chaque
        page à chaque version. Elles ne couvrent qu'une partie des 106 critères.</p>
        <h2>Contenus non accessibles</h2><p>En l'absence d'audit, les non-conformités ne sont pas encore recensées.
        Aucune charge disproportionnée n'est invoquée.</p>
        <h2>Établissement de cette déclaration</h2><p>Technologies : HTML5, CSS, SVG ; aucun script n'est nécessaire.
        Environnement de test : Chromium sous Debian. Pages vérifiées : toutes les pages du plan du site.</p>
        <h2>Retour d'information et contact</h2><p>Si un contenu vous est inaccessible, écrivez-nous par la page
        <a href="\(SiteURL.contact)">Contact</a> : une réponse vous est donnée sous une semaine.</p>
        <h2>Voies de recours</h2><p>Si vous n'obtenez pas de réponse satisfaisante, vous pouvez écrire au Défenseur des
        droits (formulaire en ligne, délégué de votre région, ou courrier gratuit sans timbre : Défenseur des droits,
        Libre réponse 71120, 75342 Paris CEDEX 07).</p></article>
        """
    }
}

/// Who publishes the site.
struct LegalPage: Page {
    var title: String { "Mentions légales" }

    var main: HTML {
        """
        <article class="sx-prose"><h1>Mentions légales</h1>
        <h2>Éditeur</h2><p>Le conseil de l'Ordre des médecins qui exploite cette instance de Sextant. Le directeur de la
        publication est son président.</p>
        <h2>Hébergement</h2><p>L'instance est hébergée par le conseil ou par le prestataire qu'il désigne.</p>
        <h2>Logiciel</h2><p>Sextant est un logiciel libre. Son identité visuelle lui est propre : il n'est ni un site de
        l'État, ni un service de l'Agence du numérique en santé.</p>
        <h2>Traceurs</h2><p>Aucune mesure d'audience, aucun appel à un site tiers. Les seuls témoins de connexion sont
        ceux de la session : ils sont nécessaires au service.</p></article>
        """
    }
}

/// What is done with personal data.
struct PrivacyPage: Page {
    var title: String { "Données personnelles" }

    var main: HTML {
        """
        <article class="sx-prose"><h1>Données personnelles</h1>
        <h2>Pourquoi</h2><p>Suivre la certification périodique des médecins inscrits au Tableau : avancement, alertes et
        contrôle (code de la santé publique, articles L. 4022-1 et suivants, R. 4022-1 et suivants).</p>
        <h2>Quelles données</h2><ul><li>l'identité publique du RPPS et l'inscription au Tableau ;</li>
        <li>les actions déclarées dans le compte individuel, avec la nature du justificatif et sa date de réception ;</li>
        <li>les situations calculées et les décisions du conseil.</li></ul>
        <p>Les pièces elles-mêmes ne sont jamais copiées.</p>
        <h2>La santé du médecin (bloc 4)</h2><p>Le conseil ne voit que le nombre d'actions retenues et la validité des
        justificatifs. Ni l'action, ni son objet, ni sa date n'apparaissent.</p>
        <h2>Qui voit quoi</h2><p>Chaque conseil ne voit que ses médecins. Toute consultation d'une fiche, tout export et
        tout import sont inscrits au journal, avec leur auteur.</p>
        <h2>Combien de temps</h2><p>Le dossier d'un médecin est conservé six ans après la fin de son dernier cycle et de sa
        dernière inscription ; il n'est effacé que sur une liste relue par deux personnes du conseil, jamais pendant une
        procédure. Les traces techniques (sessions, liens, compteurs) sont effacées chaque nuit. Chaque conseil consulte la
        durée de chaque catégorie sur sa page « Conservation ».</p>
        <h2>Vos droits</h2><p>Accès (le conseil vous remet une copie de tout ce qu'il détient sur vous, y compris qui a
        consulté votre dossier), rectification, limitation : adressez-vous au conseil dont vous relevez, ou à son
        délégué à la protection des données (page <a href="\(SiteURL.contact)">Contact</a>). Vous pouvez saisir la
        CNIL.</p></article>
        """
    }
}

/// Whom to ask.
struct ContactPage: Page {
    var title: String { "Contact" }

    var main: HTML {
        """
        <article class="sx-prose"><h1>Contact</h1>
        <p>Une question sur votre accès, une information inexacte, un contenu inaccessible : adressez-vous à
        l'administrateur de votre conseil, qui vous répond ou transmet.</p>
        <p>Indiquez la page concernée et, s'il y en a une, la référence de l'erreur. N'écrivez pas de nom de médecin ni
        de numéro RPPS dans un courriel.</p></article>
        """
    }
}

/// Every page of the site.
struct MapPage: Page {
    let session: Session?

    var title: String { "Plan du site" }

    private var nation: HTML {
        guard let session, session.may(.readFigures), session.membership.council.kind == .national else {
            return .empty
        }
        return "<li><a href=\"\(SiteURL.calendar(.nation))\">Calendrier national</a></li>"
    }

    var main: HTML {
        let inside = session.map { session in
            Section.entries(for: session.membership.role).map {
                "<li><a href=\"\($0.url(session.membership))\">\($0.label)</a></li>" as HTML
            }
                + (session.may(.readFrameworks) && !session.may(.editFrameworks)
                    ? ["<li><a href=\"\(SiteURL.specialties(code: nil))\">Spécialités</a></li>"] : [])
                + (session.may(.readRegister) ? ["<li><a href=\"\(SiteURL.search(nil))\">Recherche</a></li>"] : [])
                + (session.may(.readAlerts)
                    ? [
                        """
                        <li><a href="\(SiteURL.calendar(.months(session.membership.council.code, CalendarAddress.usual)))">Calendrier
                        de charge</a></li>
                        """,
                        """
                        <li><a href="\(SiteURL.calendar(.rules(session.membership.council.code, nil)))">Échéances d'alerte</a></li>
                        """,
                    ] : [])
                + (session.may(.readAlerts)
                    ? [
                        """
                        <li><a href="\(SiteURL.postalLots(.list(session.membership.council.code)))">Lettres à la poste</a></li>
                        """,
                        """
                        <li><a href="\(SiteURL.postalLots(.returns(session.membership.council.code)))">Lettres revenues</a></li>
                        """,
                        """
                        <li><a href="\(SiteURL.registered(.register(session.membership.council.code, kind: nil, day: nil)))">Lettres
                        recommandées</a></li>
                        """,
                        """
                        <li><a href="\(SiteURL.contacts(.list(session.membership.council.code)))">Adresses électroniques</a></li>
                        """,
                        """
                        <li><a href="\(SiteURL.employers(.list(session.membership.council.code)))">Information des employeurs</a></li>
                        """,
                    ] : [])
                + (session.may(.readAlerts) && !session.may(.editTemplates)
                    ? [
                        "<li><a href=\"\(SiteURL.templates(.council(session.membership.council.code)))\">Modèles de courriers</a></li>"
                    ] : [])
                + (session.may(.readPlatform) ? ["<li><a href=\"\(SiteURL.queue)\">File des tâches</a></li>"] : [])
                + [
                    "<li><a href=\"\(SiteURL.account)\">Mon compte</a></li>",
                    "<li><a href=\"\(SiteURL.accountPart(.identities))\">Mes identités</a></li>",
                ]
        }
        return """
            <article class="sx-prose"><h1>Plan du site</h1>
            \(inside.map { "<h2>Votre espace</h2><ul>\($0)\(nation)</ul>" as HTML } ?? "<p><a href=\"\(SiteURL.signIn(next: nil))\">Connexion</a></p>")
            <h2>Informations</h2><ul><li><a href="\(SiteURL.help)">Aide</a></li>
            <li><a href="\(SiteURL.accessibility)">Déclaration d'accessibilité</a></li>
            <li><a href="\(SiteURL.legal)">Mentions légales</a></li>
            <li><a href="\(SiteURL.privacy)">Données personnelles</a></li>
            <li><a href="\(SiteURL.contact)">Contact</a></li></ul></article>
            """
    }
}
