import Progress
import Registry
import Standings
import Vocabulary

/// What stands out of the file in a sentence or two, and what the council has to do about it.
struct PhysicianState {
    let page: PhysicianPage

    var html: HTML {
        guard let file = page.file else {
            return callout(
                """
                <p>Ce médecin n'est pas soumis à la certification périodique dans votre conseil au \(page.today) :
                inscription terminée ou à venir, ou service de santé des armées.</p>
                """)
        }
        return "\(sentence(file))\(lateness(file))"
    }

    private func callout(_ content: HTML) -> HTML { "<div class=\"sx-callout warn\">\(content)</div>" }

    private func sentence(_ file: WorklistCase) -> HTML {
        switch file.assessed.state {
        case .frameworkToConfirm:
            return callout(
                """
                <h2>Référentiel à confirmer</h2><p>\(reason(file)) Tant que le choix n'est pas fait, aucun avancement n'est
                calculé et aucune alerte n'est envoyée.</p>\(choice(file))
                """)
        case .frameworkMissing:
            let extract: HTML =
                file.isExtract
                ? " Seul un extrait en est connu : les verdicts ci-dessous sont indicatifs et ne disent rien de la personne."
                : .empty
            return callout(
                """
                <h2>Référentiel manquant</h2><p>Aucune version entière du référentiel
                \(file.assessed.frameworkCode.map { "« \(page.names.framework($0)) »" as HTML }) n'est en vigueur dans
                Sextant.\(extract) Le médecin est compté, jamais en retard, jamais alerté.</p>
                """)
        case .toVerify:
            return callout(
                """
                <h2>À vérifier</h2><p>La période de certification est terminée. La vérification se fait jusqu'au
                \(file.assessed.cycle.map { "\($0.controlDeadline)" as HTML }) inclus (R. 4022-18).</p>
                """)
        case .inCycle: return certainty(file)
        }
    }

    private func certainty(_ file: WorklistCase) -> HTML {
        guard file.assessed.certainty == .toConfirm else { return .empty }
        return """
            <details><summary>Pourquoi ce référentiel ?</summary><p>Il est le seul candidat pour la qualification du
            Tableau, mais ce lien reste à confirmer. Vous pouvez l'enregistrer, ou en choisir un autre.</p>
            \(choice(file))</details>
            """
    }

    private func reason(_ file: WorklistCase) -> HTML {
        switch file.assessed.candidates.count {
        case 0 where file.assessed.specialtyCode == nil: "Aucune qualification n'est connue au Tableau."
        case 0: "La qualification inscrite au Tableau ne désigne aucun référentiel."
        case 1: "La qualification inscrite au Tableau ne désigne pas le référentiel avec certitude."
        default: "Les qualifications inscrites désignent plusieurs référentiels."
        }
    }

    private func choice(_ file: WorklistCase) -> HTML {
        guard page.mayChoose, !file.candidates.isEmpty else { return .empty }
        let options = file.candidates.map { id -> HTML in
            "<option value=\"\(id.rawValue)\">\(page.names.framework(id.rawValue))</option>"
        }
        return PostForm(
            action: .frameworkChoice(page.code, page.identity.physicianID), proof: page.proof,
            content: """
                <div class="sx-field"><label for="choix">Référentiel à appliquer</label>
                <select id="choix" name="referentiel" required>\(options)</select></div>
                <div class="sx-field"><label for="raison">Raison du choix (obligatoire)</label>
                <input id="raison" name="raison" required maxlength="500"></div>
                <p><button class="sx-primary">Enregistrer le référentiel</button></p>
                """
        ).html
    }

    private func lateness(_ file: WorklistCase) -> HTML {
        guard let lateness = file.assessed.lateness, let standing = file.assessed.standing,
            file.assessed.isLate == true
        else { return .empty }
        let next: HTML =
            file.assessed.nextAlertOn.map { "Prochaine alerte le \($0) si rien ne change." }
            ?? "Aucune alerte n'est prévue d'ici l'échéance."
        return """
            <div class="sx-callout warn"><p>\(French.count(standing.total, "action retenue", "actions retenues")) ; un
            avancement régulier en demanderait \(lateness.expected(on: file.assessed.asOf)) à ce jour. \(next)</p></div>
            """
    }
}
