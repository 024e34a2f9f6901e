import Access
import Documents

/// The page that asks for a code after a right password.
struct SecondFactorPage: Page {
    enum Failure: Sendable, Equatable {
        case wrong
        case wait(seconds: Int)
    }

    let proof: String
    let next: String?
    var failure: Failure?

    var title: String { failure == nil ? "Second facteur" : "Erreur : Second facteur" }

    var main: HTML {
        """
        <div class="sx-narrow"><h1>Saisissez votre code</h1>
        \(errors)
        \(PostForm(action: .secondFactor(next: nil), proof: proof, content: fields).html)
        <section aria-labelledby="perdu"><h2 id="perdu">Téléphone perdu ?</h2>
        <p>Saisissez à la place l'un de vos codes de secours : chacun sert une fois. Si vous ne les avez plus,
        l'administrateur de votre organisation peut réinitialiser votre second facteur.</p>
        <p><a href="\(SiteURL.signIn(next: next))">Recommencer avec une autre adresse</a></p></section></div>
        """
    }

    private var fields: HTML {
        """
        \(next.map { "<input type=\"hidden\" name=\"suite\" value=\"\($0)\">" as HTML })
        <div class="sx-field"><label for="code">Code à six chiffres de votre application, ou code de secours</label>
        <input type="text" id="code" name="code" inputmode="text" autocomplete="one-time-code" required
        maxlength="40" spellcheck="false" autocapitalize="none"></div>
        <p><button class="sx-primary">Continuer</button></p>
        """
    }

    private var errors: HTML {
        switch failure {
        case nil: .empty
        case .wrong:
            ErrorSummary(errors: [
                (
                    "code",
                    """
                    Ce code est inexact, périmé ou déjà utilisé. Attendez le suivant, et vérifiez l'heure de votre
                    téléphone.
                    """
                )
            ]).html
        case .wait(let seconds):
            ErrorSummary(errors: [
                ("code", "Trop de codes inexacts. Recommencez dans \(French.wait(seconds)).")
            ]).html
        }
    }
}

/// The page on which a second factor is chosen: a secret as a picture and as letters, and a first code.
struct EnrolmentPage: Page {
    let proposal: EnrolSecondFactor.Proposal
    let proof: String
    let next: String?
    var isWrong = false

    var title: String { isWrong ? "Erreur : Choix du second facteur" : "Choix du second facteur" }

    var main: HTML {
        """
        <div class="sx-narrow"><h1>Choisir un second facteur</h1>
        \(isWrong ? error : .empty)
        <p>En plus du mot de passe, Sextant demande un code à six chiffres qui change toutes les trente secondes. Une
        application de votre téléphone ou de votre ordinateur le calcule, sans réseau : FreeOTP, Aegis, KeePassXC,
        Google Authenticator, Microsoft Authenticator…</p>
        <section aria-labelledby="etape-1"><h2 id="etape-1">1. Ajoutez Sextant à l'application</h2>
        <p>Lisez cette image avec l'application :</p>
        \(picture)
        <p>Ou saisissez cette clé, de type « temporel » :</p>
        <p><code class="sx-secret">\(proposal.code.groupedSecret)</code></p>
        <details><summary>Adresse complète, pour la coller</summary><p><code>\(address)</code></p></details></section>
        <section aria-labelledby="etape-2"><h2 id="etape-2">2. Saisissez le code affiché</h2>
        \(PostForm(action: .enrolment(next: nil), proof: proof, content: fields).html)</section></div>
        """
    }

    private var address: String { proposal.code.address(account: proposal.email) }

    private var picture: HTML {
        guard let code = QRCode(Array(address.utf8)) else { return .empty }
        let side = code.size + 8
        return """
            <p><svg class="sx-qr" viewBox="-4 -4 \(raw: side) \(raw: side)" width="220" height="220" role="img"
            aria-labelledby="qr-titre" shape-rendering="crispEdges"><title id="qr-titre">Code QR de la clé écrite
            ci-dessous</title><rect x="-4" y="-4" width="\(raw: side)" height="\(raw: side)" fill="#fff"/>\
            <path fill="#000" d="\(code.path)"/></svg></p>
            """
    }

    private var fields: HTML {
        """
        \(next.map { "<input type=\"hidden\" name=\"suite\" value=\"\($0)\">" as HTML })
        <div class="sx-field"><label for="code">Code à six chiffres</label>
        <input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required
        maxlength="12" spellcheck="false"></div>
        <p><button class="sx-primary">Activer le second facteur</button></p>
        """
    }

    private var error: HTML {
        ErrorSummary(errors: [
            (
                "code",
                """
                Ce code n'est pas celui de la clé affichée. Attendez le suivant, et vérifiez l'heure de votre téléphone.
                """
            )
        ]).html
    }
}
