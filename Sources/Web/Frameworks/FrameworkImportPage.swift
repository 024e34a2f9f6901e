import Frameworks
import Intake
import Vocabulary

/// The form that brings a package or the ANS list (contracts §9), and what the file would bring.
struct FrameworkImportPage: Page {
    /// A file that was read, kept in the page until it is applied.
    struct Preview: Sendable {
        let fileName: String
        /// The bytes in base 64: a form would change the ends of lines.
        let encoded: String
        let outcome: ImportFrameworks.Outcome
    }

    let proof: String
    var source = ""
    var published: String
    /// Why a version may judge what was done before today; empty when it may not.
    var retroactive = ""
    var preview: Preview?
    var errors: [(field: String, sentence: HTML)] = []

    static let sizeLimit = 24 << 20

    var title: String { errors.isEmpty ? "Importer un référentiel" : "Erreur : Importer un référentiel" }
    var section: Section? { .frameworks }

    var main: HTML {
        """
        <p><a href="\(SiteURL.frameworks(.init()))">Tous les référentiels</a></p>
        <div class="sx-title"><h1>Importer un référentiel</h1></div>
        \(ErrorSummary(errors: errors).html)
        \(preview.map(found))
        \(preview == nil ? form : .empty)
        """
    }

    private var form: HTML {
        """
        <div class="sx-narrow"><p>Le fichier est lu et contrôlé. Rien n'est enregistré avant que vous ne l'appliquiez, et un import ne
        crée que des brouillons : ils ne jugent personne.</p>
        \(PostForm(action: .frameworkImport, proof: proof, isUpload: true, content: """
            <div class="sx-field"><label for="fichier">Fichier</label>
            <span class="hint">Un paquet signé par son CNP (.sxpkg), ou la liste à plat de l'ANS (CSV : code, bloc, libellé).</span>
            <input type="file" id="fichier" name="fichier" required></div>
            <div class="sx-field"><label for="source">Source</label>
            <span class="hint">L'arrêté, la décision du CNP ou la liste, par exemple « arrêté du 26 février 2026 ».</span>
            <input id="source" name="source" value="\(source)" maxlength="300" required autocomplete="off"></div>
            <div class="sx-field"><label for="date">Publié le</label>
            <input type="date" id="date" name="date" value="\(published)" required></div>
            <details\(retroactive.isEmpty ? .empty : " open" as HTML)><summary>Version à effet rétroactif</summary>
            <div class="sx-field"><label for="retroactif">Motif de l'effet rétroactif</label>
            <span class="hint">Seulement si le paquet commence avant aujourd'hui : des actions déjà jugées le seraient de nouveau.</span>
            <input id="retroactif" name="retroactif" value="\(retroactive)" maxlength="500" autocomplete="off"></div></details>
            <p><button class="sx-primary">Lire et contrôler le fichier</button></p>
            """).html)</div>
        """
    }

    private func found(_ preview: Preview) -> HTML {
        let outcome = preview.outcome
        let rows = outcome.drafts.map { draft -> HTML in
            """
            <tr><th scope="row">\(draft.title)<small><code>\(draft.key.framework.rawValue)</code>, version \(draft.key.number)</small>
            <small>\(draft.missing.isEmpty ? "Rien ne manque." : "Il manque : \(say: draft.missing.joined(separator: " ; ")).")</small></th>
            <td>\(effect(draft.effect))</td><td class="num">\(draft.lines)</td></tr>
            """
        }
        return """
            <div class="sx-callout"><h2>« \(preview.fileName) » est lu ; rien n'est encore enregistré</h2>
            <p>\(French.count(outcome.counts.new, "brouillon nouveau", "brouillons nouveaux")),
            \(outcome.counts.changed) à modifier, \(outcome.counts.unchanged) sans changement,
            \(French.count(outcome.counts.rejected, "ligne à corriger", "lignes à corriger")).</p>
            <div class="sx-inline">\(apply(preview))<a class="sx-button" href="\(SiteURL.frameworkImport)">Abandonner</a></div></div>
            \(Table(id: "apport", caption: "Ce que le fichier apporte, par référentiel",
                head: [Table.head("Référentiel, et ce qui lui manque"), Table.head("Effet"), Table.number("Lignes")],
                rows: rows, height: .tall).html)
            \(LotReportSection(report: remarks(outcome.report)).html)\(rejected(preview))
            """
    }

    private func remarks(_ reading: ReadingReport) -> LotReport {
        var report = LotReport()
        report.warnings = reading.warnings
        report.unknownColumns = reading.unknownColumns
        report.ignored = reading.ignored
        return report
    }

    private func effect(_ effect: ImportFrameworks.Effect) -> HTML {
        switch effect {
        case .new: Badge(label: "Nouveau", tone: .good).html
        case .changed: Badge(label: "Modifié", tone: .warn).html
        case .unchanged: Badge(label: "Sans changement").html
        }
    }

    private func apply(_ preview: Preview) -> HTML {
        guard preview.outcome.counts.new + preview.outcome.counts.changed > 0 else { return .empty }
        return again(
            preview, .frameworkImportApplication,
            button: "<button class=\"sx-primary\">Enregistrer les brouillons</button>")
    }

    /// The file that was read, sent once more.
    private func again(_ preview: Preview, _ action: SiteURL, button: HTML) -> HTML {
        PostForm(
            action: action, proof: proof, isUpload: true,
            content: """
                <input type="hidden" name="source" value="\(source)"><input type="hidden" name="date" value="\(published)">
                <input type="hidden" name="retroactif" value="\(retroactive)">
                <input type="hidden" name="nom" value="\(preview.fileName)">
                <input type="hidden" name="contenu" value="\(preview.encoded)">\(button)
                """
        ).html
    }

    private func rejected(_ preview: Preview) -> HTML {
        let lines = preview.outcome.rejected
        guard !lines.isEmpty else { return .empty }
        let rows = lines.prefix(500).map { line -> HTML in
            """
            <tr><th scope="row" class="num">\(line.number)</th><td class="line">\(String(line.text.prefix(300)))</td>
            <td>\(say: line.sentence)</td></tr>
            """
        }
        let table = Table(
            id: "lignes", caption: "Lignes laissées de côté, dans l'ordre du fichier",
            head: [Table.number("Ligne"), Table.head("Texte du fichier"), Table.head("À corriger")], rows: rows,
            height: .tall
        ).html
        let download = again(
            preview, .frameworkImportRejected, button: "<button>Télécharger les lignes à corriger</button>")
        return """
            <h2>Lignes à corriger</h2><p>Téléchargez-les, corrigez-les dans un tableur, et importez le fichier obtenu.</p>
            \(preview.outcome.beyond.map { "<p>\(say: $0)</p>" as HTML } ?? .empty)\(download)\(table)
            """
    }
}
