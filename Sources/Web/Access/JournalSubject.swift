import Access
import Vocabulary

/// What an event of the journal is about, in words, with a link where this reader may open it.
struct JournalSubject {
    let workspace: Workspace
    let session: Session
    /// The versions that reports of impact are about, by the number of the report.
    let impacts: [Int64: FrameworkAddress]

    /// `physician:123`, `lot:4`, `framework:urologie:2`…, as a person reads it.
    func html(_ subject: String?) -> HTML {
        guard let subject else { return "–" }
        let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let words = words(parts[0], parts[1]) else { return "\(subject)" }
        return link(parts[0], parts[1]).map { "<a href=\"\($0)\">\(words)</a>" } ?? words
    }

    /// Nil for a kind that a later version of the program wrote.
    private func words(_ kind: String, _ name: String) -> HTML? {
        if let known = JournalSubject.numbered[kind] {
            guard let number = Query.id(name) else { return nil }
            return "\(known) n° \(raw: Int(number))"
        }
        switch kind {
        case "framework":
            guard let address = JournalSubject.version(name) else { return nil }
            return "Référentiel \(address.framework), version \(address.version)"
        case "specialty": return "Spécialité \(name)"
        case "key": return "Clé de signature \(name)"
        case "standings": return CalendarDate(iso: name).map { "Situations au \($0)" }
        case "page": return "Page \(name)"
        case "provider": return "Fournisseur d'identité \(name)"
        default: return nil
        }
    }

    private static let numbered: [String: HTML] = [
        "physician": "Fiche", "lot": "Import", "person": "Personne", "impact": "Rapport d'impact",
        "absence": "Absence", "delegation": "Délégation", "token": "Accès de l'API", "notice": "Avis",
        "reading": "Lecture exceptionnelle", "purge": "Purge", "campaign": "Campagne d'alertes", "entry": "Alerte",
        "job": "Tâche de la file", "post-lot": "Lot de lettres", "alert_rules": "Échéances du conseil",
        "contact-round": "Demande d'adresses",
    ]

    private func link(_ kind: String, _ name: String) -> SiteURL? {
        switch kind {
        case "framework" where session.may(.readFrameworks):
            return JournalSubject.version(name).map { .framework($0, against: nil) }
        case "specialty" where session.may(.readFrameworks): return .specialties(code: name)
        case "impact" where session.may(.readImpact):
            return Query.id(name).flatMap { impacts[$0] }.map { .frameworkImpact($0, isFollowed: false) }
        case "absence" where session.may(.readMembers), "delegation" where session.may(.readMembers):
            return .members(workspace)
        case "token" where session.may(.manageTokens): return .apiTokens(workspace)
        default: return ofCouncil(kind, name)
        }
    }

    /// What only a departmental council has.
    private func ofCouncil(_ kind: String, _ name: String) -> SiteURL? {
        guard case .council(let code) = workspace, let number = Query.id(name) else { return nil }
        switch kind {
        case "physician" where session.may(.readFile, on: .fileNotAssigned): return .physician(code, number, from: nil)
        case "lot" where session.may(.readImports): return .lot(code, number, page: 1)
        case "post-lot" where session.may(.readAlerts): return .postalLots(.lot(code, number))
        case "campaign" where session.may(.readAlerts): return .alerts(.campaign(code, number))
        case "contact-round" where session.may(.readAlerts): return .contacts(.list(code))
        case "purge" where session.may(.readRetention): return .personalData(.purge(code, number))
        case "notice" where session.may(.acknowledgeNotice), "reading" where session.may(.acknowledgeNotice):
            return .reading(.notices(code))
        default: return nil
        }
    }

    /// `urologie:2`, the référentiel and the number of its version.
    private static func version(_ name: String) -> FrameworkAddress? {
        let parts = name.split(separator: ":").map(String.init)
        guard parts.count == 2, parts.allSatisfy(Query.isFrameworkCode) else { return nil }
        return FrameworkAddress(parts[0], parts[1])
    }

    /// The numbers of the reports of impact among these entries.
    static func impacts(in entries: [JournalEntry]) -> Set<Int64> {
        Set(
            entries.compactMap { entry in
                guard let subject = entry.subject, subject.hasPrefix("impact:") else { return nil }
                return Query.id(String(subject.dropFirst(7)))
            })
    }
}
