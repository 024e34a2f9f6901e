import Access
import Vocabulary

/// The keys with which programs of the organisation read the API.
struct ApiTokensPage: Page {
    let workspace: Workspace
    let kind: Council.Kind
    let tokens: [ApiToken]
    /// What was typed in the form that was refused.
    let form: Query
    let fault: (field: String, sentence: HTML)?
    let proof: String
    let now: Instant

    var title: String { fault == nil ? "Accès API" : "Erreur : Accès API" }
    var section: Section? { .tokens }

    var main: HTML {
        """
        <div class="sx-title"><h1>Accès API</h1><p class="sx-count">\(French.count(active, "clé active", "clés actives"))</p></div>
        \(fault.map { ErrorSummary(errors: [$0]).html })
        <p>\(what) Elle ne permet de rien changer.
        <a href="\(SiteURL.apiHelp)">Comment s'en servir</a></p>
        <section id="cles" aria-labelledby="cles-titre"><h2 id="cles-titre">Clés</h2>
        \(tokens.isEmpty ? "<p>Aucune clé n'a été créée.</p>" : table)</section>
        \(creation)
        """
    }

    private var what: HTML {
        kind == .departmental
            ? """
            Une clé laisse un logiciel de votre conseil lire ses médecins, leurs situations et ses imports. Chaque lecture
            est notée au journal sous le nom de la clé.
            """
            : """
            Une clé laisse un logiciel de votre organisation lire ce que vos pages montrent : des référentiels publiés
            et, selon vos droits, des chiffres où les petits effectifs sont masqués. Aucune donnée d'un médecin.
            """
    }

    private var active: Int { tokens.count { $0.state(at: now) == .active } }

    private var table: HTML {
        Table(
            id: "cles-liste", caption: "\(French.count(tokens.count, "clé", "clés")), la plus récente d'abord",
            head: [
                Table.head("Nom"), Table.head("Portée"), Table.head("Créée"), Table.head("Expire"),
                Table.head("Dernier emploi"), Table.head("État"), Table.head("Révoquer"),
            ], rows: tokens.map(row)
        ).html
    }

    private func row(_ token: ApiToken) -> HTML {
        """
        <tr><th scope="row">\(token.name)</th><td>\(token.scopes.map(\.french).joined(separator: ", "))</td>
        <td>\(moment(token.createdAt))<small>\(token.createdBy)</small></td><td>\(moment(token.expiresAt))</td>
        <td>\(token.lastUsedAt.map(moment) ?? "jamais" as HTML)</td><td>\(state(token))</td><td>\(revocation(token))</td></tr>
        """
    }

    private func moment(_ instant: Instant) -> HTML { ParisTime(instant).html }

    private func state(_ token: ApiToken) -> HTML {
        switch token.state(at: now) {
        case .active: Badge(label: "Active", tone: .good).html
        case .expired: Badge(label: "Expirée").html
        case .revoked:
            "\(Badge(label: "Révoquée").html)<small>\(token.revokedAt.map(moment)) par \(token.revokedBy ?? "")</small>"
        }
    }

    private func revocation(_ token: ApiToken) -> HTML {
        guard token.state(at: now) == .active else { return "–" }
        let field = "revocation-\(token.id)"
        return """
            <details><summary>Révoquer<span class="sx-hidden"> la clé \(token.name)</span></summary>
            \(PostForm(action: .revokeApiToken(workspace), proof: proof, content: """
                <input type="hidden" name="cle" value="\(String(token.id))">
                <div class="choice"><input type="checkbox" id="\(field)" name="confirmation" value="oui" required>
                <label for="\(field)">La clé « \(token.name) » ne vaut plus rien, tout de suite et pour toujours</label></div>
                <p><button>Révoquer la clé</button></p>
                """).html)</details>
            """
    }

    private func typed(_ name: String, or standard: String) -> String {
        fault == nil ? standard : form[name] ?? ""
    }

    private var creation: HTML {
        let isRefused = fault != nil
        let choices = ApiScope.allCases.filter { $0.isOpen(to: kind) }.map { scope -> HTML in
            let name = "portee-\(scope.rawValue)"
            return """
                <div class="choice"><input type="checkbox" id="\(name)" name="\(name)" value="oui"\
                \(isRefused && form[name] == "oui" ? " checked" as HTML : .empty)> <label for="\(name)">\(scope.french)</label></div>
                """
        }
        return """
            <section class="sx-block" aria-labelledby="creation"><h2 id="creation">Créer une clé</h2>
            \(PostForm(action: .apiTokens(workspace), proof: proof, content: """
                <div class="sx-field"><label for="nom">Nom du logiciel</label>
                <input id="nom" name="nom" value="\(typed("nom", or: ""))" required maxlength="100" autocomplete="off"></div>
                <fieldset id="portees"><legend>Ce que la clé ouvre, en lecture</legend>\(choices)</fieldset>
                <div class="sx-field"><label for="jours">Durée, en jours</label>
                <input type="number" id="jours" name="jours" min="1" max="366" value="\(typed("jours", or: "365"))" required>
                <span class="hint">366 jours au plus.</span></div>
                <p><button class="sx-primary">Créer la clé</button></p>
                """).html)</section>
            """
    }
}

/// A new key, shown once.
struct ApiTokenMadePage: Page {
    let workspace: Workspace
    let name: String
    let key: String

    var title: String { "Clé créée" }
    var section: Section? { .tokens }

    var main: HTML {
        """
        <h1>Clé créée</h1>
        <p>Voici la clé « \(name) ». Copiez-la maintenant dans le logiciel : elle ne sera plus jamais affichée. En cas de
        perte ou de doute, révoquez-la et créez-en une autre.</p>
        <p><code>\(key)</code></p>
        <p><a href="\(SiteURL.apiTokens(workspace))">Revenir aux clés</a></p>
        """
    }
}
