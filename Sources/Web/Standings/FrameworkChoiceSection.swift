import Access
import Progress
import Registry
import Standings
import Vocabulary

/// Which référentiel the council chose, or has to choose, and the form that does it (rule R26-3).
struct FrameworkChoiceSection {
    let page: PhysicianPage
    let file: WorklistCase

    /// What is said once a référentiel judges the physician: who chose it, or that its link is not certain.
    var inCycle: HTML {
        if let choice = page.choice { return chosen(choice.made, by: choice.by) }
        guard file.assessed.certainty == .toConfirm else { return .empty }
        let more: HTML = file.candidates.count > 1 ? ", ou en choisir un autre" : .empty
        let may: HTML = page.mayChoose ? "Vous pouvez l'enregistrer\(more)." : .empty
        return """
            <details\(isOpen)><summary>Pourquoi ce référentiel ?</summary><p>Il est le seul candidat pour la qualification du
            Tableau, mais ce lien reste à confirmer. \(may)</p>\(form)</details>
            """
    }

    private func chosen(_ choice: FrameworkChoice, by name: String) -> HTML {
        let day = CalendarDate(dayNumber: Int32(choice.chosenAt.epochSeconds / 86_400))
        let change: HTML =
            page.mayChoose ? "<details\(isOpen)><summary>Changer de référentiel</summary>\(form)</details>" : .empty
        return """
            <div class="sx-callout"><p>Référentiel « \(page.names.framework(choice.framework)) » choisi par \(name) le \(day).
            Raison : \(choice.reason)</p>\(change)</div>
            """
    }

    private var isOpen: HTML { page.typed.errors.isEmpty ? .empty : " open" }

    /// Why the qualifications settle nothing.
    var reason: HTML {
        let held = page.identity.held(on: page.today).map { page.names.specialty($0) }
        let isOne = held.count == 1
        let subject: HTML =
            isOne ? "La qualification « \(held[0]) »" : "Les qualifications « \(held.joined(separator: ", ")) »"
        switch file.qualifying.count {
        case 0 where file.assessed.specialtyCode == nil: return "Aucune qualification n'est connue au Tableau."
        case 0: return "\(subject) ne \(isOne ? "désigne" : "désignent") aucun référentiel."
        case 1: return "\(subject) ne \(isOne ? "désigne" : "désignent") pas le référentiel avec certitude."
        default: return "\(subject) \(isOne ? "désigne" : "désignent") plusieurs référentiels\(candidates)."
        }
    }

    private var candidates: HTML {
        let titles = file.candidates.map { "« \(page.names.framework($0.rawValue)) »" }
        let rest = file.qualifying.count - titles.count
        let others =
            rest > 0 ? [French.count(rest, "autre sans version en vigueur", "autres sans version en vigueur")] : []
        return titles.isEmpty ? .empty : " : \(say: (titles + others).joined(separator: ", "))"
    }

    /// The form for those who may choose; who may, for the others.
    var form: HTML {
        guard !file.candidates.isEmpty else { return .empty }
        guard page.mayChoose else { return "<p>\(FrameworkChoiceSection.whoMay)</p>" }
        let options = file.candidates.map { id -> HTML in
            """
            <option value="\(id.rawValue)"\(page.typed.framework == id.rawValue, "selected")>\
            \(page.names.framework(id.rawValue))</option>
            """
        }
        return PostForm(
            action: .frameworkChoice(page.code, page.identity.physicianID), proof: page.proof,
            content: """
                \(position)<div class="sx-field"><label for="choix">Référentiel à appliquer</label>
                <select id="choix" name="referentiel" required><option value="">Choisissez un référentiel</option>\(options)</select></div>
                <div class="sx-field"><label for="raison">Raison du choix (obligatoire)</label>
                <input id="raison" name="raison" required maxlength="500" value="\(page.typed.reason)"></div>
                <p><button class="sx-primary">Enregistrer le référentiel</button></p>
                """
        ).html
    }

    /// Keeps the place in the list while the form goes and comes back.
    private var position: HTML {
        guard let list = page.list else { return .empty }
        let text = ([("liste", "1")] + list.pairs).map { "\($0)=\(Query.encode($1))" }.joined(separator: "&")
        return "<input type=\"hidden\" name=\"liste\" value=\"\(text)\">"
    }

    /// Who may choose, straight from the table of rights.
    static var whoMay: HTML {
        let roles = Role.allCases.filter { Policy.may($0, .chooseFramework) }.map { "« \($0.french) »" }
        return HTML(
            say: "Le choix revient aux personnes de votre conseil qui ont le rôle \(roles.joined(separator: ", ")).")
    }
}

extension PhysicianIdentity {
    /// The codes of the qualifications held on a day.
    func held(on day: CalendarDate) -> [String] {
        qualifications.filter { $0.heldFrom <= day && ($0.heldUntil.map { day < $0 } ?? true) }.map(\.specialtyCode)
    }
}
