import Access
import Vocabulary

/// One's own account (S37).
struct AccountPage: Page {
    enum Failure: Sendable, Equatable {
        case presentPasswordIsWrong(AccountPart)
        case presentCodeIsWrong(AccountPart)
        case newPasswordsDiffer
        case newPasswordIsRefused(PasswordRule.Refusal)
    }

    let session: Session
    let account: Account
    /// Whether nobody enters without a second factor.
    let isRequired: Bool
    let proof: String
    /// Whether the reader wants the summary of the week; nil for a role that is sent none.
    var digest: DigestSection?
    var failure: Failure?

    var title: String { failure == nil ? "Mon compte" : "Erreur : Mon compte" }

    var main: HTML {
        """
        <h1>Mon compte</h1>\(errors)\(drafts)\(OffersSection(offers: account.offers, proof: proof).html)
        \(Facts(pairs: [("Nom", "\(session.name)"), ("Adresse de connexion", "\(session.email)")]).html)
        \(memberships)
        <div class="sx-columns">\(secondFactor)\(account.hasPassword ? password : .empty)</div>
        <p><a href="\(SiteURL.accountPart(.identities))">Mes identités chez des fournisseurs (ProConnect, Pro Santé Connect)</a></p>
        \(digest?.html)\(openSessions)\(messages)
        """
    }

    private var drafts: HTML {
        guard account.drafts > 0 else { return .empty }
        return """
            <div class="sx-callout"><p>\(French.count(account.drafts, "formulaire envoyé", "formulaires envoyés")) après
            la fin d'une session \(account.drafts == 1 ? "est conservé" : "sont conservés") :
            <a href="\(SiteURL.drafts)">retrouver ce que vous aviez saisi</a>.</p></div>
            """
    }

    private var memberships: HTML {
        let rows = session.memberships.map { membership -> HTML in
            let mark: HTML = membership == session.membership ? " \(Badge(label: "en ce moment").html)" : .empty
            let delegated = membership.delegatedBy.map { "<small>par délégation de \($0)</small>" as HTML }
            return """
                <tr><th scope="row">\(membership.council.name)\(mark)</th>
                <td>\(say: membership.role.french)\(delegated)</td></tr>
                """
        }
        return """
            <h2>Mes rôles</h2>
            \(Table(
                id: "roles", caption: "Organisations pour lesquelles vous agissez aujourd'hui",
                head: [Table.head("Organisation"), Table.head("Rôle")], rows: rows).html)
            """
    }

    private var secondFactor: HTML {
        """
        <section aria-labelledby="second-facteur"><h2 id="second-facteur">Second facteur</h2>\(factorState)</section>
        """
    }

    private var factorState: HTML {
        switch account.secondFactor {
        case .absent:
            """
            <p>\(Badge(label: "absent", tone: .warn).html) Le mot de passe seul ouvre votre compte.</p>
            \(account.hasPassword ? form(.secondFactor, "facteur", "Choisir un second facteur") : .empty)
            """
        case .present(let since, let left):
            """
            <p>\(Badge(label: "actif", tone: .good).html) depuis le \(ParisTime(since).html).
            Codes de secours restants : <b>\(left)</b>.</p>
            \(left < 3 ? "<p>Il en reste peu : faites-en d'autres.</p>" : .empty)
            \(form(.newRecoveryCodes, "codes", "Faire d'autres codes de secours"))
            \(form(.secondFactor, "facteur", "Changer de second facteur"))
            """
        }
    }

    /// A form of one button, with the present password and, where there is a second factor, its code.
    private func form(_ part: AccountPart, _ name: String, _ label: HTML) -> HTML {
        PostForm(
            action: .accountPart(part), proof: proof,
            content: """
                <div class="sx-field"><label for="actuel-\(name)">Mot de passe actuel</label>
                <input type="password" id="actuel-\(name)" name="mot-de-passe-actuel" autocomplete="current-password"
                required maxlength="200"></div>
                \(account.secondFactor == .absent ? .empty : code(name))<p><button>\(label)</button></p>
                """
        ).html
    }

    private func code(_ name: String) -> HTML {
        """
        <div class="sx-field"><label for="code-\(name)">Code à six chiffres de votre second facteur actuel, ou code de
        secours</label>
        <input type="text" id="code-\(name)" name="code" autocomplete="one-time-code" required maxlength="40"
        spellcheck="false" autocapitalize="none"></div>
        """
    }

    private var password: HTML {
        let form = PostForm(
            action: .accountPart(.password), proof: proof,
            content: """
                <div class="sx-field"><label for="actuel-passe">Mot de passe actuel</label>
                <input type="password" id="actuel-passe" name="mot-de-passe-actuel" autocomplete="current-password"
                required maxlength="200"></div>\(PasswordFields.new)
                <p><button>Changer le mot de passe</button></p>
                """)
        return """
            <section aria-labelledby="passe"><h2 id="passe">Mot de passe</h2>
            <p>Le changer ferme vos autres sessions.</p>\(form.html)</section>
            """
    }

    private var errors: HTML {
        switch failure {
        case nil: .empty
        case .presentPasswordIsWrong(let part):
            ErrorSummary(errors: [(field(part), "Le mot de passe actuel est inexact.")]).html
        case .presentCodeIsWrong(let part):
            ErrorSummary(errors: [
                (
                    field(part).replacing("actuel-", with: "code-"),
                    """
                    Ce code est inexact, périmé ou déjà utilisé. Attendez le suivant, et vérifiez l'heure de votre
                    téléphone.
                    """
                )
            ]).html
        case .newPasswordsDiffer:
            ErrorSummary(errors: [("mot-de-passe-2", "Les deux saisies du nouveau mot de passe diffèrent.")]).html
        case .newPasswordIsRefused(let refusal):
            ErrorSummary(errors: [("mot-de-passe", PasswordFields.sentence(refusal))]).html
        }
    }

    private func field(_ part: AccountPart) -> String {
        switch part {
        case .password: "actuel-passe"
        case .newRecoveryCodes: "actuel-codes"
        default: "actuel-facteur"
        }
    }
}
