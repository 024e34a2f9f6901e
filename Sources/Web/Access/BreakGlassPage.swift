import Access

/// Somebody from outside asks to read a council, for an incident.
struct BreakGlassPage: Page {
    let councils: [Council]
    let proof: String
    let form: Query
    let refusal: ReadingRefusal?

    private static let durations = [15, 30, 60]

    var title: String { refusal == nil ? "Accès exceptionnel" : "Erreur : Accès exceptionnel" }
    var section: Section? { .breakGlass }

    var main: HTML {
        """
        <div class="sx-title"><h1>Accès exceptionnel à un conseil</h1></div>
        \(refusal.map { ErrorSummary(errors: [$0.atField(.breakGlass)]).html })
        <div class="sx-callout warn"><h2>À n'employer que pour un incident</h2>
        <p>Vous lirez un seul conseil, comme son auditeur, pendant une heure au plus, sans rien pouvoir modifier ; le
        bloc 4 reste masqué. Chaque page ouverte est inscrite au journal du conseil sous votre nom. Son président et ses
        administrateurs en reçoivent l'avis aussitôt, avec votre motif, et peuvent y mettre fin à tout moment.</p></div>
        \(PostForm(action: .reading(.breakGlass), proof: proof, content: fields).html)
        """
    }

    private var fields: HTML {
        let options = councils.map { council -> HTML in
            let isChosen = form["conseil"] == council.code
            return "<option value=\"\(council.code)\"\(isChosen, "selected")>\(council.name)</option>"
        }
        let minutes = BreakGlassPage.durations.map { minutes -> HTML in
            let isChosen = form["minutes"] == String(minutes)
            return "<option value=\"\(raw: minutes)\"\(isChosen, "selected")>\(raw: minutes) minutes</option>"
        }
        return """
            <div class="sx-field"><label for="conseil">Conseil</label><select id="conseil" name="conseil" required>
            <option value="">Choisissez…</option>\(options)</select></div>
            <div class="sx-field"><label for="minutes">Durée</label>
            <select id="minutes" name="minutes">\(minutes)</select></div>
            <div class="sx-field"><label for="raison">Motif (obligatoire, vingt caractères au moins)</label>
            <textarea id="raison" name="raison" rows="3" required minlength="20" maxlength="500">\(form["raison"] ?? "")\
            </textarea><span class="hint">Décrivez l'incident : le conseil lira ce motif. N'y écrivez ni nom ni numéro de
            médecin.</span></div>
            <div class="sx-field"><label for="code">Code à six chiffres de votre second facteur</label>
            <input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required
            maxlength="12" spellcheck="false"></div>
            <p><button class="sx-primary">Ouvrir l'accès exceptionnel</button></p>
            """
    }
}
