import Access
import Alerts
import Letters
import Postgres
import Registry
import Vocabulary

/// What passed between the council and a physician: read on one page, written down there.
struct ThreadRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/medecins/:id/courriers", .council(.readFile)) { .page(try await page($0)) }
        routes.post("/cd/:code/medecins/:id/courriers", .council(.writeThread), write)
        routes.post("/cd/:code/medecins/:id/courriers/adresse", .council(.writeThread), vouch)
    }

    /// Reads the thread and records that the file was read, in one transaction.
    private func page(_ visit: Visit, typed: ThreadPage.Typed? = nil) async throws -> ThreadPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        var page = try await database.transaction(as: session.principal) { transaction in
            let state = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
            guard let identity = try PhysicianIdentity.find(transaction, id), session.may(.readFile, on: state)
            else { throw Problem.notFound }
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(id)").record(transaction, council: council.id)
            let entries = try ThreadOfPhysician.read(id, transaction).entries
            let notices = entries.compactMap { entry -> Int64? in
                if case .notice(let notice) = entry.content { notice.id } else { nil }
            }
            let contact = try PhysicianContact.read([id], transaction)[id]
            let postal = try PostalCheck.read([id], transaction).first { $0.address == contact?.postalKey }
            return ThreadPage(
                council: council, identity: identity, contact: contact,
                checks: try ContactCheck.read([id], transaction), postal: postal,
                entries: entries, kept: try PostalDocument.kept(among: notices, transaction), people: PersonNames(),
                mayWrite: session.may(.writeThread, on: state), proof: visit.frame.proof, today: visit.today,
                typed: typed ?? ThreadPage.Typed(day: "\(visit.today)"))
        }
        let authors = Array(Set(page.entries.map(\.author).filter { !$0.isEmpty }))
        page.people = try await database.transaction(as: .access) { try PersonNames.of(authors, $0) }
        return page
    }

    @Sendable private func write(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        var typed = ThreadPage.Typed(
            kind: visit.form["nature"].flatMap(RecordEntry.Kind.init(rawValue:)), day: visit.form["le"] ?? "",
            words: String((visit.form["texte"] ?? "").prefix(4_000)))
        let day = CalendarDate(isoOrFrench: typed.day)
        if typed.kind == nil { typed.errors.append(("nature", "Dites de quoi il s'agit.")) }
        if day == nil { typed.errors.append(("le", "Indiquez le jour, par exemple 02/01/2029.")) }
        guard typed.errors.isEmpty, let kind = typed.kind, let day else {
            return .refused(try await page(visit, typed: typed))
        }
        do {
            try await database.transaction(as: session.principal) { [typed] transaction in
                let state = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
                guard try PhysicianIdentity.find(transaction, id) != nil, session.may(.writeThread, on: state)
                else { throw Problem.notFound }
                try RecordEntry(kind, typed.words, about: id, on: day, by: visit.author)
                    .run(council, today: visit.today, now: visit.now, transaction)
            }
        } catch let refusal as RecordEntry.Refusal {
            typed.errors = [ThreadWords.error(refusal)]
            return .refused(try await page(visit, typed: typed))
        }
        return .go(.thread(council.code, id), .entryRecorded)
    }

    private static let addressChanged = Problem.conflict("Le Tableau a maintenant une autre adresse : relisez la page.")

    /// Somebody says that an address works again: kept as what is known of it, and among the exchanges with its reason.
    @Sendable private func vouch(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let typed = String((visit.form["raison"] ?? "").prefix(500))
        let postal = visit.form["postale"]
        guard !typed.isEmpty else {
            var form = ThreadPage.Typed(day: "\(visit.today)")
            form.errors = [
                (postal == nil ? "raison" : "raison-postale", "Dites comment vous le savez, en 500 caractères au plus.")
            ]
            return .refused(try await page(visit, typed: form))
        }
        try await database.transaction(as: session.principal) { transaction in
            let state = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
            guard try PhysicianIdentity.find(transaction, id) != nil, session.may(.writeThread, on: state)
            else { throw Problem.notFound }
            let contact = try PhysicianContact.read([id], transaction)[id]
            if let postal {
                guard let contact, contact.postalKey == postal else { throw Self.addressChanged }
                try RecordEntry(
                    .note, "L'adresse postale \(contact.address.joined(separator: ", ")) est la bonne : \(typed)",
                    about: id, on: visit.today, by: visit.author
                ).run(council, today: visit.today, now: visit.now, transaction)
                return try CheckPostalAddress(Array(contact.envelope.dropFirst()), of: id, by: visit.author)
                    .run(council, on: visit.today, now: visit.now, transaction)
            }
            guard let email = contact?.email, email == visit.form["adresse"] else { throw Self.addressChanged }
            try RecordEntry(
                .note, "L'adresse \(email) fonctionne de nouveau : \(typed)", about: id, on: visit.today,
                by: visit.author
            ).run(council, today: visit.today, now: visit.now, transaction)
            try CheckContact(email, of: id, is: .valid, source: .agent, by: visit.author)
                .run(council, on: visit.today, now: visit.now, transaction)
        }
        return .go(.thread(council.code, id), .addressWorks)
    }
}
