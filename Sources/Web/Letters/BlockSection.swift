import Access
import Letters
import Vocabulary

/// One block of a council, or its sender: what holds, what waits, and the form to propose another.
struct BlockSection {
    let page: BlockListPage
    let kind: CouncilBlock.Kind

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="\(kind.step)-titre"><h2 id="\(kind.step)-titre">\(TemplateWords.name(kind))</h2>
        \(holding)\(conflict)\(waiting)\(lastReturn)\(proposal == nil ? proposing : .empty)</section>
        """
    }

    private var versions: [CouncilBlock] { page.blocks.filter { $0.kind == kind } }
    private var proposal: CouncilBlock? { versions.first { $0.state == .proposed } }
    private var coming: [CouncilBlock] {
        versions.filter { $0.isRevocable(on: page.today) }
            .sorted { ($0.inForceFrom ?? page.today) < ($1.inForceFrom ?? page.today) }
    }
    private var isTyped: Bool { page.typed.block == kind }

    private var holding: HTML {
        let later = coming.map { block -> HTML in
            "<p>À partir du \(block.inForceFrom ?? page.today), publié par \(name(block.publishedBy)) :</p>\(text(block))\(revocation(block))"
        }
        guard let current = CouncilBlock.inForce(versions, on: page.today)[kind] else { return "\(none)\(later)" }
        return """
            <p>\(TemplateWords.badge(CouncilBlock.State.published)) Version \(current.version), en vigueur depuis le
            \(current.inForceFrom ?? page.today), proposée par \(name(current.proposedBy)) et publiée par
            \(name(current.publishedBy)) :</p>\(text(current))\(later)
            """
    }

    private var none: HTML {
        kind == .sender
            ? "<p>Votre conseil n'a pas encore dit sous quel nom il écrit, ni où on lui répond : son nom seul figure dans ses courriers.</p>"
            : "<p class=\"sx-muted\">Aucun texte du conseil.</p>"
    }

    private func name(_ email: String?) -> String { email.map { page.people[$0] } ?? "–" }

    private func text(_ block: CouncilBlock) -> HTML {
        if let sender = block.sender { return SenderForm.facts(sender) }
        return block.lines.isEmpty
            ? "<p class=\"sx-muted\">Aucune ligne : le texte est retiré des courriers.</p>"
            : "<blockquote>\(TemplateWords.paragraph(block.lines.joined(separator: "\n")))</blockquote>"
    }

    private var waiting: HTML {
        guard let block = proposal else { return .empty }
        let isOwn = block.proposer == page.session.personID
        let decide: HTML =
            isOwn
            ? "\(ownProposal)\(withdraw(block))"
            : page.session.may(.publishTemplate)
                ? "\(publish(block))\(sendBack(block))"
                : "<p>Le président, ou la personne qui a sa délégation, le publie ou le renvoie.</p>"
        return """
            <div class="sx-callout"><p>\(TemplateWords.badge(CouncilBlock.State.proposed)) par \(page.people[block.proposedBy]) :</p>
            \(text(block))\(decide)</div>
            """
    }

    /// Whoever publishes alone in the council would wait for ever for the other person.
    private var ownProposal: HTML {
        let way: HTML =
            page.session.may(.publishTemplate)
            ? " S'il n'y en a pas, donnez une délégation, ou laissez un agent instructeur le proposer." : .empty
        return "<p>Vous avez proposé ce texte : une autre personne, qui peut publier, doit le lire.\(way)</p>"
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

    /// A version that is still to come can be taken back by two people.
    private func revocation(_ block: CouncilBlock) -> HTML {
        guard page.session.may(.editTemplates) else { return .empty }
        guard let request = block.revocation else {
            let id = "\(kind.step)-revocation-\(block.version)"
            let errors = page.typed.errors
            let field = FormField.reason(
                id: id, "Pourquoi (obligatoire)", value: isTyped ? page.typed.reason : "", errors: errors)
            return """
                <details\(errors.contains { $0.field == id }, "open")><summary>Demander la révocation de ce texte…</summary>\(form(
                    .revocationRequest, block, "\(field.html)<p><button>Demander la révocation</button></p>"))</details>
                """
        }
        let agree: HTML =
            request.asker == page.session.personID || !page.session.may(.publishTemplate)
            ? "<p>Une autre personne, qui peut publier, doit la confirmer avant ce jour.</p>"
            : form(.revocation, block, "<p><button class=\"sx-danger\">Confirmer la révocation</button></p>")
        return "<p>\(page.people[request.askedBy]) demande de le révoquer : « \(request.reason) »</p>\(agree)"
    }

    private var lastReturn: HTML {
        guard let last = versions.first, last.state == .sentBack, let by = last.endedBy, let reason = last.reason
        else { return .empty }
        return "<p>\(TemplateWords.badge(CouncilBlock.State.sentBack)) par \(page.people[by]) : « \(reason) »</p>"
    }

    /// Whoever typed loses nothing: both texts are on the page.
    private var conflict: HTML {
        guard isTyped, page.typed.isConflict, let proposal else { return .empty }
        let typed: HTML =
            page.typed.sender.map(SenderForm.facts)
            ?? "<blockquote>\(TemplateWords.paragraph(page.typed.lines ?? ""))</blockquote>"
        return """
            <div class="sx-callout warn"><h3>Une autre personne a déjà proposé un texte</h3>
            <p>Le vôtre n'est pas enregistré. Le voici, pour le garder : proposez-le quand celui de
            \(page.people[proposal.proposedBy]) sera publié ou renvoyé.</p>\(typed)</div>
            """
    }

    private var proposing: HTML {
        guard kind == .sender else { return form }
        let latest = versions.first { $0.state == .sentBack || $0.state == .published }?.sender ?? page.sender
        return SenderForm(page: page, latest: latest).html
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
