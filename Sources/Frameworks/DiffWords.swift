import Vocabulary

/// The words of differences.
enum DiffWords {
    /// No-break spaces inside « » and before : ; as French asks.
    static func typeset(_ text: String) -> String {
        text.replacing("« ", with: "«\u{A0}").replacing(" »", with: "\u{A0}»").replacing(" :", with: "\u{A0}:")
            .replacing(" ;", with: "\u{202F};")
    }

    static func name(_ line: ActionLine) -> String { "« \(line.label) » (\(line.id))" }

    /// « Bloc 1 : », « Blocs 1 ou 2 : ».
    static func place(_ line: ActionLine) -> String {
        let numbers = line.blocks.map { String($0.number) }
        return numbers.count == 1 ? "bloc \(numbers[0]) : " : "blocs \(numbers.joined(separator: " ou ")) : "
    }

    static func from(_ blocks: [Block]) -> String {
        blocks.count == 1 ? "du bloc \(numbers(blocks))" : "des blocs \(numbers(blocks))"
    }

    static func to(_ blocks: [Block]) -> String {
        blocks.count == 1 ? "au bloc \(numbers(blocks))" : "aux blocs \(numbers(blocks))"
    }

    private static func numbers(_ blocks: [Block]) -> String {
        blocks.map { String($0.number) }.joined(separator: " ou ")
    }

    static func dates(_ old: CalendarDate, _ new: CalendarDate) -> String { "du \(old.inWords) au \(new.inWords)" }

    static func text(_ text: String?) -> String { text.flatMap { $0.isEmpty ? nil : $0 } ?? "aucun" }

    static func number(_ number: Int?) -> String { number.map(String.init) ?? "aucun" }

    static func points(_ points: Double?) -> String { points.map(ThresholdWords.decimal) ?? "aucun" }

    static func all(_ words: [String]) -> String { words.isEmpty ? "vide" : words.joined(separator: ", ") }

    static func evidence(_ kind: String?) -> String { kind.map { EvidenceKind.inWords($0) } ?? "aucun" }

    static func scheme(_ scheme: CountingScheme) -> String {
        switch scheme {
        case .actions: "nombre d'actions"
        case .points: "nombre de points"
        }
    }

    static func versionRule(_ rule: VersionRule?) -> String {
        switch rule {
        case .realisationDate: "version en vigueur le jour de l'action"
        case .cycleStart: "version en vigueur le premier jour du cycle"
        case nil: "celle des règles nationales"
        }
    }

    static func identity(_ identity: Identity) -> String {
        switch identity {
        case .line: "une action par ligne"
        case .object: "une action par ligne et par objet"
        case .occurrence: "une action par ligne, objet et date"
        }
    }

    static func exemption(_ exemption: BlockRule.Exemption?) -> String {
        exemption.map { "\(PackageWords.exemption($0.ground)) (\($0.source))" } ?? "aucune"
    }

    static func criterion(_ criterion: LabellingCriterion) -> (String, String) {
        let condition = criterion.condition.map { ", \($0)" } ?? ""
        return (criterion.id, "\(PackageWords.criterion(criterion.id))\(condition) (\(criterion.source))")
    }

    static func mode(_ mode: LabellingMode) -> String {
        switch mode {
        case .automatic: "reconnue d'office"
        case .onRequest: "label du CNP à demander"
        case .list: "reconnue si elle est dans la liste"
        case .hasMethod: "méthode de la HAS"
        case .cnpLabel: "label du CNP"
        case .hasMethodOrCNPLabel: "méthode de la HAS ou label du CNP"
        case .cnpDecision: "décision du CNP"
        case .unspecified: "non précisée par le texte"
        }
    }

    static func offList(_ mode: LabellingMode?) -> String { mode.map(self.mode) ?? "règle générale (label à demander)" }

    static func variantMode(_ mode: LabellingMode?) -> String { mode.map(self.mode) ?? "celle de la ligne" }

    static func kind(_ kind: ItemList.Kind) -> String {
        switch kind {
        case .indicative: "indicative"
        case .closed: "fermée"
        case .missing: "non connue"
        }
    }
}

/// The words of thresholds, measure by measure.
enum ThresholdWords {
    /// « le seuil passe de 4 à 6 réunions dans une fenêtre de 12 mois », one sentence a measure that changes.
    static func changes(from old: Thresholds, to new: Thresholds) -> [String] {
        guard old != new else { return [] }
        var texts: [String] = []
        let sameWindow = old.windowMonths == new.windowMonths ? new.windowMonths : nil
        let window = sameWindow.map { " dans une fenêtre de \($0) mois" } ?? ""
        func measure(_ old: Double?, _ new: Double?, _ unit: String, _ plural: String, _ tail: String = "") {
            guard old != new else { return }
            func value(_ number: Double) -> String { "\(decimal(number)) \(number < 2 ? unit : plural)\(tail)" }
            switch (old, new) {
            case (let old?, let new?): texts.append("le seuil passe de \(decimal(old)) à \(value(new))")
            case (nil, let new?): texts.append("un seuil est ajouté : \(value(new))")
            case (let old?, nil): texts.append("le seuil de \(value(old)) est supprimé")
            case (nil, nil): break
            }
        }
        measure(old.years.map(Double.init), new.years.map(Double.init), "an", "ans")
        measure(old.days, new.days, "jour", "jours")
        measure(old.meetings.map(Double.init), new.meetings.map(Double.init), "réunion", "réunions", window)
        measure(
            old.windowMonths.map(Double.init), new.windowMonths.map(Double.init), "mois", "mois",
            " pour la fenêtre des réunions")
        measure(old.patients.map(Double.init), new.patients.map(Double.init), "patient", "patients")
        measure(old.consultations.map(Double.init), new.consultations.map(Double.init), "consultation", "consultations")
        measure(old.weeks, new.weeks, "semaine", "semaines")
        measure(
            old.participations.map(Double.init), new.participations.map(Double.init), "participation", "participations")
        return texts + rest(old, new)
    }

    private static func rest(_ old: Thresholds, _ new: Thresholds) -> [String] {
        var texts: [String] = []
        if old.monthlySessions != new.monthlySessions {
            texts.append("les séances passent de « \(sessions(old)) » à « \(sessions(new)) »")
        }
        if old.frequency != new.frequency {
            texts.append("la fréquence passe de « \(frequency(old.frequency)) » à « \(frequency(new.frequency)) »")
        }
        if old.requiresSuccess != new.requiresSuccess {
            texts.append(new.requiresSuccess ? "la réussite est désormais exigée" : "la réussite n'est plus exigée")
        }
        if old.requiresRegularity != new.requiresRegularity {
            texts.append(
                new.requiresRegularity
                    ? "une participation régulière est désormais exigée"
                    : "une participation régulière n'est plus exigée")
        }
        return texts
    }

    private static func sessions(_ thresholds: Thresholds) -> String {
        guard let sessions = thresholds.monthlySessions else { return "aucune" }
        let total = sessions.addsUpMonth ? ", lectures du mois additionnées" : ""
        return "\(sessions.perMonth) par mois, \(sessions.minimumPerSession) lectures chacune\(total)"
    }

    private static func frequency(_ frequency: Frequency?) -> String {
        switch frequency {
        case .yearly: "une fois par an"
        case .monthly: "une fois par mois"
        case .weekly: "une fois par semaine"
        case .daily: "chaque jour"
        case nil: "aucune"
        }
    }

    /// A number with a comma, or a whole one.
    static func decimal(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? number.description.replacing(".", with: ",")
    }
}
