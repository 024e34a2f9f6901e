import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// What people do with registered letters.
extension RegisteredRoutes {
    /// One after the other: the page comes back with the next letter of the pile.
    @Sendable func recordNumber(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        var typed = RegisteredNumbersPage.Typed(
            reference: String((visit.form["reference"] ?? "").prefix(60)),
            number: String((visit.form["numero"] ?? "").prefix(60)))
        let author = try visit.author
        let isTakenOff = visit.form["retirer"] == "oui"
        do {
            try await database.transaction(as: try visit.principal) { [typed] transaction in
                let act =
                    isTakenOff
                    ? RecordNumber(takenOff: typed.reference ?? "", of: id, by: author)
                    : RecordNumber(typed.number, for: typed.reference ?? "", of: id, by: author)
                _ = try act.run(council, now: visit.now, transaction)
            }
        } catch let refusal as RegisteredRefusal {
            if refusal == .notFound { throw Problem.notFound }
            if refusal == .lotIsNotReady { throw Problem.conflict(HTML(say: refusal.sentence)) }
            if isTakenOff { throw Problem.conflict(HTML(say: refusal.sentence)) }
            typed.errors = [(RegisteredWords.field(refusal), HTML(say: refusal.sentence))]
            return .refused(try await numbersPage(visit, typed: typed))
        }
        return .go(.registered(.numbers(council.code, id)), isTakenOff ? .letterNumberTakenOff : .letterNumbered)
    }

    /// One after the other: kind and day stay chosen.
    @Sendable func recordEvent(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        var typed = RegisteredPage.Typed(
            number: String((visit.form["numero"] ?? "").prefix(60)),
            kind: visit.form["evenement"].flatMap(PostEvent.Kind.init(rawValue:)),
            day: String((visit.form["le"] ?? "").prefix(20)), isCorrection: visit.form["corriger"] == "oui")
        let day = CalendarDate(isoOrFrench: typed.day)
        typed.isTakingBack = visit.form["evenement"] == RegisteredPage.takingBack
        if typed.kind == nil, !typed.isTakingBack {
            typed.errors.append(("evenement", "Dites ce que la poste a écrit."))
        }
        if day == nil { typed.errors.append(("le", "Indiquez le jour, par exemple 02/01/2029.")) }
        guard typed.errors.isEmpty, let day else { return .refused(try await register(visit, typed: typed)) }
        let author = try visit.author
        do {
            try await database.transaction(as: try visit.principal) { [typed] transaction in
                let act =
                    if let kind = typed.kind {
                        RecordPostEvent(typed.number, kind, on: day, isCorrection: typed.isCorrection, by: author)
                    } else {
                        RecordPostEvent(takingBack: typed.number, on: day, by: author)
                    }
                try act.run(council, today: visit.today, now: visit.now, transaction)
            }
        } catch let refusal as RegisteredRefusal {
            typed.errors = [(RegisteredWords.field(refusal), HTML(say: refusal.sentence))]
            return .refused(try await register(visit, typed: typed))
        }
        return .go(.registered(.register(council.code, kind: typed.kind, day: day)), .postEventRecorded)
    }

    /// The reader's names come from the roll: the carrier compares them with an identity.
    @Sendable func send(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        guard hasCarrier else { throw Problem.unprocessable(HTML(say: RegisteredRefusal.noCarrier.sentence)) }
        let notice = visit.form.id("courrier") ?? 0
        try await run(visit) { transaction in
            guard let sent = try SentNotice.find(notice, transaction) else { throw Problem.notFound }
            let contact = try PhysicianContact.read([sent.physicianID], transaction)[sent.physicianID]
            guard let given = contact?.givenName, let family = contact?.familyName else {
                throw Problem.unprocessable(
                    "Le Tableau n'a ni nom ni prénom pour ce médecin : le service ne pourrait pas vérifier son identité."
                )
            }
            try SendElectronically(notice, givenName: given, familyName: family, by: visit.author)
                .run(council, on: visit.today, transaction)
        }
        return .go(.registered(.register(council.code, kind: nil, day: nil)), .electronicAsked)
    }

    /// Somebody has looked at the carrier's own account.
    @Sendable func decide(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        let notice = visit.form.id("courrier") ?? 0
        let mail = visit.form["identifiant"]
        do {
            try await run(visit) { transaction in
                if let mail {
                    try FindAtCarrier(notice, as: mail, by: visit.author).run(council, transaction)
                } else {
                    try GiveBackToPaper(notice, by: visit.author).run(council, now: visit.now, transaction)
                }
            }
        } catch RegisteredRefusal.mailIsWrong {
            var typed = RegisteredPage.Typed()
            typed.mail = String((mail ?? "").prefix(40))
            typed.errors = [(RegisteredPage.mailField(notice), HTML(say: RegisteredRefusal.mailIsWrong.sentence))]
            return .refused(try await register(visit, typed: typed))
        }
        let said: Notice = mail == nil ? .electronicGivenBack : .electronicLookedFor
        return .go(.registered(.register(council.code, kind: nil, day: nil)), said)
    }

    @Sendable func recordConsent(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        var typed = ConsentPage.Typed(
            email: String((visit.form["adresse"] ?? "").prefix(254)), day: String((visit.form["le"] ?? "").prefix(20)),
            words: String((visit.form["precision"] ?? "").prefix(500)))
        let seen = visit.form.id("vu")
        let state = visit.form["etat"].flatMap(ElectronicConsent.State.init(rawValue:)) ?? .given
        guard let day = CalendarDate(isoOrFrench: typed.day) else {
            typed.errors = [("le", "Indiquez le jour, par exemple 02/01/2029.")]
            return .refused(try await consentPage(visit, typed: typed))
        }
        do {
            try await database.transaction(as: session.principal) { [typed] transaction in
                let file = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
                guard try PhysicianIdentity.find(transaction, id) != nil, session.may(.writeThread, on: file)
                else { throw Problem.notFound }
                try RecordConsent(
                    state, of: id, at: typed.email ?? "", since: day, words: typed.words, after: seen,
                    by: visit.author
                ).run(council, today: visit.today, now: visit.now, transaction)
            }
        } catch let refusal as RegisteredRefusal {
            if refusal == .consentHasChanged { throw Problem.conflict(HTML(say: refusal.sentence)) }
            typed.errors = [(RegisteredWords.field(refusal), HTML(say: refusal.sentence))]
            return .refused(try await consentPage(visit, typed: typed))
        }
        return .go(.registered(.consent(council.code, id)), state == .given ? .consentGiven : .consentWithdrawn)
    }

    private func run(_ visit: Visit, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
        do {
            try await database.transaction(as: try visit.principal, body)
        } catch let refusal as RegisteredRefusal {
            if refusal == .notFound { throw Problem.notFound }
            if refusal == .mailIsWrong { throw refusal }
            throw Problem.conflict(HTML(say: refusal.sentence))
        }
    }
}
