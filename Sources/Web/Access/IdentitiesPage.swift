import Access
import Vocabulary

/// The identities by which one signs in at providers.
struct IdentitiesPage: Page {
    struct Failure: Sendable {
        let field: String
        let sentence: HTML
    }

    let overview: OwnIdentities.Overview
    let proof: String
    let failure: Failure?

    static let wrongCode: HTML = "Ce code n'est pas celui du moment, ou il a déjà servi."
    static let noFactor: HTML = """
        Choisissez d'abord un second facteur dans « Mon compte » : il prouve que c'est bien vous qui le demandez.
        """
    static let lastWay: HTML =
        "Cette identité est votre seule manière de vous connecter : elle ne peut pas être retirée."

    var title: String { failure == nil ? "Mes identités" : "Erreur : Mes identités" }

    var main: HTML {
        """
        <h1>Mes identités chez des fournisseurs</h1>
        \(failure.map { ErrorSummary(errors: [($0.field, $0.sentence)]).html })
        <p>Une identité reliée ouvre votre compte depuis le fournisseur, sans mot de passe. Sextant vous y reconnaît à
        l'identifiant que le fournisseur vous donne, jamais à une adresse électronique. Relier ou retirer une identité
        demande le code de votre second facteur, et s'inscrit au journal de votre organisation.</p>
        <section id="identites" aria-labelledby="reliees"><h2 id="reliees">Identités reliées</h2>
        \(overview.linked.isEmpty ? "<p>Aucune identité n'est reliée à votre compte.</p>" : table)</section>
        <section aria-labelledby="relier"><h2 id="relier">Relier une identité</h2>\(links)</section>
        <p><a href="\(SiteURL.account)">Revenir à mon compte</a></p>
        """
    }

    private var table: HTML {
        Table(
            id: "identites-liste",
            caption: "\(French.count(overview.linked.count, "identité reliée", "identités reliées"))",
            head: [Table.head("Fournisseur"), Table.head("Reliée le"), Table.head("Retirer")],
            rows: overview.linked.map(row)
        ).html
    }

    private func row(_ identity: OwnIdentities.Linked) -> HTML {
        """
        <tr><th scope="row">\(identity.provider.name)</th><td>\(ParisTime(identity.since).html)</td>
        <td>\(removal(identity))</td></tr>
        """
    }

    private func removal(_ identity: OwnIdentities.Linked) -> HTML {
        let provider = identity.provider
        guard provider.matching == .subject else {
            return "<small>Reliée par votre numéro national : elle se relierait d'elle-même.</small>"
        }
        guard overview.mayGiveUp(identity) else { return "<small>Votre seule manière de vous connecter.</small>" }
        guard overview.hasSecondFactor else { return "<small>Demande un second facteur.</small>" }
        return """
            <details\(failure?.field == "retrait-\(provider.id)" ? " open" as HTML : .empty)>
            <summary>Retirer<span class="sx-hidden"> l'identité chez \(provider.name)</span></summary>
            \(form(.unlinkIdentity, provider, "retrait", "Retirer cette identité"))</details>
            """
    }

    private var links: HTML {
        guard !overview.open.isEmpty else { return "<p>Aucun autre fournisseur ne sert vos organisations.</p>" }
        guard overview.hasSecondFactor else {
            return "<p>\(IdentitiesPage.noFactor) <a href=\"\(SiteURL.account)\">Mon compte</a></p>"
        }
        let forms = overview.open.map { provider -> HTML in
            "<h3>\(provider.name)</h3>\(form(.identities, provider, "lien", "Relier mon identité"))"
        }
        return "\(forms)"
    }

    private func form(_ part: AccountPart, _ provider: IdentityProvider, _ word: String, _ label: HTML) -> HTML {
        let field = "\(word)-\(provider.id)"
        return PostForm(
            action: .accountPart(part), proof: proof,
            content: """
                <input type="hidden" name="fournisseur" value="\(provider.id)">
                <div class="sx-field"><label for="\(field)">Code à six chiffres de votre second facteur</label>
                <input id="\(field)" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="20"
                size="8"></div><p><button>\(label)<span class="sx-hidden"> chez \(provider.name)</span></button></p>
                """
        ).html
    }
}

/// The code was right: from here a link leads to the provider.
struct IdentityDeparturePage: Page {
    let id: String
    let name: String

    var title: String { "Relier une identité : \(name)" }

    var main: HTML {
        """
        <div class="sx-problem"><h1>Relier votre identité chez \(name)</h1>
        <p>Vous allez vous identifier chez \(name), puis revenir ici. Identifiez-vous avec votre propre identité : elle
        ouvrira ensuite votre compte Sextant.</p>
        <p><a class="sx-button" href="\(SiteURL.identity(id, isDeparting: true))">Continuer chez \(name)</a></p>
        <p><a href="\(SiteURL.accountPart(.identities))">Renoncer</a></p>
        <p class="sx-muted">Ce lien vaut dix minutes, une seule fois.</p></div>
        """
    }
}

/// The provider vouched for an identity that cannot be linked to this account.
struct IdentityRefusedPage: Page {
    let refusal: OpenIDSignIn.LinkRefusal

    init(_ refusal: OpenIDSignIn.LinkRefusal) { self.refusal = refusal }

    var title: String { "Identité non reliée" }

    var main: HTML {
        """
        <div class="sx-problem"><h1>Cette identité n'a pas été reliée</h1>
        <p>\(reason)</p><p>Votre compte n'a pas changé, et votre session reste ouverte.</p>
        <p>Une session reste ouverte aussi chez le fournisseur : sur un poste partagé, fermez-la.</p>
        <p><a href="\(SiteURL.accountPart(.identities))">Revenir à mes identités</a></p></div>
        """
    }

    private var reason: HTML {
        switch refusal {
        case .isSomebodyElses:
            """
            L'identité que vous avez utilisée est déjà reliée à un autre accès. Sextant ne dit pas auquel. Si elle est
            bien la vôtre, adressez-vous à l'administrateur de votre organisation.
            """
        case .identifierIsNotTheOwners:
            """
            Ce fournisseur vous désigne par votre numéro national, et ce numéro n'est pas celui de ce compte.
            L'administrateur de votre organisation peut vérifier celui qui y est inscrit.
            """
        }
    }
}
