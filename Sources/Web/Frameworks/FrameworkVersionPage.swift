import Access
import Frameworks
import Standings
import Vocabulary

/// One version of a référentiel (S22): what it says, where it stands, what it lacks and what it changes.
struct FrameworkVersionPage: Page {
    let version: FrameworkVersion
    let state: FrameworkVersion.State
    let college: CollegeStore.College?
    /// Nil when the text cannot be read.
    let draft: FrameworkDraft?
    let events: [FrameworkVersion.Event]
    let approval: FrameworkVersion.Approval?
    /// The other versions that the reader may see, with their states.
    let others: [(version: FrameworkVersion, state: FrameworkVersion.State)]
    let difference: Difference?
    let session: Session
    let proof: String
    /// It would judge what was done before today.
    let isRetroactive: Bool
    /// The names behind the addresses of the history.
    var people = PersonNames()
    /// The decision that was refused, with what was typed.
    var refused: RefusedDecision?

    /// A form of a decision as it came back.
    struct RefusedDecision: Sendable {
        let part: FrameworkPart
        let sentence: HTML
        let reason: String
        let retroactive: String
    }

    /// What this version changes with respect to an earlier one, in sentences.
    struct Difference: Sendable {
        let base: String
        let sentences: [String]
    }

    var address: FrameworkAddress { FrameworkWords.address(version.key) }
    var title: String {
        "\(refused == nil ? "" : "Erreur : ")\(version.title), version \(version.key.number) – Référentiel"
    }
    var section: Section? { .frameworks }

    var main: HTML {
        """
        <p><a href="\(SiteURL.frameworks(.init()))">Tous les référentiels</a></p>
        <div class="sx-title"><h1>\(version.title)\(say: ", version \(version.key.number)")</h1><p>\(FrameworkWords.state(state))
        \(FrameworkWords.marks(isPartial: version.isPartial, isFictitious: version.isFictitious))</p>\(actions)</div>
        \(refused.map { ErrorSummary(errors: [(decisions.field(of: $0.part), $0.sentence)]).html })
        \(missing)
        \(decisions.html)
        \(Facts(pairs: facts).html)
        \(changes)
        \(text)
        \(history)
        """
    }

    private var decisions: FrameworkDecisions { FrameworkDecisions(page: self) }

    private var actions: HTML {
        let impact: HTML =
            version.stage == .proposed && session.may(.requestImpact)
            ? "<a class=\"sx-button\" href=\"\(SiteURL.frameworkImpact(address, isFollowed: false))\">Effet sur les médecins</a>"
            : .empty
        let signed: HTML =
            version.keyID == nil
            ? .empty
            : """
            <a class="sx-button" href="\(SiteURL.frameworkPart(address, .signedPackage))" download>Télécharger le paquet
            signé (.sxpkg)</a>
            """
        return """
            <p class="sx-actions">\(impact)\(signed)<a class="sx-button" href="\(SiteURL.frameworkPart(address, .package))"
            download>Télécharger le texte (JSON)</a></p>
            """
    }

    private var facts: [(HTML, HTML)] {
        var facts: [(HTML, HTML)] = [
            ("Code officiel", "<code>\(version.officialCode)</code>"),
            ("Conseil national professionnel", college.map { "\($0.name)" } ?? "–"),
            ("Publié le", "\(version.publishedOn)"),
            ("S'applique à partir du", version.effectiveFrom.map { "\($0)" } ?? "non indiqué"),
            ("Source", version.source.isEmpty ? "livré avec Sextant" : "\(say: version.source)"),
            ("Signature", version.keyID.map { "clé <code>\($0)</code>, vérifiée à l'import" } ?? "texte non signé"),
            ("Empreinte du texte", "<code class=\"sx-hash\">\(version.fingerprint)</code>"),
        ]
        if let approval {
            facts.append(
                (
                    "Approuvée",
                    """
                    le \(FrameworkWords.moment(approval.approvedAt)), par \(people[approval.approvedBy]), sur proposition de
                    \(people[approval.proposedBy]), après lecture du rapport d'impact n° \(raw: Int(approval.impact.impactID))
                    """
                ))
        }
        return facts
    }

    private var missing: HTML {
        guard version.stage == .draft else { return .empty }
        guard let draft else {
            return
                "<div class=\"sx-callout warn\"><h2>Ce texte ne peut pas être lu</h2><p>Importez-le de nouveau.</p></div>"
        }
        guard !draft.missing.isEmpty else {
            return """
                <div class="sx-callout"><h2>Rien ne manque</h2><p>Ce brouillon peut être proposé à une autre personne.</p></div>
                """
        }
        let shown = draft.missing.prefix(200).map { part -> HTML in
            "<tr><th scope=\"row\"><code>\(part.path)</code></th><td>\(say: part.what)</td></tr>"
        }
        let rest = draft.missing.count - shown.count
        let more: HTML = rest > 0 ? "<p>Et \(French.count(rest, "autre élément", "autres éléments")).</p>" : .empty
        let table = Table(
            id: "manques", caption: "Éléments manquants, dans l'ordre du texte",
            head: [Table.head("Place dans le paquet"), Table.head("Ce qui manque")], rows: shown, height: .short
        ).html
        return """
            <div class="sx-callout warn"><h2>Ce qui manque</h2>
            <ul>\(draft.summary.map { "<li>\(say: $0)</li>" as HTML })</ul>
            <details><summary>Voir chaque élément</summary>\(table)\(more)</details></div>
            """
    }

    private var changes: HTML {
        guard !others.isEmpty else { return .empty }
        let links = others.map { other -> HTML in
            let url = SiteURL.framework(address, against: other.version.key.number)
            let current: HTML = other.version.key.number == difference?.base ? " aria-current=\"page\"" : .empty
            return
                "<li><a href=\"\(url)#differences\"\(current)>Version \(other.version.key.number), \(other.state.french)</a></li>"
        }
        return """
            <section class="sx-block" aria-labelledby="differences"><h2 id="differences">Différences avec une autre version</h2>
            <nav class="sx-tabs" aria-label="Versions à comparer"><ul>\(links)</ul></nav>\(sentences)</section>
            """
    }

    private var sentences: HTML {
        guard let difference else {
            return
                "<p>Choisissez la version à laquelle comparer celle-ci. Un brouillon incomplet ne se compare pas.</p>"
        }
        let heading: HTML = "<h3>De la version \(difference.base) à la version \(version.key.number)</h3>"
        guard !difference.sentences.isEmpty else { return "\(heading)<p>Aucune différence.</p>" }
        return "\(heading)<ul>\(difference.sentences.map { "<li>\(say: $0)</li>" as HTML })</ul>"
    }

    private var text: HTML {
        if let whole = draft?.whole { return FrameworkTextSection(framework: whole).html }
        return draft.map { FrameworkDraftLines(draft: $0).html } ?? .empty
    }

    private var history: HTML {
        let rows = events.reversed().map { event -> HTML in
            """
            <tr><td>\(FrameworkWords.moment(event.at))</td><td>\(say: event.french.prefix(1).uppercased() + event.french.dropFirst())</td>
            <td>\(event.by == "sextant migrate" ? "installation" : people[event.by])</td><td>\(event.reason.isEmpty ? "–" : "\(say: event.reason)")</td></tr>
            """
        }
        return """
            <section class="sx-block" aria-labelledby="histoire"><h2 id="histoire">Historique</h2>
            \(Table(id: "histoire-legende", caption: "Étapes de cette version, la plus récente d'abord",
                head: [Table.head("Quand"), Table.head("Étape"), Table.head("Par"), Table.head("Motif")], rows: rows).html)</section>
            """
    }
}
