import Access
import Vocabulary

/// Who did what, when and why (S36).
struct JournalPage: Page {
    let workspace: Workspace
    let session: Session
    let query: JournalQuery
    let journal: Journal
    /// The versions that reports of impact are about, by the number of the report.
    var impacts: [Int64: FrameworkAddress] = [:]
    let proof: String

    var title: String { "Journal – \(session.membership.council.name)" }
    var section: Section? { .journal }

    var main: HTML {
        """
        <div class="sx-title"><h1>Journal</h1>
        <p class="sx-count">\(session.membership.council.name), heures de Paris</p></div>
        <p>Tout ce qui est lu, modifié ou emporté laisse une ligne ici, y compris l'ouverture de cette page. Aucune ligne
        ne se modifie ni ne se supprime ; chacune est scellée dans les secondes qui suivent.</p>
        \(JournalFilterForm(workspace: workspace, query: query, proof: proof).html)
        <p><a href="\(SiteURL.journalFile(workspace, query.first))">Exporter ces lignes (CSV)</a></p>
        \(journal.entries.isEmpty ? empty : table)\(pager)
        """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucune ligne</h2><p>Rien au journal ne répond à ces filtres.
        <a href="\(SiteURL.journal(workspace, .init()))">Voir tout le journal</a></p></div>
        """
    }

    private var table: HTML {
        Table(
            id: "journal", caption: "Ce qui a été fait, du plus récent au plus ancien",
            head: ["Date et heure", "Personne", "Action", "Objet", "Motif", "Détail", "Origine"].map {
                Table.head(HTML(say: $0))
            }, rows: journal.entries.map(row)
        ).html
    }

    private func row(_ entry: JournalEntry) -> HTML {
        """
        <tr><th scope="row">\(French.moment(entry.at))\(entry.isSealed ? .empty : "<small>pas encore scellé</small>")</th>
        <td>\(entry.actor)\(entry.role.map { "<small>\(say: $0.french)</small>" as HTML })</td>
        <td>\(say: JournalWords.verb(entry))</td><td>\(subject.html(entry.subject))</td>
        <td>\(entry.reason ?? "–")</td><td>\(facts(entry))</td><td>\(JournalWords.origin(entry.origin) ?? "–")</td></tr>
        """
    }

    private var subject: JournalSubject { JournalSubject(workspace: workspace, session: session, impacts: impacts) }

    private func facts(_ entry: JournalEntry) -> HTML {
        let lines: [(HTML, String?)] = [
            (.empty, entry.detail), ("avant – ", entry.before), ("après – ", entry.after),
        ]
        let said = lines.compactMap { label, text -> HTML? in
            JournalWords.facts(text).map { "<small>\(label)\(say: $0)</small>" }
        }
        return said.isEmpty ? "–" : "\(said)"
    }

    private var pager: HTML {
        let older: HTML
        if journal.hasMore, let last = journal.entries.last {
            older = """
                <a rel="next" href="\(SiteURL.journal(workspace, query.before(last.number)))">Lignes plus anciennes →</a>
                """
        } else {
            older = "<span class=\"off\">Lignes plus anciennes →</span>"
        }
        let newest: HTML =
            query.before == nil
            ? "<span class=\"off\">← Lignes les plus récentes</span>"
            : "<a href=\"\(SiteURL.journal(workspace, query.first))\">← Lignes les plus récentes</a>"
        return
            "<nav class=\"sx-pager\" aria-label=\"Pages du journal\"><ul><li>\(newest)</li><li>\(older)</li></ul></nav>"
    }
}

/// The filters of the journal. The answer to the form is an address that holds each choice, and of a person the key alone.
struct JournalFilterForm {
    let workspace: Workspace
    let query: JournalQuery
    let proof: String

    var html: HTML {
        """
        <form class="sx-filters" method="post" action="\(SiteURL.journal(workspace, .init()))" aria-label="Filtrer le journal">
        <input type="hidden" name="preuve" value="\(proof)"><div class="sx-row">
        <div class="sx-field"><label for="personne">Personne</label>
        <input type="search" id="personne" name="personne" value="\(query.filter.actor ?? "")" maxlength="200"></div>
        <div class="sx-field"><label for="type">Nature</label><select id="type" name="type">\(kinds)</select></div>
        <div class="sx-field"><label for="action">Action</label><select id="action" name="action">\(actions)</select></div>
        \(physician)
        <div class="sx-field"><label for="du">Du</label>
        <input type="date" id="du" name="du" value="\(query.filter.from?.description ?? "")"></div>
        <div class="sx-field"><label for="au">Au</label>
        <input type="date" id="au" name="au" value="\(query.filter.through?.description ?? "")"></div>
        <div class="sx-field sx-end"><button class="sx-primary">Appliquer les filtres</button></div>
        </div></form>
        \(query.filter.isEmpty ? .empty : clear)
        """
    }

    private var physician: HTML {
        """
        <div class="sx-field"><label for="medecin">Fiche n°</label>
        <input id="medecin" name="medecin" inputmode="numeric" maxlength="18" autocomplete="off"
        value="\(query.filter.physician.map { String($0) } ?? "")"></div>
        """
    }

    private var clear: HTML {
        "<p><a href=\"\(SiteURL.journal(workspace, .init()))\">Effacer tous les filtres</a></p>"
    }

    private func option(_ value: String, _ label: HTML, _ isCurrent: Bool) -> HTML {
        "<option value=\"\(value)\"\(isCurrent, "selected")>\(label)</option>"
    }

    private var kinds: [HTML] {
        let words: [(AuditAction.Kind, HTML)] = [
            (.read, "Consultations et exports"), (.change, "Modifications"), (.signIn, "Connexions"),
            (.exceptional, "Lectures exceptionnelles"),
        ]
        return [option("", "Toutes", query.filter.kind == nil)]
            + words.map { option($0.rawValue, $1, query.filter.kind == $0) }
    }

    private var actions: [HTML] {
        let sorted = AuditAction.allCases.sorted { $0.french < $1.french }
        return [option("", "Toutes", query.filter.action == nil)]
            + sorted.map { option($0.rawValue, HTML(say: $0.french), query.filter.action == $0) }
    }
}
