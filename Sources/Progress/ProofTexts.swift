public import Vocabulary

extension Verdict {
    /// What is missing for the action to count; nil when it counts.
    var missing: String? {
        switch self {
        case .counted: nil
        case .outsideCycle: "une réalisation dans la période de certification"
        case .notYetDone: "la réalisation complète de l’action"
        case .thresholdNotMet: "la durée ou le nombre demandé par la ligne"
        case .notInFramework: "une ligne du référentiel applicable ou un accord de son CNP"
        case .excludedPractice: "une pratique que le référentiel n’exclut pas"
        case .industryFunded: "l’absence de financement par une industrie de santé"
        case .conditionNotMet: "une condition de la ligne"
        case .roleNotValid: "le rôle demandé par la ligne"
        case .labelPending: "une décision favorable du CNP"
        case .labelRefused: "une nouvelle décision, favorable, du CNP"
        case .labelRevoked: "un label en vigueur le jour de la réalisation"
        case .evidenceMissing: "un justificatif reçu"
        case .evidenceNotAdmissible: "un justificatif d’une nature admise par la ligne"
        case .identical: "une action différente de celle déjà comptée"
        case .alreadyCounted: "une réalisation distincte de celle déjà comptée"
        }
    }

    /// The article behind a verdict that no line explains; nil when the line does.
    var article: String? {
        switch self {
        case .outsideCycle, .notYetDone: "R. 4022-14"
        case .notInFramework: "R. 4022-7, R. 4022-17"
        default: nil
        }
    }
}

extension Thresholds {
    /// The rule that states the first of these thresholds.
    var rule: String {
        if monthlySessions != nil || (years ?? 0) >= 6 { return "R20" }
        if patients != nil { return "R19" }
        if meetings != nil { return "R18" }
        if consultations != nil || weeks != nil || frequency != nil { return "R23" }
        return "R17"
    }

    /// What must be reached, in French; nil when nothing.
    public var sentence: String? {
        var parts: [String] = []
        func add(_ number: Int?, _ one: String, _ several: String) {
            if let number { parts.append("au moins \(number) \(number > 1 ? several : one)") }
        }
        add(years, "an", "ans")
        if let days { parts.append("au moins \(French.decimal(days)) \(days >= 2 ? "jours" : "jour")") }
        add(meetings, "réunion", "réunions")
        if let windowMonths { parts.append("dans une fenêtre de \(windowMonths) mois") }
        add(patients, "patient inclus", "patients inclus")
        add(consultations, "consultation", "consultations")
        if let weeks { parts.append("au moins \(French.decimal(weeks)) \(weeks >= 2 ? "semaines" : "semaine")") }
        add(participations, "participation", "participations")
        if let sessions = monthlySessions {
            let plural = sessions.perMonth > 1 ? "sessions" : "session"
            parts.append("\(sessions.perMonth) \(plural) par mois d’au moins \(sessions.minimumPerSession) lectures")
        }
        if let frequency { parts.append("fréquence \(frequency.french)") }
        if requiresSuccess { parts.append("test réussi") }
        if requiresRegularity { parts.append("participation régulière") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

}

extension Frequency {
    var french: String {
        switch self {
        case .yearly: "annuelle"
        case .monthly: "mensuelle"
        case .weekly: "hebdomadaire"
        case .daily: "quotidienne"
        }
    }
}
