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
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Modèles de courriers" }
    var section: Section? { .templates }

    var main: HTML {
        """
        <div class="sx-title"><h1>Modèles de courriers</h1><p class="sx-count">\(council.name), au \(today)</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        <p>Les textes nationaux sont les mêmes pour tous les conseils et ne se modifient pas ici. Votre conseil y ajoute ses
        propres textes : une personne les propose, une autre les publie. <a href="\(SiteURL.help)#modeles-aide">Aide</a></p>
        \(previews)
        \(CouncilBlock.Kind.allCases.map { BlockSection(page: self, kind: $0).html })
        \(SenderSection(page: self).html)
        \(words.map(national))
        """
    }

    private var previews: HTML {
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

/// One block of a council: what holds, what waits, and the form to propose another.
struct BlockSection {
    let page: BlockListPage
    let kind: CouncilBlock.Kind

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="\(kind.step)-titre"><h2 id="\(kind.step)-titre">\(TemplateWords.name(kind))</h2>
        \(holding)\(waiting)\(lastReturn)\(proposal == nil ? form : .empty)</section>
        """
    }

    private var versions: [CouncilBlock] { page.blocks.filter { $0.kind == kind } }
    private var proposal: CouncilBlock? { versions.first { $0.state == .proposed } }
    private var published: [CouncilBlock] {
        versions.filter { $0.state == .published }
            .sorted { ($0.inForceFrom ?? page.today) > ($1.inForceFrom ?? page.today) }
    }
    private var isTyped: Bool { page.typed.block == kind }

    private var holding: HTML {
        let coming = published.filter { $0.inForceFrom.map { $0 > page.today } ?? false }.map { block -> HTML in
            "<p>À partir du \(block.inForceFrom ?? page.today) :</p>\(text(block))"
        }
        guard let current = published.first(where: { $0.inForceFrom.map { $0 <= page.today } ?? false }) else {
            return "<p class=\"sx-muted\">Aucun texte du conseil.</p>\(coming)"
        }
        return
            "\(TemplateWords.badge(CouncilBlock.State.published)) depuis le \(current.inForceFrom ?? page.today) :\(text(current))\(coming)"
    }

    private func text(_ block: CouncilBlock) -> HTML {
        block.lines.isEmpty
            ? "<p class=\"sx-muted\">Aucune ligne : le texte est retiré des courriers.</p>"
            : "<blockquote>\(TemplateWords.paragraph(block.lines.joined(separator: "\n")))</blockquote>"
    }

    private var waiting: HTML {
        guard let block = proposal else { return .empty }
        let isOwn = block.proposer == page.session.personID
        let decide: HTML =
            isOwn
            ? "<p>Vous avez proposé ce texte : une autre personne, qui peut publier, doit le lire.</p>\(withdraw(block))"
            : page.session.may(.publishTemplate)
                ? "\(publish(block))\(sendBack(block))"
                : "<p>Le président, ou la personne qui a sa délégation, le publie ou le renvoie.</p>"
        return """
            <div class="sx-callout"><p>\(TemplateWords.badge(CouncilBlock.State.proposed)) par \(page.people[block.proposedBy]) :</p>
            \(text(block))\(decide)</div>
            """
    }

    private func publish(_ block: CouncilBlock) -> HTML {
        let field = FormField(
            id: "\(kind.step)-jour", name: "jour", label: "En vigueur à partir du",
            hint: "Aujourd'hui ou plus tard. Les courriers déjà écrits ne changent pas.",
            value: isTyped && !page.typed.day.isEmpty ? page.typed.day : "\(page.today)", most: 10,
            attributes: " type=\"date\" min=\"\(iso: page.today)\"", errors: page.typed.errors)
        return form(.publication, block, "\(field.html)<p><button class=\"sx-primary\">Publier ce texte</button></p>")
    }

    private func sendBack(_ block: CouncilBlock) -> HTML {
        let field = FormField.reason(
            id: "\(kind.step)-raison", "Pourquoi (obligatoire)", value: isTyped ? page.typed.reason : "",
            errors: page.typed.errors)
        let isOpen = page.typed.errors.contains { $0.field == "\(kind.step)-raison" }
        return """
            <details\(isOpen, "open")><summary>Renvoyer ce texte…</summary>\(form(
                .sendingBack, block, "\(field.html)<p><button>Renvoyer le texte</button></p>"))</details>
            """
    }

    private func withdraw(_ block: CouncilBlock) -> HTML {
        guard page.session.may(.editTemplates) else { return .empty }
        return form(.withdrawal, block, "<p><button>Retirer ma proposition</button></p>")
    }

    private var lastReturn: HTML {
        guard let last = versions.first, last.state == .sentBack, let by = last.endedBy, let reason = last.reason
        else { return .empty }
        return "<p>\(TemplateWords.badge(CouncilBlock.State.sentBack)) par \(page.people[by]) : « \(reason) »</p>"
    }

    private var form: HTML {
        guard page.session.may(.editTemplates) else { return .empty }
        let id = "\(kind.step)-texte"
        let last = versions.first { $0.state == .sentBack || $0.state == .published }
        let value = isTyped ? page.typed.lines ?? "" : (last?.lines ?? []).joined(separator: "\n")
        let faults = page.typed.errors.filter { $0.field == id }.map(\.sentence)
        let error: HTML =
            faults.isEmpty
            ? .empty : "<span class=\"error\" id=\"\(id)-erreur\">\(faults.map { "\($0) " as HTML })</span>"
        let describedBy: HTML =
            faults.isEmpty ? "\(id)-aide" : "\(id)-aide \(id)-erreur\" aria-invalid=\"true"
        let content: HTML = """
            <div class="sx-field"><label for="\(id)">\(TemplateWords.name(kind))</label>
            <textarea id="\(id)" name="texte" rows="\(raw: kind.lines)" maxlength="2000"
            aria-describedby="\(describedBy)">\(value)</textarea>
            <span class="hint" id="\(id)-aide">\(say: TemplateWords.place(kind)) Champs possibles : {conseil}, {plateforme},
            {reponse}, {cnp}. Sans aucune ligne, le texte est retiré des courriers.</span>\(error)</div>
            <p><button>Proposer ce texte</button></p>
            """
        return """
            <details\(!faults.isEmpty, "open")><summary>Proposer un autre texte…</summary>\(PostForm(
                action: .templates(.block(page.council.code, kind, .proposal)), proof: page.proof, content: content).html)</details>
            """
    }

    private func form(_ part: TemplateAddress.BlockPart, _ block: CouncilBlock, _ content: HTML) -> HTML {
        PostForm(
            action: .templates(.block(page.council.code, kind, part)), proof: page.proof,
            content: "<input type=\"hidden\" name=\"version\" value=\"\(raw: block.version)\">\(content)"
        ).html
    }
}
