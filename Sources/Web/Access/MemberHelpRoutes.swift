import Access
import Postgres

/// What an administrator does for a member who lost the second factor or the password, or left a session open.
struct MemberHelpRoutes {
    let database: Database
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        for (pattern, access) in Workspace.routes {
            routes.post(
                "\(pattern)/membres/second-facteur", access(.manageMembers), bodyLimit: 8 << 10, removeFactor)
            routes.post("\(pattern)/membres/mot-de-passe", access(.manageMembers), bodyLimit: 8 << 10, offerPassword)
            routes.post("\(pattern)/membres/sessions", access(.manageMembers), bodyLimit: 8 << 10, endSessions)
        }
    }

    @Sendable private func removeFactor(_ visit: Visit) async throws -> Reply {
        let (person, workspace) = try chosen(visit)
        try await refusing {
            try await ResetAccess(database).secondFactor(
                of: person, by: try visit.session, from: visit.origin, now: visit.now, today: visit.today)
        }
        return .go(.members(workspace), .secondFactorReset)
    }

    /// The link is in no database: it is shown once, to whoever asked for it, who passes it on.
    @Sendable private func offerPassword(_ visit: Visit) async throws -> Reply {
        let (person, workspace) = try chosen(visit)
        let link = try await refusing {
            try await ResetAccess(database).password(
                of: person, by: try visit.session, from: visit.origin, token: settings.random(32), now: visit.now,
                today: visit.today)
        }
        return .page(PasswordLinkPage(workspace: workspace, link: link))
    }

    @Sendable private func endSessions(_ visit: Visit) async throws -> Reply {
        let (person, workspace) = try chosen(visit)
        guard visit.form["confirmation"] == "oui" else {
            throw Problem.unprocessable("Cochez la case pour confirmer : aucune session n'a été fermée.")
        }
        let reach = try await refusing {
            try await EndSessions(database).run(
                of: person, by: try visit.session, from: visit.origin, now: visit.now, today: visit.today)
        }
        switch reach {
        case .none: return .go(.members(workspace), .noSessionToEnd)
        case .all: return .go(.members(workspace), .memberSessionsEnded)
        case .ofThisOrganisation: return .go(.members(workspace), .memberSessionsEndedHere)
        }
    }

    private func chosen(_ visit: Visit) throws -> (Int64, Workspace) {
        guard let workspace = Workspace(try visit.council) else { throw Problem.notFound }
        guard let person = visit.form.id("personne") else { throw Problem.unprocessable("Choisissez un membre.") }
        return (person, workspace)
    }

    private func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let refusal as ResetAccess.Refusal {
            throw Problem.unprocessable(refusal.french)
        }
    }
}

extension ResetAccess.Refusal {
    /// The refusal as a person reads it.
    fileprivate var french: HTML {
        switch self {
        case .personIsUnknown: "Cette personne n'est pas, ou n'est plus, membre de votre organisation."
        case .isOneself: "Votre propre accès se gère depuis votre compte."
        case .actsElsewhere:
            """
            Cette personne agit, ou agira, aussi pour une autre organisation : seul l'exploitant de la plateforme peut
            retirer son second facteur ou lui donner un nouveau mot de passe.
            """
        }
    }
}

/// The form that helps a member.
struct MemberHelpSection {
    let page: MembersPage

    var html: HTML {
        var known: Set<Int64> = [page.session.personID]
        let people = page.members.members.filter { member in
            (member.until.map { page.today < $0 } ?? true) && known.insert(member.personID).inserted
        }
        guard !people.isEmpty else { return .empty }
        return """
            <section class="sx-block" id="aider" aria-labelledby="aider-titre"><h2 id="aider-titre">Aider un membre</h2>
            <p>La personne aidée et vous-même le lisez ensuite sur la page « Mon compte » ; c'est inscrit au
            journal.</p>
            \(form(.resetFactor, "telephone", "Téléphone perdu", people, "Retirer son second facteur"))
            \(form(.newPassword, "passe", "Mot de passe oublié", people, "Préparer un lien de nouveau mot de passe"))
            \(form(.endSessions, "sessions", "Session restée ouverte", people, "Fermer ses sessions", confirmation))
            </section>
            """
    }

    private var confirmation: HTML {
        """
        <p>Son mot de passe et son second facteur ne changent pas. Si cette personne agit aussi pour une autre
        organisation, seules se ferment les sessions où elle agit en ce moment pour la vôtre.</p>
        <div class="choice"><input type="checkbox" id="aide-sessions-oui" name="confirmation" value="oui" required>
        <label for="aide-sessions-oui">Fermer ses sessions ouvertes, et perdre ce qui n'y est pas
        enregistré</label></div>
        """
    }

    private func form(
        _ part: MembersPart, _ name: String, _ label: HTML, _ people: [Member], _ button: HTML, _ more: HTML = .empty
    ) -> HTML {
        let options = people.map { person -> HTML in
            "<option value=\"\(raw: Int(person.personID))\">\(person.name) – \(person.email)</option>"
        }
        return PostForm(
            action: .membersPart(page.workspace, part), proof: page.proof,
            content: """
                <div class="sx-field"><label for="aide-\(name)">\(label)</label>
                <select id="aide-\(name)" name="personne">\(options)</select></div>
                \(more)<p><button>\(button)</button></p>
                """
        ).html
    }
}

/// The link with which a member chooses another password, shown once.
struct PasswordLinkPage: Page {
    let workspace: Workspace
    /// The path of the link, from the site's own address on.
    let link: String

    var title: String { "Lien de nouveau mot de passe" }
    var section: Section? { .members }

    var main: HTML {
        """
        <div class="sx-narrow"><h1>Transmettez ce lien</h1>
        <p>Il sert une fois, pendant 72 heures, et ne sera plus affiché. Ajoutez devant l'adresse du site, et
        transmettez-le à la personne elle-même, de vive voix ou par un message que vous seuls lisez.</p>
        <p><code class="sx-secret">\(link)</code></p>
        <p><a href="\(SiteURL.members(workspace))">Revenir aux membres</a></p></div>
        """
    }
}
