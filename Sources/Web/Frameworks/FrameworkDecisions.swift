import Access
import Frameworks

/// What the reader may do with a version, each as a form that asks why.
struct FrameworkDecisions {
    let page: FrameworkVersionPage

    var html: HTML {
        guard page.session.may(.editFrameworks), page.version.stage != .approved else { return .empty }
        let content: HTML = page.version.stage == .draft ? "\(propose)\(discard)" : "\(next)\(withdraw)"
        return """
            <section id="decision" class="sx-block" aria-labelledby="decision-titre">
            <h2 id="decision-titre">Décider</h2>\(content)</section>
            """
    }

    private var propose: HTML {
        guard page.draft?.missing.isEmpty == true else {
            return "<p>Ce brouillon pourra être proposé quand plus rien n'y manquera. Importez le texte complété.</p>"
        }
        return form(
            .proposal, id: "proposer", button: "<button class=\"sx-primary\">Proposer cette version</button>",
            label: "Motif (facultatif)", isRequired: false,
            hint: "Le texte sera figé. Une autre personne lira son effet et l'approuvera.")
    }

    private var next: HTML {
        let url = SiteURL.frameworkImpact(page.address, isFollowed: false)
        return """
            <p>Cette version attend qu'une autre personne du CNCP lise son <a href="\(url)">effet sur les médecins</a> et
            l'approuve.</p>
            """
    }

    private var withdraw: HTML {
        """
        <details><summary>Retirer la proposition</summary>\(form(
            .withdrawal, id: "retirer", button: "<button>Retirer la proposition</button>", label: "Motif (obligatoire)",
            isRequired: true, hint: "Le texte redevient un brouillon, qui peut être modifié."))</details>
        """
    }

    private var discard: HTML {
        """
        <details><summary>Supprimer le brouillon</summary>\(form(
            .removal, id: "supprimer", button: "<button class=\"sx-danger\">Supprimer le brouillon</button>",
            label: "Motif (obligatoire)", isRequired: true,
            hint: "Le texte disparaît. Son historique reste, avec le motif."))</details>
        """
    }

    private func form(
        _ part: FrameworkPart, id: StaticString, button: HTML, label: HTML, isRequired: Bool, hint: HTML
    ) -> HTML {
        let name = "raison-\(id)"
        return PostForm(
            action: .frameworkPart(page.address, part), proof: page.proof,
            content: """
                <div class="sx-field"><label for="\(name)">\(label)</label><span class="hint">\(hint)</span>
                <input id="\(name)" name="raison" maxlength="500" autocomplete="off"\(isRequired, "required")></div>
                <p>\(button)</p>
                """
        ).html
    }
}
