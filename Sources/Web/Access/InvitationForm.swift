import Access
import Vocabulary

/// How a new member is invited.
struct InvitationForm {
    let page: MembersPage

    var html: HTML {
        let isRefused = page.fault?.part == .invitation
        let typed: (String) -> String = { isRefused ? page.form[$0] ?? "" : "" }
        let roles = Role.all(in: page.session.membership.council.kind).map { role -> HTML in
            "<option value=\"\(role.rawValue)\"\(role.rawValue == typed("role"), "selected")>\(role.french)</option>"
        }
        return """
            <section class="sx-block" id="invitation" aria-labelledby="invitation-titre">
            <h2 id="invitation-titre">Inviter un membre</h2>
            <p>Un lien personnel, valable 72 heures, s'affiche une seule fois : transmettez-le vous-même à la personne, qui
            choisit son mot de passe et son second facteur.</p>
            \(PostForm(action: .members(page.workspace), proof: page.proof, content: """
                <div class="sx-field"><label for="nom">Prénom et nom</label>
                <input id="nom" name="nom" value="\(typed("nom"))" required maxlength="200" autocomplete="off"></div>
                <div class="sx-field"><label for="courriel">Adresse électronique</label>
                <input type="email" id="courriel" name="courriel" value="\(typed("courriel"))" required maxlength="200"
                autocomplete="off"></div>
                <div class="sx-field"><label for="role">Rôle</label><select id="role" name="role">\(roles)</select>
                <span class="hint"><a href="\(SiteURL.help)#roles">Qui peut faire quoi</a></span></div>
                <div class="sx-field"><label for="du-invitation">À partir du</label>
                <input type="date" id="du-invitation" name="du" value="\(iso: page.today)" required></div>
                <p><button class="sx-primary">Inviter</button></p>
                """).html)</section>
            """
    }
}
