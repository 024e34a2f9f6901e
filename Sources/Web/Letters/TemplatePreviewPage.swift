import Access
import Alerts
import Letters
import Vocabulary

/// The letters of one kind as the first real recipients would have them (S32).
struct TemplatePreviewPage: Page {
    let code: String
    let kind: Letters.Notice.Kind
    let isProposed: Bool
    let letters: [Letter]
    /// Shown where the council has no recipient to try the words on.
    let example: LetterPreview?
    let hasPress: Bool

    /// One letter.
    struct Letter: Sendable {
        let sample: SampleAlert
        let preview: LetterPreview
        let sheet: Sheet
    }

    /// What came of setting it on paper.
    enum Sheet: Sendable {
        /// Nothing sets letters here.
        case none
        case pages(Int)
        /// It cannot be set, and why.
        case refused(String)
    }

    var title: String { "Aperçu : \(TemplateWords.name(kind))" }
    var section: Section? { .templates }

    var main: HTML {
        """
        <p><a href="\(SiteURL.templates(.council(code)))">Modèles de courriers</a></p>
        <h1>Aperçu : \(TemplateWords.name(kind))</h1>
        <p>\(isProposed ? "Avec les textes proposés, comme s'ils étaient publiés aujourd'hui." : "Tels que ces courriers partiraient aujourd'hui.")
        Rien n'est envoyé ni conservé.</p>
        \(hasPress ? .empty : "<div class=\"sx-callout warn\"><p>Aucune lettre ne peut être mise en page sur ce serveur : le nombre de pages et le PDF manquent. Dites-le à l'exploitant de la plateforme.</p></div>")
        \(letters.isEmpty ? none : "\(letters.enumerated().map { section($0.offset + 1, $0.element) })")
        """
    }

    private var none: HTML {
        let text: HTML =
            example.map {
                TemplateReadingSection(
                    subject: $0.text.subject, mail: $0.text.mail, letter: $0.text.letter, heading: "Exemple"
                ).html
            } ?? .empty
        return """
            <div class="sx-empty"><h2>Aucun dossier sur lequel essayer</h2><p>\(whyNone)
            Le texte ci-dessous a les valeurs d'un médecin inventé.</p></div>\(text)
            """
    }

    private var whyNone: HTML {
        [.employer, .employerTold, .employerRetraction].contains(kind)
            ? "L'information d'un employeur n'est jamais essayée sur un médecin réel : sa page montre ses textes avant la décision."
            : """
            La dernière campagne d'alertes de votre conseil n'a aucun destinataire dont l'adresse est connue, ou il n'y en a
            encore aucune.
            """
    }

    private func section(_ rank: Int, _ letter: Letter) -> HTML {
        let url = SiteURL.alerts(.recipient(code, letter.sample.campaign, entry: letter.sample.row.id))
        let header = letter.preview.text.header
        return """
            <section class="sx-block" aria-labelledby="lettre-\(raw: rank)"><h2 id="lettre-\(raw: rank)">\(letter.sample.row.name)</h2>
            <p><a href="\(url)">Voir ce destinataire</a></p>\(hidden(letter.preview))\(sheet(letter.sheet, rank))
            \(header.isEmpty ? .empty : "<h3>En-tête de la lettre</h3>\(TemplateWords.paragraph(header.joined(separator: "\n")))")
            <p>Objet : \(letter.preview.text.subject)</p>
            <h3>Courriel</h3>\(letter.preview.text.mail.map(TemplateWords.paragraph))
            <h3>Lettre sur papier</h3>\(letter.preview.text.letter.map(TemplateWords.paragraph))</section>
            """
    }

    private func hidden(_ preview: LetterPreview) -> HTML {
        guard !preview.hidden.isEmpty else { return .empty }
        let items = preview.hidden.map { field, characters -> HTML in
            "<li>\(TemplateWords.meaning(field)) : \(say: characters.map(\.name).joined(separator: " ; "))</li>"
        }
        return """
            <div class="sx-callout warn"><h3>Des caractères ont été retirés</h3><p>Une lettre ne peut pas les montrer ; corrigez-les
            dans le Tableau.</p><ul>\(items)</ul></div>
            """
    }

    private func sheet(_ sheet: Sheet, _ rank: Int) -> HTML {
        switch sheet {
        case .none: return .empty
        case .pages(let pages):
            let url = SiteURL.templates(.previewFile(code, kind, proposed: isProposed, rank: rank))
            return """
                <p>\(French.count(pages, "page", "pages")) : <a href="\(url)" download>télécharger le PDF<span class="sx-hidden"> de
                la lettre \(rank)</span></a> (chaque page porte « APERÇU : ne pas envoyer »)</p>
                """
        case .refused(let sentence):
            return
                "<div class=\"sx-callout warn\"><p>Cette lettre ne peut pas être mise en page : \(say: sentence)</p></div>"
        }
    }
}
