import Access
import Letters
import Vocabulary

/// What a council's letters say: the national words, which it cannot change, and what it adds of its own (S32).
struct BlockListPage: Page {
    let council: Council
    /// The national words in force, by kind.
    let words: [TemplateVersion]
    /// Every version of every block, the latest first.
    let blocks: [CouncilBlock]
    /// The sender of today; the council's name alone where it has said nothing.
    let sender: Sender
    let session: Session
    var people = PersonNames()
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// A form as it came back.
    struct Typed: Sendable {
        var block: CouncilBlock.Kind?
        var lines: String?
        var day = ""
        var reason = ""
        var sender: Sender?
        /// Whether somebody else proposed meanwhile: what was typed is shown beside it.
        var isConflict = false
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Modèles de courriers" }
    var section: Section? { .templates }

    var main: HTML {
        """
        <div class="sx-title"><h1>Modèles de courriers</h1><p class="sx-count">\(council.name), au \(today)</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        <p>Les textes nationaux sont les mêmes pour tous les conseils et ne se modifient pas ici. Votre conseil y ajoute ses
        propres textes : une personne les propose, une autre les publie, son expéditeur compris. <a href="\(SiteURL.help)#modeles-aide">Aide</a></p>
        \(previews)
        \(CouncilBlock.Kind.allCases.map { BlockSection(page: self, kind: $0).html })
        \(words.map(national))
        """
    }

    private var previews: HTML {
        guard session.may(.previewLetters) else {
            return """
                <section class="sx-block" aria-labelledby="apercus"><h2 id="apercus">Aperçu sur vos dossiers</h2>
                <p>Un agent du conseil essaie les textes sur de vrais dossiers.</p></section>
                """
        }
        let waits = blocks.contains { $0.state == .proposed }
        let links = words.map { words -> HTML in
            let url = SiteURL.templates(.preview(council.code, words.kind, proposed: waits))
            return "<li><a href=\"\(url)\">\(TemplateWords.name(words.kind))</a></li>"
        }
        return """
            <section class="sx-block" aria-labelledby="apercus"><h2 id="apercus">Aperçu sur vos dossiers</h2>
            <p>\(waits ? "Avec les textes proposés, comme s'ils étaient publiés." : "Tels que vos courriers partiraient aujourd'hui.")</p>
            <ul>\(links)</ul></section>
            """
    }

    private func national(_ words: TemplateVersion) -> HTML {
        """
        <details><summary>Texte national : \(TemplateWords.name(words.kind)) (\(say: TemplateWords.name(words.key)))</summary>
        <p>\(Badge(label: "Verrouillé").html) Publié pour tous les conseils, en vigueur depuis le \(words.inForceFrom).</p>
        \(TemplateReadingSection(subject: words.subject, mail: words.mail, letter: words.letter, id: words.kind.step,
            heading: "\(TemplateWords.name(words.kind))").html)</details>
        """
    }
}
