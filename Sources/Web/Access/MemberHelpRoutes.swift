import Access
import Postgres

/// What an administrator does for a member who lost the second factor or the password, or left a session open.
struct MemberHelpRoutes {
    let database: Database
    let settings: SiteSettings
    /// The page of the members again, with what was refused.
    let refused: @Sendable (Visit, MembersFault) async throws -> Reply

    func add(to routes: SiteRoutes) {
        for (pattern, access) in Workspace.routes {
            routes.post(
                "\(pattern)/membres/second-facteur", access(.manageMembers), bodyLimit: 8 << 10, removeFactor)
            routes.post("\(pattern)/membres/mot-de-passe", access(.manageMembers), bodyLimit: 8 << 10, offerPassword)
            routes.post("\(pattern)/membres/sessions", access(.manageMembers), bodyLimit: 8 << 10, endSessions)
        }
    }

    @Sendable private func removeFactor(_ visit: Visit) async throws -> Reply {
        try await helping(visit) { person, workspace in
            try await ResetAccess(database).secondFactor(
                of: person, by: try visit.session, from: visit.origin, now: visit.now, today: visit.today)
            return .go(.members(workspace), .secondFactorReset)
        }
    }

    /// The link is in no database: it is shown once, to whoever asked for it, who passes it on.
    @Sendable private func offerPassword(_ visit: Visit) async throws -> Reply {
        try await helping(visit) { person, workspace in
            let link = try await ResetAccess(database).password(
                of: person, by: try visit.session, from: visit.origin, token: settings.random(32), now: visit.now,
                today: visit.today)
            return .page(PasswordLinkPage(workspace: workspace, link: link))
        }
    }

    @Sendable private func endSessions(_ visit: Visit) async throws -> Reply {
        try await helping(visit) { person, workspace in
            let reach = try await EndSessions(database).run(
                of: person, by: try visit.session, from: visit.origin, now: visit.now, today: visit.today)
            switch reach {
            case .none: return .go(.members(workspace), .noSessionToEnd)
            case .all: return .go(.members(workspace), .memberSessionsEnded)
            case .ofThisOrganisation: return .go(.members(workspace), .memberSessionsEndedHere)
            }
        }
    }

    /// Somebody is chosen and the box is ticked, or the page says what lacks and keeps the choice.
    private func helping(_ visit: Visit, _ body: (Int64, Workspace) async throws -> Reply) async throws -> Reply {
        guard let workspace = Workspace(try visit.council) else { throw Problem.notFound }
        func refuse(_ sentence: HTML) async throws -> Reply {
            try await refused(visit, MembersFault(part: .help, sentence: sentence))
        }
        guard let person = visit.form.id("personne") else {
            return try await refuse("Choisissez un membre : rien n'a été changé.")
        }
        guard visit.form["confirmation"] == "oui" else {
            return try await refuse("Cochez la case pour confirmer : rien n'a été changé.")
        }
        do {
            return try await body(person, workspace)
        } catch let refusal as ResetAccess.Refusal {
            return try await refuse(refusal.french)
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
            <section class="sx-block" id="help" aria-labelledby="aider-titre"><h2 id="aider-titre">Aider un membre</h2>
            <p>La personne aidée et vous-même le lisez ensuite sur la page « Mon compte » ; c'est inscrit au
            journal.</p>
            \(form(.resetFactor, "telephone", "Téléphone perdu", people, "Retirer son second facteur", factor))
            \(form(.newPassword, "passe", "Mot de passe oublié", people, "Préparer un lien de nouveau mot de passe", password))
            \(form(.endSessions, "sessions", "Session restée ouverte", people, "Fermer ses sessions", sessions))
            </section>
            """
    }

    private var factor: HTML {
        tick("telephone", "Le membre choisi ci-dessus a perdu son téléphone : retirer son second facteur, sans retour")
    }

    private var password: HTML {
        tick("passe", "Le membre choisi ci-dessus me l'a demandé : préparer le lien")
    }

    private var sessions: HTML {
        """
        <p>Son mot de passe et son second facteur ne changent pas. Si cette personne agit aussi pour une autre
        organisation, seules se ferment les sessions où elle agit en ce moment pour la vôtre.</p>
        \(tick("sessions", "Fermer les sessions ouvertes du membre choisi ci-dessus, et perdre ce qui n'y est pas enregistré"))
        """
    }

    private func tick(_ name: String, _ label: HTML) -> HTML {
        """
        <div class="choice"><input type="checkbox" id="aide-\(name)-oui" name="confirmation" value="oui" required>
        <label for="aide-\(name)-oui">\(label)</label></div>
        """
    }

    private func form(
        _ part: MembersPart, _ name: String, _ label: HTML, _ people: [Member], _ button: HTML, _ more: HTML
    ) -> HTML {
        let chosen = page.fault?.part == .help ? page.form.id("personne") : nil
        let options = people.map { person -> HTML in
            """
            <option value="\(raw: Int(person.personID))"\(person.personID == chosen, "selected")>\(person.name) – \
            \(person.email)</option>
            """
        }
        return PostForm(
            action: .membersPart(page.workspace, part), proof: page.proof,
            content: """
                <div class="sx-field"><label for="aide-\(name)">\(label)</label>
                <select id="aide-\(name)" name="personne" required><option value="">Choisissez un membre</option>\
                \(options)</select></div>
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
