import Access
import Vocabulary

/// What a council is told of those who read it with other eyes.
struct NoticesPage: Page {
    let session: Session
    let notices: [ReadingNotice]
    let now: Instant
    let proof: String

    var title: String { "Avis – \(session.membership.council.name)" }
    var section: Section? { .notices }
    private var code: String { session.membership.council.code }

    var main: HTML {
        """
        <div class="sx-title"><h1>Avis</h1><p class="sx-count">\(French.count(awaited, "avis à lire", "avis à lire"))</p></div>
        <p>Sextant prévient ici le président et les administrateurs du conseil chaque fois que quelqu'un lit ses données
        avec d'autres yeux que les siens, sans pouvoir les modifier. Chaque page ainsi ouverte est au
        <a href="\(SiteURL.journal(.council(code), journal))">journal</a>.</p>
        \(notices.isEmpty ? empty : table)
        """
    }

    private var awaited: Int { notices.count(where: \.isAwaited) }

    private var journal: JournalQuery {
        var query = JournalQuery()
        query.filter.kind = .exceptional
        return query
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun avis</h2><p>Personne n'a lu les données de votre conseil à titre exceptionnel.</p></div>
        """
    }

    private var table: HTML {
        Table(
            id: "avis", caption: "Lectures exceptionnelles, de la plus récente à la plus ancienne",
            head: ["Date et heure", "Qui", "Comme", "Motif", "Fin", "Prise de connaissance"].map {
                Table.head(HTML(say: $0))
            }, rows: notices.map(row)
        ).html
    }

    private func row(_ notice: ReadingNotice) -> HTML {
        """
        <tr><th scope="row">\(ParisTime(notice.at).html)<small>\(notice.kind.french)</small></th>
        <td>\(notice.reader)<small>\(notice.home)\(notice.homeRole.map { ", \($0.french)" as HTML })</small></td>
        <td>\(notice.role.map { HTML(say: $0.french) } ?? "–")\(notice.seenName.map { "<small>\($0)</small>" as HTML })</td>
        <td>\(notice.reason)</td><td>\(end(notice))</td><td>\(acknowledgement(notice))</td></tr>
        """
    }

    private func end(_ notice: ReadingNotice) -> HTML {
        guard notice.isOpen(at: now) else {
            return "\(ParisTime(notice.endedAt ?? notice.until).html)"
        }
        return """
            <strong>En cours, jusqu'à \(ParisTime(notice.until).clock)</strong>
            \(PostForm(action: .reading(.councilEnd(code)), proof: proof, content: """
                <input type="hidden" name="lecture" value="\(raw: Int(notice.reading))">
                <button>Mettre fin à cet accès<span class="sx-hidden"> de \(notice.reader)</span></button>
                """).html)
            """
    }

    private func acknowledgement(_ notice: ReadingNotice) -> HTML {
        let names = notice.acknowledgedBy.map { "<small>\($0)</small>" as HTML }
        guard notice.isAwaited else { return names.isEmpty ? "–" : "\(names)" }
        return """
            \(names)\(PostForm(action: .reading(.acknowledgement(code)), proof: proof, content: """
                <input type="hidden" name="avis" value="\(raw: Int(notice.id))">
                <button>J'ai pris connaissance<span class="sx-hidden"> de la lecture de \(notice.reader)</span></button>
                """).html)
            """
    }
}

extension ExceptionalReading.Kind {
    /// The kind as a person says it.
    var french: HTML { self == .viewAs ? "Voir comme" : "Accès exceptionnel" }
}
