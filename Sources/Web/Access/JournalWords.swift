import Access
import Vocabulary

/// What the journal keeps, as a person reads it.
enum JournalWords {
    /// What was done; the word itself where a later version of the program wrote it.
    static func verb(_ entry: JournalEntry) -> String { AuditAction(rawValue: entry.action)?.french ?? entry.action }

    /// From where; nil where nothing is known.
    static func origin(_ origin: String?) -> String? { origin == Author.command ? "commande" : origin }

    /// The members of a JSON object as « nom : valeur »; nil where there is none.
    static func facts(_ text: String?) -> String? {
        guard let text, let members = (try? JSON(parsing: text))?.members, !members.isEmpty else { return nil }
        return members.map { "\(names[$0.key] ?? $0.key)\u{A0}: \(value($0.value))" }.joined(separator: " ; ")
    }

    private static func value(_ value: JSON) -> String {
        switch value {
        case .null: return "–"
        case .bool(let truth): return truth ? "oui" : "non"
        case .string(let text): return CalendarDate(iso: text)?.french ?? words[text] ?? text
        default: return value.text
        }
    }

    private static let names = [
        "framework": "référentiel", "hidden_until": "masqué jusqu'au", "kind": "type", "new": "nouveaux",
        "changed": "modifiés", "rejected": "en quarantaine", "read_by": "lu par", "rows": "lignes",
        "drafts": "brouillons",
        "list": "liste", "filter": "filtres", "shown": "empreinte des fiches montrées",
        "lines": "empreinte des lignes montrées", "searches": "recherches", "as_of": "date légale",
        "known_at": "connu au", "records": "états", "provider": "fournisseur", "issuer": "émetteur",
        "person": "personne n°", "role": "rôle", "sessions": "sessions", "until": "jusqu'au", "from": "depuis le",
        "through": "jusqu'au", "reading": "lecture exceptionnelle n°", "access": "nature", "as_role": "vu comme",
        "as_person": "personne vue n°", "cause": "cause", "council": "conseil",
        "items": "éléments", "held": "retenus", "rule": "version des règles", "removed": "effacés", "left": "restés",
        "sha256": "empreinte", "hold": "suspension n°", "whole": "entier", "invitations": "liens à usage unique",
        "attempts": "tentatives", "providers": "connexions par un fournisseur", "api_calls": "appels d'API comptés",
        "api_tokens": "clés d'API", "before_images": "images d'avant",
        "directory_changes": "changements de l'annuaire",
        "alertRules": "première alerte, intervalle, rattrapage", "inForceFrom": "à partir du",
    ]

    private static let words: [String: String] = {
        var words = ["roll": "Tableau", "accounts": "comptes individuels", "rpps": "extraction RPPS"]
        words["view_as"] = "voir comme"
        words["break_glass"] = "accès exceptionnel"
        words["returned"] = "retour à sa session"
        words["signed_out"] = "session fermée"
        words["expired"] = "durée écoulée"
        words["no_longer_allowed"] = "droit perdu"
        words["council_ended"] = "le conseil y a mis fin"
        for role in Role.allCases { words[role.rawValue] = role.french }
        return words
    }()
}

extension French {
    /// `14 h 05`.
    static func clock(_ time: ParisTime) -> String {
        "\(time.hour)\u{A0}h\u{A0}\(time.minute < 10 ? "0" : "")\(time.minute)"
    }

    /// `21/11/2026 à 14 h 05`, heure de Paris.
    static func moment(_ epochSeconds: Int64) -> String {
        let time = ParisTime(epochSeconds: epochSeconds)
        return "\(time.day.french) à \(clock(time))"
    }
}
