import Access
import Frameworks
import Standings
import Vocabulary

/// What the reader may do on the page of a version's effect: approve, refuse, ask for another report.
struct ImpactDecision {
    let page: ImpactPage

    var html: HTML { "\(decision)\(request)" }

    private var version: FrameworkVersion { page.version }

    private var request: HTML {
        guard page.session.may(.requestImpact), version.stage == .proposed, !page.isRunning else { return .empty }
        let start = version.effectiveFrom ?? page.today
        let form = PostForm(
            action: .frameworkImpact(page.address, isFollowed: false), proof: page.proof,
            content: """
                <p>Les médecins seront jugés au \(max(page.today, start)) : le premier jour de la version, ou aujourd'hui s'il est
                passé.</p>
                <p><button\(page.run == nil ? " class=\"sx-primary\"" as HTML : .empty)>Calculer l'effet</button></p>
                """
        ).html
        return """
            <section class="sx-block" aria-labelledby="calcul">
            <h2 id="calcul">\(page.run == nil ? "Calculer l'effet" : "Demander un nouveau calcul")</h2>\(form)</section>
            """
    }

    private var decision: HTML {
        guard page.session.may(.approveFramework), version.stage == .proposed else { return .empty }
        let isOwn = page.proposer.map { !FrameworkVersion.isAnotherPerson(page.session.email, than: $0) } ?? false
        let content: HTML
        if isOwn {
            content = """
                <p>Vous avez proposé cette version : une autre personne du CNCP doit lire ce rapport et l'approuver.</p>
                """
        } else {
            content = "\(approval)\(refusal)"
        }
        return """
            <section class="sx-block" id="decision" aria-labelledby="decision-titre">
            <h2 id="decision-titre">Approbation</h2>\(content)</section>
            """
    }

    private var approval: HTML {
        guard page.isCurrent, let run = page.run, let hash = run.reportHash else {
            return "<p>Pour l'approuver, lisez d'abord un rapport à jour.</p>"
        }
        let form = PostForm(
            action: .frameworkPart(page.address, .approval), proof: page.proof,
            content: """
                <input type="hidden" name="rapport" value="\(hash)">
                <div class="choice"><input type="checkbox" id="lu" name="lu" value="oui" required\(page.typed.isRead, "checked")>
                <label for="lu">J'ai lu ce rapport et j'approuve la publication.</label></div>
                \(page.isRetroactive ? RetroactiveField(version, page.typed.retroactive).html : .empty)
                <div class="sx-field"><label for="raison">Observation (facultatif)</label>
                <input id="raison" name="raison" maxlength="500" autocomplete="off" value="\(page.typed.reason)"></div>
                <p><button class="sx-primary">Approuver la publication</button></p>
                """
        ).html
        return "<p>Ce rapport juge les médecins au \(run.asOf). \(earlier)</p><p>\(consequence)</p>\(form)"
    }

    /// Earlier reports that said something else: the one that is read last is not the only one there is.
    private var earlier: HTML {
        guard !page.earlier.isEmpty, let report = page.report else { return .empty }
        let words = page.earlier.map { other -> HTML in
            "le rapport n° \(raw: Int(other.run.id.number)), au \(other.run.asOf), \(other.changed) ; "
        }
        return """
            Des rapports antérieurs de cette version donnaient d'autres chiffres. Médecins touchés : \(words)celui-ci,
            \(report.total[.changed].text).
            """
    }

    private var consequence: HTML {
        let start = version.effectiveFrom ?? version.publishedOn
        let rule: HTML =
            start > page.today
            ? "elle devient la règle à partir du \(start)."
            : "elle devient la règle aussitôt, pour toutes les actions réalisées depuis le \(start)."
        return "Une version approuvée ne se modifie plus et ne se retire plus : \(rule)"
    }

    private var refusal: HTML {
        PostForm(
            action: .frameworkPart(page.address, .withdrawal), proof: page.proof,
            content: """
                <input type="hidden" name="refus" value="oui"><h3>Refuser</h3>
                <div class="sx-field"><label for="motif-refus">Motif du refus (obligatoire)</label>
                <span class="hint">Le texte redevient un brouillon ; son auteur lira ce motif dans l'historique.</span>
                <input id="motif-refus" name="raison" maxlength="500" autocomplete="off" required></div>
                <p><button>Refuser la publication</button></p>
                """
        ).html
    }
}
