import Access

/// The link of an invitation, shown once.
struct InvitedPage: Page {
    let workspace: Workspace
    let name: String
    let role: Role
    /// The path of the link, from the site's own address on.
    let link: String

    var title: String { "Invitation" }
    var section: Section? { .members }

    var main: HTML {
        """
        <h1>Invitation</h1>
        <p>\(name) est invité avec le rôle « \(role.french) », qui compte une fois accepté. Transmettez ce lien à la personne elle-même : il ouvre l'accès à
        qui le détient, une seule fois, pendant 72 heures, et ne sera plus affiché.</p>
        <p><code>\(link)</code></p>
        <p>Ajoutez devant l'adresse de ce site. En cas d'oubli ou de perte, invitez de nouveau la même adresse : le lien
        précédent ne vaut plus rien.</p>
        <p><a href="\(SiteURL.members(workspace))">Revenir aux membres</a></p>
        """
    }
}
