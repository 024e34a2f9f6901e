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
    var error: HTML?

    var address: FrameworkAddress { FrameworkWords.address(version.key) }
    var title: String {
        "\(error == nil ? "" : "Erreur : ")Effet sur les médecins – \(version.title), version \(version.key.number)"
    }
    var section: Section? { .frameworks }
    var refreshSeconds: Int? { isFollowed && isRunning ? 5 : nil }

    private var isRunning: Bool { run?.state == .queued || run?.state == .running }
    private var isOfCouncil: Bool { session.membership.council.kind == .departmental }

    var main: HTML {
        """
        <p>\(back)</p>
        <div class="sx-title"><h1>Effet sur les médecins</h1><p>\(version.title)\(say: ", version \(version.key.number)")
        \(FrameworkWords.marks(isPartial: version.isPartial, isFictitious: version.isFictitious))</p>\(actions)</div>
        \(error.map { ErrorSummary(errors: [("decision", $0)]).html })
        \(state)\(report.map { ImpactReportSection(page: self, report: $0).html })\(decision)\(request)
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
            <p>\(ProgressBar(counted: run.councilsDone, required: max(1, run.councils)).html) \(progress)</p><p>\(follow)</p></div>
            """
    }

    private func stale(_ reason: HTML) -> HTML {
        """
        <div class="sx-callout warn"><h2>Ce rapport n'est plus à jour</h2><p>En effet, \(reason). Il ne peut plus être accepté :
        demandez un nouveau calcul.</p></div>
        """
    }

    private var request: HTML {
        guard session.may(.requestImpact), version.stage == .proposed, !isRunning else { return .empty }
        let day = max(today, version.effectiveFrom ?? today)
        let form = PostForm(
            action: .frameworkImpact(address, isFollowed: false), proof: proof,
            content: """
                <div class="sx-field"><label for="date">Juger les médecins à la date du</label>
                <span class="hint">Par défaut, le premier jour de la version, ou aujourd'hui s'il est passé.</span>
                <input type="date" id="date" name="date" value="\(iso: day)" required></div>
                <p><button\(run == nil ? " class=\"sx-primary\"" as HTML : .empty)>Calculer l'effet</button></p>
                """
        ).html
        return """
            <section class="sx-block" aria-labelledby="calcul">
            <h2 id="calcul">\(run == nil ? "Calculer l'effet" : "Demander un nouveau calcul")</h2>\(form)</section>
            """
    }

    private var decision: HTML {
        guard session.may(.approveFramework), version.stage == .proposed, isCurrent, let hash = run?.reportHash else {
            return .empty
        }
        let isOwn = proposer.map { !FrameworkVersion.isAnotherPerson(session.email, than: $0) } ?? false
        guard !isOwn else {
            return """
                <section class="sx-block" id="decision" aria-labelledby="decision-titre"><h2 id="decision-titre">Approbation</h2>
                <p>Vous avez proposé cette version : une autre personne du CNCP doit lire ce rapport et l'approuver.</p></section>
                """
        }
        let form = PostForm(
            action: .frameworkPart(address, .approval), proof: proof,
            content: """
                <input type="hidden" name="rapport" value="\(hash)">
                <div class="choice"><input type="checkbox" id="lu" name="lu" value="oui" required>
                <label for="lu">J'ai lu ce rapport et j'approuve la publication.</label></div>
                <div class="sx-field"><label for="raison">Observation (facultatif)</label>
                <input id="raison" name="raison" maxlength="500" autocomplete="off"></div>
                <p><button class="sx-primary">Approuver la publication</button></p>
                """
        ).html
        return """
            <section class="sx-block" id="decision" aria-labelledby="decision-titre"><h2 id="decision-titre">Approbation</h2>
            <p>Une version approuvée ne se modifie plus et ne se retire plus : elle devient la règle à partir du
            \(version.effectiveFrom ?? version.publishedOn).</p>\(form)</section>
            """
    }
}
