import Access
import Vocabulary

/// The right part of the header: search, council and role, sign-out.
struct SessionBar {
    let session: Session
    let proof: String

    var html: HTML {
        """
        \(session.may(.readRegister) ? search : .empty)
        <div class="sx-who">
        \(session.memberships.count > 1 ? choice : fixed)
        <form method="post" action="\(SiteURL.signOut)"><input type="hidden" name="preuve" value="\(proof)">
        <p><a class="sx-name" href="\(SiteURL.account)">\(session.name)</a>\(end)</p>
        <button class="sx-plain">Fermer la session</button></form>
        </div>
        """
    }

    /// When the session closes by itself: each page moves the moment, until twelve hours after sign-in.
    private var end: HTML {
        guard let end = session.end else { return .empty }
        let clock = ParisTime(end.at).clock
        return end.isFinal
            ? "<small class=\"sx-end-soon\">Votre session se ferme à \(clock) : enregistrez votre travail.</small>"
            : "<small>Session jusqu'à \(clock)</small>"
    }

    private var search: HTML {
        """
        <form class="sx-search" id="recherche" role="search" method="post" action="\(SiteURL.search(nil))">
        <input type="hidden" name="preuve" value="\(proof)">
        <label class="sx-hidden" for="q">Rechercher un médecin (nom ou numéro RPPS)</label>
        <input type="search" id="q" name="q" maxlength="80" placeholder="Nom ou numéro RPPS" autocomplete="off">
        <button>Rechercher</button></form>
        """
    }

    private var fixed: HTML {
        """
        <p class="sx-council"><b>\(session.membership.council.name)</b>
        <small>\(SessionBar.role(session.membership))</small></p>
        """
    }

    /// The role, and by whom it was handed on.
    private static func role(_ membership: Membership) -> HTML {
        let by = membership.delegatedBy.map { " par délégation de \($0)" as HTML }
        return "\(membership.role.french)\(by)"
    }

    private var choice: HTML {
        let options = session.memberships.map { membership -> HTML in
            """
            <option value="\(membership.council.code) \(membership.role.rawValue)"\
            \(membership == session.membership, "selected")>\(membership.council.name) – \(SessionBar.role(membership))</option>
            """
        }
        return """
            <form class="sx-switch" method="post" action="\(SiteURL.membership)">
            <input type="hidden" name="preuve" value="\(proof)">
            <label for="appartenance">Organisation et rôle</label>
            <select id="appartenance" name="appartenance">\(options)</select>
            <button class="sx-plain">Changer d'organisation</button></form>
            """
    }
}
