import Access
import Alerts
import Frameworks
import Progress
import Vocabulary

/// When a council's alerts fall due: the national rule, what the council sets for itself within its bounds, and what
/// waits for a second person (S33).
struct RulesPage: Page {
    let council: Council
    /// The national rule set of the day.
    let national: RuleSet
    /// What the council set for itself, of today; nil under the national rule alone.
    let inForce: AlertOverride?
    /// Everything that was proposed, the latest first.
    let rules: [CouncilAlertRules]
    let session: Session
    var people = PersonNames()
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// A form as it came back, or the values that were tried.
    struct Typed: Sendable {
        var trial: CalendarTrial?
        var values: [String: String] = [:]
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Échéances d'alerte du conseil" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(council.code)))">Toutes les campagnes</a></p>
        <div class="sx-title"><h1>Échéances d'alerte</h1><p class="sx-count">\(council.name), au \(today)</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        <p>Le Conseil national fixe quand une alerte tombe. Entre ses bornes, votre conseil peut fixer ses propres
        échéances : une personne les propose, une autre les publie, et elles ne valent qu'à partir d'un jour à venir. Ce
        qui a été jugé avant reste tel quel. <a href="\(SiteURL.help)#regles-aide">Aide</a></p>
        \(table)\(coming)\(waiting)\(proposal == nil ? form : .empty)\(history)
        """
    }

    private var proposal: CouncilAlertRules? { rules.first { $0.state == .proposed } }

    private var table: HTML {
        let own = kept.applied(to: national.alerts)
        let rows = AlertOverride.Parameter.allCases.map { parameter -> HTML in
            """
            <tr><th scope="row">\(RulesWords.name(parameter))</th>
            <td>\(RulesWords.value(parameter, national.alerts))</td><td>\(RulesWords.value(parameter, own))</td>
            <td>\(RulesWords.bounds(parameter, national.alertBounds))</td></tr>
            """
        }
        return """
            <section aria-labelledby="aujourdhui"><h2 id="aujourdhui">Aujourd'hui</h2>
            \(Table(
                id: "regles-en-vigueur", caption: "Règles nationales et règles de votre conseil",
                head: ["Règle", "Conseil national", "Votre conseil", "Un conseil peut fixer"]
                    .map { Table.head(HTML(say: $0)) },
                rows: rows).html)
            \(dropped)<p class="sx-muted">\(kept.isEmpty ? "Votre conseil suit la règle nationale." : "Votre conseil a fixé ses propres échéances.")
            L'ouverture de la plateforme et l'arrondi sont nationaux.</p></section>
            """
    }

    /// What judges today of what the council set: the bounds may have become narrower since.
    var kept: AlertOverride { (inForce ?? AlertOverride()).within(national.alertBounds) }

    private var dropped: HTML {
        let own = inForce ?? AlertOverride()
        let lines = own.outOfBounds(national.alertBounds).compactMap { parameter -> HTML? in
            RulesWords.number(parameter, own).map { number in
                """
                <p><strong>\(RulesWords.name(parameter)) : votre conseil avait fixé \(RulesWords.amount(parameter, number)). La
                règle nationale en vigueur depuis le \(national.effectiveFrom) ne le laisse plus : la valeur nationale
                s'applique.</strong></p>
                """
            }
        }
        return "\(lines)"
    }

    private var coming: HTML {
        let coming = rules.filter { $0.state == .published && $0.startsOn > today }.sorted { $0.startsOn < $1.startsOn }
        guard !coming.isEmpty else { return .empty }
        return """
            \(coming.map { "<p>À partir du \($0.startsOn) : \(words($0.own)).</p>" as HTML })
            <p class="sx-muted">Pour y renoncer ou les corriger avant ce jour, proposez d'autres règles, ou les valeurs
            nationales, pour le même jour : une fois publiées, elles prennent leur place.</p>
            """
    }

    private func words(_ own: AlertOverride) -> HTML { RulesWords.sentence(own) }

    private var waiting: HTML {
        guard let rules = proposal else { return .empty }
        let decide: HTML =
            rules.proposer == session.personID
            ? "<p>Vous avez proposé ces règles : une autre personne, qui peut publier, doit les lire.</p>\(withdrawal(rules))"
            : session.may(.publishAlertRules)
                ? "\(publication(rules))\(sendingBack(rules))"
                : "<p>Le président, ou la personne qui a sa délégation, les publie ou les renvoie.</p>"
        let trial = CalendarTrial(rules.own.applied(to: national.alerts))
        return """
            <div class="sx-callout"><h2>Proposition en attente</h2>
            <p>Par \(people[rules.proposedBy]), à partir du \(rules.startsOn) : \(words(rules.own)). « \(rules.reason) »</p>
            \(replaced(by: rules))
            <p><a href="\(SiteURL.calendar(.rehearsal(council.code, trial)))">Voir les dossiers dont les dates changeraient si
            ces règles valaient dès aujourd'hui</a></p>
            \(decide)</div>
            """
    }

    private func replaced(by proposal: CouncilAlertRules) -> HTML {
        guard let old = rules.first(where: { $0.state == .published && $0.startsOn == proposal.startsOn }) else {
            return .empty
        }
        return "<p>Elles remplaceront celles qui sont publiées pour ce jour : \(words(old.own)).</p>"
    }

    private func publication(_ rules: CouncilAlertRules) -> HTML {
        form(.publication, rules, "<p><button class=\"sx-primary\">Publier ces règles</button></p>")
    }

    private func sendingBack(_ rules: CouncilAlertRules) -> HTML {
        let field = FormField.reason(
            id: "raison-renvoi", "Pourquoi (obligatoire)", value: typed.values["raison"] ?? "", errors: typed.errors)
        let isOpen = typed.errors.contains { $0.field == "raison-renvoi" }
        return """
            <details\(isOpen, "open")><summary>Renvoyer ces règles…</summary>\(form(
                .sendingBack, rules, "\(field.html)<p><button>Renvoyer les règles</button></p>"))</details>
            """
    }

    private func withdrawal(_ rules: CouncilAlertRules) -> HTML {
        guard session.may(.proposeAlertRules) else { return .empty }
        return form(.withdrawal, rules, "<p><button>Retirer ma proposition</button></p>")
    }

    private func form(_ part: CalendarAddress.RulesPart, _ rules: CouncilAlertRules, _ content: HTML) -> HTML {
        PostForm(
            action: .calendar(.rulesPart(council.code, part)), proof: proof,
            content: "<input type=\"hidden\" name=\"proposition\" value=\"\(raw: Int(rules.id))\">\(content)"
        ).html
    }

    private var form: HTML {
        guard session.may(.proposeAlertRules) else { return .empty }
        return RulesForm(page: self).html
    }

    private var history: HTML {
        let past = rules.filter { $0.state != .proposed }
        guard !past.isEmpty else { return .empty }
        let rows = past.map { rules -> HTML in
            """
            <tr><th scope="row">\(rules.startsOn)</th><td>\(words(rules.own))</td><td>\(RulesWords.badge(rules.state))</td>
            <td>\(people[rules.proposedBy]) : « \(rules.reason) »</td><td>\(end(rules))</td></tr>
            """
        }
        return """
            <section aria-labelledby="historique"><h2 id="historique">Ce qui a été décidé</h2>
            \(Table(
                id: "regles-historique", caption: "Règles proposées par votre conseil, de la plus récente à la plus ancienne",
                head: ["À partir du", "Règles", "État", "Proposées par", "Décision"].map { Table.head(HTML(say: $0)) },
                rows: rows).html)</section>
            """
    }

    private func end(_ rules: CouncilAlertRules) -> HTML {
        let (publisher, ender) = (rules.publishedBy.map { people[$0] }, rules.endedBy.map { people[$0] })
        if let publisher, let ender { return "Publiées par \(publisher), remplacées par \(ender)" }
        return "\(publisher ?? ender ?? "–")\(rules.endedReason.map { " : « \($0) »" as HTML })"
    }
}

extension RulesPage.Typed {
    /// What somebody typed, with what was wrong with it.
    init(_ form: Query, errors: [(field: String, sentence: HTML)]) {
        self.errors = errors
        for name in ["premiere", "tous", "rattrapage", "jour", "raison"] { values[name] = form[name] }
    }
}
