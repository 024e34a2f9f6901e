import Registry
import Vocabulary

/// Corrects the référentiels of a specialty: typed, then confirmed once the number of physicians is known.
struct SpecialtyLinkForm {
    let page: SpecialtiesPage
    let link: SpecialtyStore.Link

    private var typed: SpecialtiesPage.TypedLink {
        page.typed
            ?? .init(candidates: link.candidates, certainty: link.certainty, source: "", date: "\(page.today)")
    }

    var html: HTML {
        guard let physicians = typed.physicians else { return form }
        return "\(confirmation(physicians))\(form)"
    }

    private func confirmation(_ physicians: Int) -> HTML {
        let names = typed.candidates.map { "« \(page.titles[$0] ?? $0) »" }.joined(separator: ", ")
        let hidden = typed.candidates.map { "<input type=\"hidden\" name=\"candidats\" value=\"\($0)\">" as HTML }
        let certainty = SpecialtiesPage.certainties.first { $0.word == typed.certainty }?.label ?? .empty
        return """
            <div class="sx-callout warn" id="confirmer"><h3>Confirmer la correspondance</h3>
            <p>À partir du \(CalendarDate(iso: typed.date).map { "\($0)" as HTML }), « \(link.label) » désignera
            \(say: names.isEmpty ? "aucun référentiel" : names). Certitude : \(certainty).</p>
            <p><strong>Au RPPS, \(French.count(physicians, "médecin porte", "médecins portent")) cette spécialité.</strong> Leur
            situation sera calculée de nouveau, sauf si leur conseil a choisi leur référentiel. Une correspondance ne s'efface
            pas : pour revenir en arrière, enregistrez-en une nouvelle.</p>
            \(PostForm(action: .specialties(code: nil), proof: page.proof, content: """
                <input type="hidden" name="code" value="\(link.code)">\(hidden)
                <input type="hidden" name="certitude" value="\(typed.certainty)">
                <input type="hidden" name="source" value="\(typed.source)">
                <input type="hidden" name="date" value="\(typed.date)"><input type="hidden" name="confirme" value="oui">
                <p><button class="sx-primary">Confirmer la correspondance</button></p>
                """).html)</div>
            """
    }

    private var form: HTML {
        let options = page.titles.sorted { $0.key < $1.key }.map { code, name -> HTML in
            "<option value=\"\(code)\"\(typed.candidates.contains(code), "selected")>\(code) – \(name)</option>"
        }
        let choices = SpecialtiesPage.certainties.map { word, label -> HTML in
            """
            <div class="choice"><input type="radio" id="certitude-\(word)" name="certitude" value="\(word)"\
            \(typed.certainty == word, "checked")><label for="certitude-\(word)">\(label)</label></div>
            """
        }
        return """
            <h3>Corriger</h3>\(PostForm(action: .specialties(code: nil), proof: page.proof, content: """
                <input type="hidden" name="code" value="\(link.code)">
                <div class="sx-field"><label for="candidats">Référentiels possibles</label>
                <span class="hint">Plusieurs, ou aucun, laissent le choix au conseil.</span>
                <select id="candidats" name="candidats" multiple size="8">\(options)</select></div>
                <fieldset><legend>Certitude</legend>\(choices)</fieldset>
                <div class="sx-field"><label for="source">Source</label>
                <input id="source" name="source" value="\(typed.source)" required maxlength="300" autocomplete="off"></div>
                <div class="sx-field"><label for="date">À partir du</label>
                <input type="date" id="date" name="date" value="\(typed.date)" required></div>
                <p><button\(typed.physicians == nil ? " class=\"sx-primary\"" as HTML : .empty)>Vérifier la correspondance</button></p>
                """).html)
            """
    }
}
