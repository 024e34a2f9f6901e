import Progress
import Registry
import Standings
import Vocabulary

/// The files assigned to an elected member: where their day begins.
struct OwnFilesPage: Page {
    /// A physician's file and until when it is open to the reader.
    struct File: Sendable {
        let identity: PhysicianIdentity
        /// Nil when the physician is not subject to certification here on this day.
        let file: WorklistCase?
        let until: CalendarDate?
    }

    let code: String
    let files: [File]
    let today: CalendarDate

    var title: String { "Mes dossiers" }
    var section: Section? { .ownFiles }

    var main: HTML {
        """
        <div class="sx-title"><h1>Mes dossiers</h1><p class="sx-count">au \(today)</p></div>
        \(files.isEmpty ? empty : table)
        """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun dossier ne vous est confié</h2><p>Un agent instructeur ou le président vous confie un
        dossier depuis la fiche du médecin : il apparaît alors ici, et vous pouvez en consulter la fiche.</p></div>
        """
    }

    private var table: HTML {
        Table(
            id: "dossiers", caption: "\(French.count(files.count, "dossier confié", "dossiers confiés"))",
            head: [
                Table.head("Médecin"), Table.head("État"), Table.head("Échéance"), Table.head("Avancement"),
                Table.head("Confié jusqu'au"),
            ], rows: files.map(row)
        ).html
    }

    private func row(_ entry: File) -> HTML {
        let url = SiteURL.physician(code, entry.identity.physicianID, from: nil)
        let state: HTML = entry.file.map { HTML(say: $0.assessed.state.french) } ?? "non soumis à ce jour"
        let end: HTML = entry.file?.assessed.cycle.map { "\($0.end)" } ?? "–"
        return """
            <tr><th scope="row"><a href="\(url)">\(entry.identity.displayName)</a></th><td>\(state)</td><td>\(end)</td>
            <td>\(progress(entry))</td><td>\(entry.until.map { "\($0.adding(days: -1))" as HTML } ?? "–")</td></tr>
            """
    }

    private func progress(_ entry: File) -> HTML {
        guard let file = entry.file, !file.isExtract, let standing = file.standing else { return "–" }
        return ProgressBar(counted: standing.total, required: standing.required.total).html
    }
}
