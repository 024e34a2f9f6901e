/// An error as a page (S41): what happened, what was kept, what to do, and the number to quote.
struct ProblemPage: Page {
    let problem: Problem
    let reference: String

    var title: String { "Erreur \(problem.status) : \(summary)" }

    var main: HTML {
        """
        <div class="sx-problem"><h1>\(say: summary)</h1>
        \(explanation)
        <p class="sx-muted">Erreur \(raw: problem.status) – référence <code>\(reference)</code>. Donnez cette référence
        à la personne qui administre Sextant : elle ne contient aucune donnée personnelle.</p></div>
        """
    }

    private var summary: String {
        switch problem {
        case .notFound: "Cette page n'existe pas"
        case .signInFirst, .forbidden: "Cette page ne vous est pas ouverte"
        case .readOnly: "Cette session ne fait que lire"
        case .staleForm: "Ce formulaire n'est plus valable"
        case .conflict: "Ces informations ont changé entre-temps"
        case .tooLarge: "Le fichier est trop volumineux"
        case .unprocessable: "La demande ne peut pas être traitée en l'état"
        case .tooMany: "Trop de demandes"
        case .unexpected: "Une erreur est survenue de notre côté"
        case .unavailable: "La base de données démarre"
        }
    }

    private var explanation: HTML {
        switch problem {
        case .notFound:
            """
            <p>L'adresse est inexacte, ou ce qu'elle désignait n'appartient pas à votre organisation.</p>
            <p><a href="\(SiteURL.home)">Revenir à l'accueil</a></p>
            """
        case .signInFirst, .forbidden:
            """
            <p>Votre rôle ne donne pas accès à cette page. L'administrateur de votre organisation peut vous donner un autre
            rôle ; l'aide indique <a href="\(SiteURL.help)#roles">qui peut faire quoi</a>.</p>
            <p><a href="\(SiteURL.home)">Revenir à l'accueil</a></p>
            """
        case .readOnly:
            """
            <p>Vous lisez Sextant avec d'autres yeux que les vôtres : rien ne peut y être modifié, et rien n'a été
            enregistré.</p>
            <p>Pour agir en votre nom, choisissez « Revenir à ma session », en haut de cette page.</p>
            """
        case .staleForm:
            """
            <p>Votre session a changé depuis l'ouverture de la page. Rien n'a été enregistré.</p>
            <p>Revenez à la page précédente, rechargez-la, puis recommencez.</p>
            """
        case .conflict(let sentence), .unprocessable(let sentence):
            "<p>\(sentence)</p><p>Revenez à la page précédente pour corriger, puis recommencez.</p>"
        case .tooLarge(let limit):
            """
            <p>La taille maximale est de \(limit >> 20) Mo. Rien n'a été enregistré.</p>
            <p>Partagez le fichier en plusieurs parties qui gardent chacune la ligne de titres, ou confiez-le à la
            personne qui administre Sextant : la commande d'import n'a pas de limite de taille.</p>
            """
        case .tooMany(let seconds):
            "<p>Rien n'a été enregistré. Recommencez dans \(French.wait(seconds)).</p>"
        case .unexpected:
            """
            <p>L'opération n'a pas abouti et rien n'a été enregistré. L'incident est noté au journal technique.</p>
            <p>Recommencez ; si l'erreur revient, signalez-la avec la référence ci-dessous.</p>
            """
        case .unavailable:
            """
            <p>La base démarre ou est momentanément hors d'atteinte. Rien n'a été perdu : ce qui était enregistré le
            reste.</p><p>Rechargez la page dans quelques instants.</p>
            """
        }
    }
}
