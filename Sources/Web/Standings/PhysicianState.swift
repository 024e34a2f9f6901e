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
                <h2>Référentiel à confirmer</h2><p>\(FrameworkChoiceSection(page: page, file: file).reason) Tant que le choix n'est pas fait, aucun avancement n'est
                calculé et aucune alerte n'est envoyée.</p>\(FrameworkChoiceSection(page: page, file: file).form)
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
                \(file.assessed.cycle.map { "\($0.controlDeadline)" as HTML }) inclus (\(CyclePolicy.controlArticle)).</p>
                """)
        case .inCycle: return FrameworkChoiceSection(page: page, file: file).inCycle
        }
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
