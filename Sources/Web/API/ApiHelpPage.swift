/// How a program reads the API, for whoever writes it.
struct ApiHelpPage: Page {
    var title: String { "Aide : API" }
    var section: Section? { nil }

    var main: HTML {
        let problems = ApiProblem.Kind.allCases.map { kind -> HTML in
            """
            <tr><th scope="row"><a href="\(SiteURL.apiProblem(kind))">\(kind.title)</a></th><td>\(raw: kind.status)</td>
            <td>\(kind.advice)</td></tr>
            """
        }
        return """
            <h1>Lire Sextant depuis un logiciel</h1>
            <p>L'API ne fait que lire. Elle donne à un logiciel de votre organisation ce que ses pages montrent, sous les mêmes
            droits : le conseil est celui de la clé, jamais celui d'un paramètre. Du bloc 4, elle ne donne que des nombres.</p>
            <h2>Commencer</h2>
            <ol><li>La personne qui gère les accès de l'organisation crée une clé à la page « Accès API », en choisit la portée et la durée.</li>
            <li>Le logiciel l'envoie à chaque appel : <code>Authorization: Bearer sextant_…</code></li>
            <li>Chaque ressource est décrite dans <a href="\(SiteURL.apiDescription)">openapi.json</a> (OpenAPI 3.1).</li></ol>
            <h2>Ressources</h2>
            <ul><li><code>/api/v1/council</code> : l'organisation et la clé.</li>
            <li><code>/api/v1/physicians</code> : les médecins et leur situation, page par page.</li>
            <li><code>/api/v1/physicians/{id}</code> : un médecin, avec les raisons de sa situation et ce qui suffirait.</li>
            <li><code>/api/v1/standings</code> : les situations qui ont changé depuis un numéro.</li>
            <li><code>/api/v1/frameworks</code> : les référentiels et leurs versions.</li>
            <li><code>/api/v1/lots</code> : les imports et leurs comptes.</li>
            <li><code>/api/v1/figures</code> : les chiffres nationaux ; un nombre masqué est nul.</li>
            <li><code>/api/v1/region</code> : les conseils d'une région ; celui qui n'a rien transmis n'a pas de chiffres.</li></ul>
            <p>Ce qu'une clé peut ouvrir dépend de son organisation : un conseil départemental, ses médecins, ses imports et les
            référentiels ; le Conseil national, le CNCP et la DGOS, les chiffres nationaux et les référentiels ; un conseil
            régional, les chiffres de sa région et les référentiels ; un CNP, les référentiels.</p>
            <h2>Pages et changements</h2>
            <p>Une liste donne <code>next</code> : renvoyez-le tel quel comme <code>cursor</code> pour la page suivante ; il est nul
            à la fin. Pour suivre les situations, gardez <code>after</code> d'un appel à l'autre. L'en-tête ETag, renvoyé par
            If-None-Match, évite de relire ce qui n'a pas changé. Chaque clé peut faire 300 appels par minute.</p>
            <h2>Erreurs</h2>
            <p>Une erreur est un objet <code>application/problem+json</code> (RFC 9457) ; « erreurs » nomme chaque paramètre à
            corriger.</p>
            \(Table(id: "erreurs-api", caption: "Erreurs de l'API", head: [
                Table.head("Erreur"), Table.head("Code HTTP"), Table.head("Que faire"),
            ], rows: problems).html)
            """
    }
}

/// One kind of problem: what its `type` leads to.
struct ApiProblemPage: Page {
    let kind: ApiProblem.Kind

    var title: String { kind.title }
    var section: Section? { nil }

    var main: HTML {
        """
        <h1>\(kind.title)</h1>
        <p>L'API répond ainsi avec le code HTTP \(raw: kind.status).</p>
        <p>\(kind.advice)</p>
        <p><a href="\(SiteURL.apiHelp)">Lire Sextant depuis un logiciel</a></p>
        """
    }
}
