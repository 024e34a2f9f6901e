import Access
import Vocabulary

/// With whose eyes a guardian of the council wants to look at the site.
struct ViewAsPage: Page {
    let session: Session
    let members: Members
    let today: CalendarDate
    let proof: String
    let form: Query
    let refusal: ReadingRefusal?

    var title: String { refusal == nil ? "Voir comme" : "Erreur : Voir comme" }
    var section: Section? { .viewAs }

    var main: HTML {
        """
        <div class="sx-title"><h1>Voir Sextant comme…</h1></div>
        \(refusal.map { ErrorSummary(errors: [$0.atField(.viewAs)]).html })
        <p>Vous verrez ce que voit un autre rôle, ou un membre de votre conseil, pendant trente minutes au plus et sans
        rien pouvoir modifier. Chaque page ouverte est inscrite au journal sous votre nom. Le président et les
        administrateurs du conseil en reçoivent l'avis, avec votre motif, et peuvent y mettre fin.</p>
        \(PostForm(action: .reading(.viewAs(session.membership.council.code)), proof: proof, content: fields).html)
        """
    }

    private var fields: HTML {
        """
        <div class="sx-field"><label for="cible">Voir comme</label><select id="cible" name="cible" required>
        <option value="">Choisissez…</option>
        <optgroup label="Un rôle, sans personne en particulier">\(roles)</optgroup>
        \(people.isEmpty ? .empty : "<optgroup label=\"Un membre du conseil\">\(people)</optgroup>")</select></div>
        <div class="sx-field"><label for="raison">Motif (obligatoire, dix caractères au moins)</label>
        <textarea id="raison" name="raison" rows="3" required minlength="10" maxlength="500">\(form["raison"] ?? "")\
        </textarea><span class="hint">Il figure au journal et dans l'avis : n'y écrivez ni nom ni numéro de médecin.</span>
        </div>
        <p><button class="sx-primary">Commencer</button></p>
        """
    }

    private func option(_ value: String, _ label: HTML) -> HTML {
        "<option value=\"\(value)\"\(form["cible"] == value, "selected")>\(label)</option>"
    }

    private var roles: [HTML] {
        Role.all(in: .departmental).filter { $0 != session.membership.role }
            .map { option($0.rawValue, HTML(say: $0.french)) }
    }

    private var people: [HTML] {
        members.members.filter { $0.holds(on: today) && $0.personID != session.personID }
            .map { option("\($0.personID) \($0.role.rawValue)", "\($0.name) – \(say: $0.role.french)") }
    }
}

extension ReadingRefusal {
    /// The refusal at the field that it is about.
    func atField(_ kind: ExceptionalReading.Kind) -> (field: String, sentence: HTML) {
        switch self {
        case .reasonIsMissing:
            (
                "raison",
                """
                Écrivez le motif : \(raw: kind.shortestReason) caractères au moins,
                \(raw: ExceptionalReading.longestReason) au plus.
                """
            )
        case .targetIsUnknown: ("cible", "Choisissez un autre rôle que le vôtre, ou un membre du conseil.")
        case .councilIsUnknown: ("conseil", "Choisissez le conseil départemental.")
        case .timeIsWrong: ("minutes", "Choisissez une durée de soixante minutes au plus.")
        case .secondFactorIsMissing:
            (
                "code",
                """
                Choisissez d'abord un second facteur, à la page « Mon compte » : il est demandé ici à chaque fois.
                """
            )
        case .codeIsWrong:
            (
                "code",
                """
                Ce code est inexact, périmé ou déjà utilisé. Attendez le suivant, et vérifiez l'heure du téléphone.
                """
            )
        case .wait(let seconds): ("code", "Trop de codes inexacts. Recommencez dans \(French.wait(Int(seconds))).")
        case .roleDoesNotAllow, .notFound: ("raison", "Votre rôle ne le permet pas, ou plus.")
        }
    }
}
