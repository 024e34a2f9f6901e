import Access
import Frameworks
import Vocabulary

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
            return """
                <p>Ce brouillon pourra être proposé quand plus rien n'y manquera. 
                <a href="\(SiteURL.frameworkImport)">Importez le texte complété</a> : <a href="\(SiteURL.help)#completer">comment
                le compléter et le faire signer</a>.</p>
                """
        }
        return form(
            .proposal, button: "<button class=\"sx-primary\">Proposer cette version</button>",
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
        <details\(isOpen(.withdrawal))><summary>Retirer la proposition</summary>\(form(
            .withdrawal, button: "<button>Retirer la proposition</button>", label: "Motif (obligatoire)",
            isRequired: true, hint: "Le texte redevient un brouillon, qui peut être modifié."))</details>
        """
    }

    private var discard: HTML {
        """
        <details\(isOpen(.removal))><summary>Supprimer le brouillon</summary>\(form(
            .removal, button: "<button class=\"sx-danger\">Supprimer le brouillon</button>",
            label: "Motif (obligatoire)", isRequired: true,
            hint: "Le texte disparaît. Son historique reste, avec le motif."))</details>
        """
    }

    private func form(
        _ part: FrameworkPart, button: HTML, label: HTML, isRequired: Bool, hint: HTML
    ) -> HTML {
        let name = reasonField(part)
        let typed = page.refused.flatMap { $0.part == part ? $0.reason : nil } ?? ""
        return PostForm(
            action: .frameworkPart(page.address, part), proof: page.proof,
            content: """
                <div class="sx-field"><label for="\(name)">\(label)</label><span class="hint">\(hint)</span>
                <input id="\(name)" name="raison" maxlength="500" autocomplete="off" value="\(typed)"\(isRequired, "required")></div>
                \(part == .proposal && page.isRetroactive ? RetroactiveField(page.version, page.refused?.retroactive).html : .empty)
                <p>\(button)</p>
                """
        ).html
    }

    private func isOpen(_ part: FrameworkPart) -> HTML { page.refused?.part == part ? " open" : .empty }

    private func reasonField(_ part: FrameworkPart) -> String { "raison-\(part.rawValue)" }

    /// Where the reader corrects a decision that was refused: its field, else what became of the version.
    func field(of part: FrameworkPart) -> String {
        guard page.session.may(.editFrameworks), page.version.stage != .approved else { return "histoire" }
        let isDraft = page.version.stage == .draft
        let shown: [FrameworkPart] = isDraft ? [.proposal, .removal] : [.withdrawal]
        let isWhole = page.draft?.missing.isEmpty == true
        return shown.contains(part) && (part != .proposal || isWhole) ? reasonField(part) : "decision"
    }
}
