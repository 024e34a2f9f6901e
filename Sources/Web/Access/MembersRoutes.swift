import Access
import Postgres
import Vocabulary

/// Who belongs to an organisation, who is away and who stands in; the same pages in every workspace.
struct MembersRoutes {
    let database: Database
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        for (pattern, access) in Workspace.routes {
            let place = pattern + "/membres"
            routes.get(place, access(.readMembers)) { .page(try await page($0, nil)) }
            routes.post(place, access(.manageMembers), invite)
            routes.post("\(place)/fin", access(.manageMembers), end)
            routes.post("\(place)/delegations", access(.readMembers), delegate)
            routes.post("\(place)/delegations/fin", access(.readMembers), endDelegation)
            routes.post("\(place)/absences", access(.readMembers), recordAbsence)
            routes.post("\(place)/absences/fin", access(.readMembers), endAbsence)
        }
    }

    func page(_ visit: Visit, _ fault: MembersFault?) async throws -> MembersPage {
        let session = try visit.session
        let council = session.membership.council
        guard let workspace = Workspace(council) else { throw Problem.notFound }
        let members = try await database.transaction(as: session.membersPrincipal) {
            try Members(of: council, on: visit.today, $0)
        }
        return MembersPage(
            workspace: workspace, members: members, session: session, proof: visit.frame.proof, today: visit.today,
            form: visit.form, fault: fault)
    }

    /// Runs a command among the members; what it refuses is said at the form that asked.
    private func run(
        _ visit: Visit, _ part: MembersFault.Part, _ notice: Notice,
        _ body: @escaping @Sendable (Session, Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        guard let workspace = Workspace(council) else { throw Problem.notFound }
        do {
            try await database.transaction(as: session.membersPrincipal) { try body(session, council, $0) }
        } catch let refusal as MemberRefusal {
            return .refused(try await page(visit, MembersFault(part: part, sentence: refusal.french)))
        }
        return .go(.members(workspace), notice)
    }

    @Sendable private func end(_ visit: Visit) async throws -> Reply {
        guard visit.form["confirmation"] == "oui" else {
            return .refused(
                try await page(visit, MembersFault(part: .members, sentence: "Cochez la case pour confirmer.")))
        }
        return try await run(visit, .members, .membershipEnded) { session, council, transaction in
            guard let role = visit.form["role"].flatMap(Role.init(rawValue:)) else { throw MemberRefusal.notAMember }
            try EndMembership(
                personID: visit.form.id("personne") ?? 0, role: role, author: visit.author
            ).run(council, today: visit.today, transaction)
        }
    }

    /// The form names « personne rôle »; whoever does not manage the members hands on their own role alone.
    @Sendable private func delegate(_ visit: Visit) async throws -> Reply {
        try await run(visit, .delegations, .roleDelegated) { session, council, transaction in
            let words = (visit.form["de"] ?? "").split(separator: " ").map(String.init)
            guard words.count == 2, let holder = Query.id(words[0]), let role = Role(rawValue: words[1]) else {
                throw MemberRefusal.roleIsNotOwn
            }
            let isOwn = holder == session.personID && session.may(.delegateRole)
            guard isOwn || session.may(.manageMembers) else { throw MemberRefusal.roleIsNotOwn }
            let days = try MembersRoutes.days(visit)
            try DelegateRole(
                fromPersonID: holder, toPersonID: visit.form.id("vers") ?? 0, role: role, firstDay: days.first,
                until: days.until, reason: visit.form["raison"] ?? "", author: visit.author
            ).run(council, today: visit.today, now: visit.now, transaction)
        }
    }

    @Sendable private func endDelegation(_ visit: Visit) async throws -> Reply {
        try await run(visit, .delegations, .delegationRevoked) { session, council, transaction in
            try RevokeDelegation(id: visit.form.id("delegation") ?? 0, author: visit.author)
                .run(council, mayManage: session.may(.manageMembers), today: visit.today, transaction)
        }
    }

    @Sendable private func recordAbsence(_ visit: Visit) async throws -> Reply {
        try await run(visit, .absences, .absenceRecorded) { session, council, transaction in
            let person = visit.form.id("personne") ?? session.personID
            guard person == session.personID || session.may(.manageMembers) else { throw MemberRefusal.notAMember }
            let days = try MembersRoutes.days(visit)
            try RecordAbsence(
                personID: person, firstDay: days.first, until: days.until, author: visit.author
            ).run(council, today: visit.today, now: visit.now, transaction)
        }
    }

    @Sendable private func endAbsence(_ visit: Visit) async throws -> Reply {
        try await run(visit, .absences, .absenceEnded) { session, council, transaction in
            try EndAbsence(id: visit.form.id("absence") ?? 0, author: visit.author)
                .run(council, mayManage: session.may(.manageMembers), today: visit.today, transaction)
        }
    }

    /// The first day and the first day after: a form says the last day, inclusive.
    private static func days(_ visit: Visit) throws -> (first: CalendarDate, until: CalendarDate) {
        guard let first = visit.form["du"].flatMap({ CalendarDate(isoOrFrench: $0) }),
            let last = visit.form["au"].flatMap({ CalendarDate(isoOrFrench: $0) })
        else { throw MemberRefusal.datesAreWrong }
        return (first, last.adding(days: 1))
    }
}

extension MembersRoutes {
    /// The link is in no database: it is shown once, to whoever invited, who passes it on.
    @Sendable private func invite(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let email = (visit.form["courriel"] ?? "").lowercased()
        let name = visit.form["nom"] ?? ""
        func refuse(_ sentence: HTML) async throws -> Reply {
            .refused(try await page(visit, MembersFault(part: .invitation, sentence: sentence)))
        }
        guard let role = visit.form["role"].flatMap(Role.init(rawValue:)), role.organisation == council.kind else {
            return try await refuse("Choisissez un rôle de cette organisation.")
        }
        guard email != session.email else { return try await refuse(MemberRefusal.roleForOneself.french) }
        guard !name.isEmpty, name.utf8.count <= 200 else { return try await refuse("Indiquez le nom.") }
        let from = visit.form["du"].flatMap { CalendarDate(isoOrFrench: $0) } ?? visit.today
        do {
            let link = try await InvitePerson(database).run(
                email: email, name: name, council: council, role: role, from: from, by: try visit.author,
                token: settings.random(32), now: visit.now)
            guard let workspace = Workspace(council) else { throw Problem.notFound }
            return .page(InvitedPage(workspace: workspace, name: name, role: role, link: link))
        } catch let refusal as InvitePerson.Refusal {
            return try await refuse(refusal.french)
        }
    }
}

extension InvitePerson.Refusal {
    /// The refusal as a person reads it.
    fileprivate var french: HTML {
        switch self {
        case .emailIsNotOne: "L'adresse électronique n'est pas de la forme nom@domaine."
        case .nameIsEmpty: "Indiquez le nom."
        case .roleIsOfAnotherOrganisation: "Choisissez un rôle de cette organisation."
        }
    }
}
