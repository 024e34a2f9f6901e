import Access
import Frameworks
import Progress
import Vocabulary

/// The form that proposes milestones of a council's own: tried first, then proposed.
struct RulesForm {
    let page: RulesPage

    var html: HTML {
        let fields = AlertOverride.Parameter.allCases.map(field)
        let form = PostForm(
            action: .calendar(.rulesPart(page.council.code, .proposal)), proof: page.proof,
            content: """
                \(fields)\(day)\(reason)<p><button>Proposer ces règles</button></p>
                """)
        return """
            <section class="sx-block" aria-labelledby="proposer"><h2 id="proposer">Proposer d'autres règles</h2>
            <p>Essayez d'abord vos valeurs : <a href="\(SiteURL.calendar(.rehearsal(page.council.code, page.typed.trial)))">la
            répétition</a> dit quels dossiers changeraient de date, sans rien enregistrer. Pour revenir à la règle nationale,
            proposez ses valeurs.</p>\(form.html)</section>
            """
    }

    /// A parameter that the national rule leaves to nobody is sent as it is.
    private func field(_ parameter: AlertOverride.Parameter) -> HTML {
        let value = value(parameter)
        guard let bounds = RulesWords.range(parameter, page.national.alertBounds) else {
            let national = RulesWords.number(parameter, page.national.alerts)
            return "<input type=\"hidden\" name=\"\(parameter.field)\" value=\"\(raw: national)\">"
        }
        return FormField(
            id: parameter.field, name: parameter.field, label: RulesWords.label(parameter),
            hint: "De \(bounds.lowerBound) à \(bounds.upperBound).", value: value, most: 3,
            attributes: " inputmode=\"numeric\"", errors: page.typed.errors
        ).html
    }

    private func value(_ parameter: AlertOverride.Parameter) -> String {
        if let typed = page.typed.values[parameter.field] { return typed }
        let own = page.kept.applied(to: page.national.alerts)
        return String(RulesWords.number(parameter, page.typed.trial?.applied(to: own) ?? own))
    }

    private var day: HTML {
        FormField(
            id: "jour", name: "jour", label: "À partir du", hint: "Demain au plus tôt, dans les deux ans.",
            value: page.typed.values["jour"] ?? "\(page.today.next)", most: 10,
            attributes: " type=\"date\" min=\"\(iso: page.today.next)\"", errors: page.typed.errors
        ).html
    }

    private var reason: HTML {
        FormField.reason(
            "Pourquoi (obligatoire)", value: page.typed.values["raison"] ?? "", errors: page.typed.errors
        ).html
    }
}

/// The words about milestones.
enum RulesWords {
    static func name(_ parameter: AlertOverride.Parameter) -> HTML {
        switch parameter {
        case .firstMilestoneYears: "Première alerte après le début du cycle"
        case .everyYears: "Intervalle entre deux alertes"
        case .catchUpDays: "Rattrapage d'une échéance passée inaperçue"
        }
    }

    static func label(_ parameter: AlertOverride.Parameter) -> HTML {
        switch parameter {
        case .firstMilestoneYears: "Première alerte, en années depuis le début du cycle"
        case .everyYears: "Puis une alerte tous les (années)"
        case .catchUpDays: "Rattrapage d'une échéance passée, en jours"
        }
    }

    static func number(_ parameter: AlertOverride.Parameter, _ policy: AlertPolicy) -> Int {
        switch parameter {
        case .firstMilestoneYears: policy.firstMilestoneYears
        case .everyYears: policy.everyYears
        case .catchUpDays: policy.catchUpDays
        }
    }

    static func range(_ parameter: AlertOverride.Parameter, _ bounds: AlertBounds) -> ClosedRange<Int>? {
        switch parameter {
        case .firstMilestoneYears: bounds.firstMilestoneYears
        case .everyYears: bounds.everyYears
        case .catchUpDays: bounds.catchUpDays
        }
    }

    static func value(_ parameter: AlertOverride.Parameter, _ policy: AlertPolicy) -> HTML {
        amount(parameter, number(parameter, policy))
    }

    static func amount(_ parameter: AlertOverride.Parameter, _ number: Int) -> HTML {
        parameter == .catchUpDays
            ? "\(French.count(number, "jour", "jours"))" : "\(French.count(number, "an", "ans"))"
    }

    /// What a council sets of its own; nil for a national value.
    static func number(_ parameter: AlertOverride.Parameter, _ own: AlertOverride) -> Int? {
        switch parameter {
        case .firstMilestoneYears: own.firstMilestoneYears
        case .everyYears: own.everyYears
        case .catchUpDays: own.catchUpDays
        }
    }

    static func bounds(_ parameter: AlertOverride.Parameter, _ bounds: AlertBounds) -> HTML {
        range(parameter, bounds).map { "de \($0.lowerBound) à \($0.upperBound)" as HTML } ?? "rien d'autre"
    }

    /// « première alerte après 2 ans ; pour le reste, la règle nationale »: what a council sets itself, whatever the
    /// national values are on its first day.
    static func sentence(_ own: AlertOverride) -> HTML {
        guard !own.isEmpty else { return "retour à la règle nationale" }
        let all = AlertOverride.Parameter.allCases.compactMap { parameter in
            number(parameter, own).map { words(parameter, $0) }
        }
        let said = all.dropFirst().reduce(all[0]) { "\($0), \($1)" }
        return all.count == AlertOverride.Parameter.allCases.count
            ? said : "\(said) ; pour le reste, la règle nationale"
    }

    private static func words(_ parameter: AlertOverride.Parameter, _ number: Int) -> HTML {
        switch parameter {
        case .firstMilestoneYears: "première alerte après \(amount(parameter, number))"
        case .everyYears: number == 1 ? "une alerte chaque année" : "une alerte tous les \(number) ans"
        case .catchUpDays: "rattrapage de \(amount(parameter, number))"
        }
    }

    static func badge(_ state: CouncilAlertRules.State) -> HTML {
        switch state {
        case .proposed: Badge(label: "Proposé", tone: .warn).html
        case .published: Badge(label: "Publié", tone: .good).html
        case .superseded: Badge(label: "Remplacé").html
        case .sentBack: Badge(label: "Renvoyé", tone: .alert).html
        case .withdrawn: Badge(label: "Retiré").html
        }
    }
}
