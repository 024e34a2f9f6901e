import Standings

/// Back to the list, and to its next and previous physician.
struct PhysicianWalk {
    let code: String
    let back: SiteURL
    let list: WorklistQuery?
    let neighbours: WorklistNeighbours?

    var html: HTML {
        """
        <nav aria-label="Parcourir la liste"><ul class="sx-walk">
        <li class="back"><a href="\(back)">Retour à la liste</a></li>
        \(steps)</ul></nav>
        """
    }

    private var steps: HTML {
        guard let list, let neighbours else { return .empty }
        let link: (Int64?, HTML) -> HTML = { id, label in
            id.map { "<li><a href=\"\(SiteURL.physician(code, $0, from: list))\">\(label)</a></li>" } ?? .empty
        }
        return """
            \(link(neighbours.previous, "← Médecin précédent"))
            <li>\(neighbours.position) sur \(neighbours.total)</li>
            \(link(neighbours.next, "Médecin suivant →"))
            """
    }
}
