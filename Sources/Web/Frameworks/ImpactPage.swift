import Access
import Frameworks
import Postgres
import Standings
import Vocabulary

/// What a proposed version would change for physicians: asked for, computed, read, accepted.
struct ImpactPage: Page {
    let version: FrameworkVersion
    /// The newest report, whatever its state.
    let run: ImpactRun?
    /// Nil until it is whole.
    let report: ImpactReport?
    /// Id of a line → its words, in the proposed text and in the earlier ones.
    let lines: [String: String]
    /// Earlier whole reports of the version whose numbers differ.
    let earlier: [Earlier]
    /// What the version changes with respect to the one before it; nil when there is none before.
    let difference: FrameworkVersionPage.Difference?
    /// It would judge what was done before today.
    let isRetroactive: Bool
    /// Seconds since the newest report was asked for.
    let waited: Int64
    /// Whether text and rules are still those that the report is about.
    let isCurrent: Bool
    /// Who proposed the version.
    let proposer: String?
    let names: CatalogueNames
    let councils: [String: String]
    let session: Session
    let proof: String
    let today: CalendarDate
    var isFollowed = false
    /// The names behind the addresses.
    var people = PersonNames()
    /// What was typed into a form that was refused.
    var typed = Typed()

    /// A form of the page as it came back.
    struct Typed: Sendable {
        var errors: [(field: String, sentence: HTML)] = []
        var reason = ""
        var retroactive = ""
        var isRead = false
    }

    /// A report that the newest one replaces.
    struct Earlier: Sendable {
        let run: ImpactRun
        /// How many physicians it said were touched, as the reader may see it.
        let changed: String
    }

    /// Seconds after which a report that waits is said to be forgotten: the worker looks every half minute.
    static let patience: Int64 = 180

    var address: FrameworkAddress { FrameworkWords.address(version.key) }
    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")Effet sur les médecins – \(version.title), version \(version.key.number)"
    }
    var section: Section? { .frameworks }
    var refreshSeconds: Int? { isFollowed && isRunning ? 5 : nil }

    var isRunning: Bool { run?.state == .queued || run?.state == .running }
    private var isOfCouncil: Bool { session.membership.council.kind == .departmental }

    var main: HTML {
        """
        <p>\(back)</p>
        <div class="sx-title"><h1>Effet sur les médecins</h1><p>\(version.title)\(say: ", version \(version.key.number)")
        \(FrameworkWords.marks(isPartial: version.isPartial, isFictitious: version.isFictitious))</p>\(actions)</div>
        \(ErrorSummary(errors: typed.errors).html)
        \(state)\(changes)\(report.map { ImpactReportSection(page: self, report: $0).html })\(ImpactDecision(page: self).html)
        """
    }

    private var back: HTML {
        isOfCouncil
            ? "<a href=\"\(SiteURL.frameworks(.init()))\">Tous les référentiels</a>"
            : "<a href=\"\(SiteURL.framework(address, against: nil))\">Retour à la version</a>"
    }

    private var actions: HTML {
        guard report != nil else { return .empty }
        return """
            <p class="sx-actions"><a class="sx-button" href="\(SiteURL.frameworkPart(address, .impactFile))" download>Exporter
            (CSV)</a></p>
            """
    }

    /// What the version changes, for a council that cannot open its text, and from which day on.
    private var changes: HTML {
        let start: HTML = version.effectiveFrom.map { "<p>Premier jour d'application : \($0).</p>" } ?? .empty
        let list: HTML =
            difference.map { difference in
                difference.sentences.isEmpty
                    ? "<p>Aucune différence avec la version \(difference.base).</p>"
                    : """
                    <h3>De la version \(difference.base) à la version \(version.key.number)</h3>
                    <ul>\(difference.sentences.map { "<li>\(say: $0)</li>" as HTML })</ul>
                    """
            } ?? "<p>C'est la première version de ce référentiel.</p>"
        return """
            <section class="sx-block" aria-labelledby="changements"><h2 id="changements">Ce que cette version change</h2>
            \(start)\(list)</section>
            """
    }

    private var state: HTML {
        guard let run else {
            return """
                <div class="sx-empty"><h2>Aucun rapport</h2><p>L'effet de cette version n'a pas encore été calculé. Le calcul juge
                deux fois chaque médecin concerné, sans toucher aux situations en vigueur ; il dure de quelques secondes à
                quelques minutes.</p></div>
                """
        }
        switch run.state {
        case .queued, .running: return running(run)
        case .done: return isCurrent ? .empty : stale("le texte ou les règles ont changé depuis le calcul")
        case .stale: return stale("le texte ou les règles ont changé pendant le calcul")
        case .failed:
            return """
                <div class="sx-callout warn"><h2>Le calcul s'est arrêté</h2><p>Une erreur est survenue de notre côté ; aucune
                situation n'a changé. Demandez un nouveau calcul.</p></div>
                """
        case .cancelled:
            return
                "<div class=\"sx-callout warn\"><h2>Calcul abandonné</h2><p>Aucun chiffre n'en a été gardé.</p></div>"
        }
    }

    private func running(_ run: ImpactRun) -> HTML {
        let progress: HTML =
            run.councils == 0
            ? "Le calcul attend son tour."
            : "\(run.councilsDone) sur \(French.count(run.councils, "conseil", "conseils"))."
        let follow: HTML =
            isFollowed
            ? """
            La page s'actualise toutes les 5 secondes.
            <a href="\(SiteURL.frameworkImpact(address, isFollowed: false))">Arrêter l'actualisation</a>
            """
            : """
            <a href="\(SiteURL.frameworkImpact(address, isFollowed: true))">Suivre l'avancement</a> (la page s'actualisera
            toutes les 5 secondes). Vous pouvez aussi la fermer et revenir.
            """
        return """
            <div class="sx-callout" role="status"><h2>Calcul en cours</h2>
            <p>\(ProgressBar(counted: run.councilsDone, required: max(1, run.councils)).html) \(progress)</p>\(forgotten)
            <p>\(follow)</p>\(abandonment)</div>
            """
    }

    /// Nobody has taken the report for minutes: who can do something about it, and what.
    private var forgotten: HTML {
        guard run?.state == .queued, waited > ImpactPage.patience else { return .empty }
        return """
            <p><strong>Aucune tâche de fond ne répond depuis \(French.count(Int(waited / 60), "minute", "minutes")).</strong>
            La personne qui administre Sextant doit vérifier que « sextant worker » est en marche.</p>
            """
    }

    private var abandonment: HTML {
        guard session.may(.requestImpact) else { return .empty }
        return PostForm(
            action: .frameworkPart(address, .impactAbandonment), proof: proof,
            content: "<p><button>Abandonner ce calcul</button></p>"
        ).html
    }

    private func stale(_ reason: HTML) -> HTML {
        """
        <div class="sx-callout warn"><h2>Ce rapport n'est plus à jour</h2><p>En effet, \(reason). Il ne peut plus être accepté :
        demandez un nouveau calcul.</p></div>
        """
    }
}
