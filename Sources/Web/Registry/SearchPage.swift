import Registry

/// What the header's search found (S38).
struct SearchPage: Page {
    static let limit = 50

    let code: String
    let text: String
    let matches: [PhysicianMatch]

    var title: String { "Recherche" }

    var main: HTML {
        """
        <h1>Recherche</h1>
        \(text.isEmpty ? "<p>Saisissez le début d'un nom ou un numéro RPPS dans le champ du bandeau.</p>" : results)
        """
    }

    private var results: HTML {
        guard !matches.isEmpty else {
            return """
                <div class="sx-empty"><h2>Aucun médecin trouvé pour « \(text) »</h2><p>La recherche porte sur le début du nom ou
                sur le numéro RPPS, parmi les médecins inscrits, ou qui l'ont été, au Tableau de votre conseil.</p></div>
                """
        }
        let rows = matches.map { match -> HTML in
            """
            <tr><th scope="row"><a href="\(SiteURL.physician(code, match.physicianID, from: nil))">\(match.displayName)</a></th>
            <td>\(French.rpps(match.rppsNumber))</td>
            <td>\(match.isOnRoll ? "inscrit" : "n'est plus inscrit")</td></tr>
            """
        }
        let more: HTML =
            matches.count == Self.limit
            ? "<p>Les \(Self.limit) premiers sont affichés : précisez la recherche.</p>" : .empty
        return """
            <h2>Médecins</h2>
            \(Table(id: "resultats", caption: "\(French.count(matches.count, "médecin", "médecins")) pour « \(text) »",
                head: [Table.head("Médecin"), Table.head("RPPS"), Table.head("Tableau")], rows: rows).html)\(more)
            """
    }
}

extension PhysicianMatch {
    /// « DURAND Élodie », or « Nom inconnu » while no extraction has brought a name.
    var displayName: String {
        guard let familyName else { return "Nom inconnu" }
        return "\(familyName.uppercased()) \(givenName ?? "")".trimmedSpaces
    }
}
