import Access
import Alerts
import Postgres
import Vocabulary

/// Whether a council tells employers of alerts, and what it tells whom: proposed by one person, decided by another.
struct EmployerRoutes {
    let database: Database
    /// Where physicians find their certification account; nil where none is known.
    let platform: String?

    func add(to routes: SiteRoutes) {
        let alert = "/cd/:code/employeurs/:id"
        let proposal = "/cd/:code/alertes/:id/destinataires/:entry/employeur"
        routes.get("/cd/:code/employeurs", .council(.readAlerts)) { .page(try await list($0)) }
        routes.post("/cd/:code/employeurs/activation", .council(.chooseEmployers)) { try await choose($0, .start) }
        routes.post("/cd/:code/employeurs/arret", .council(.chooseEmployers)) { try await choose($0, .end) }
        routes.get(proposal, .council(.proposeEmployer)) { .page(try await form($0)) }
        routes.post(proposal, .council(.proposeEmployer), propose)
        routes.get(alert, .council(.readAlerts)) { .page(try await page($0)) }
        routes.post("\(alert)/approbation", .council(.approveEmployer)) { visit in
            try await act(visit, .approval, .employerApproved) { id, _, council, transaction in
                try ApproveEmployerAlert(id, by: visit.author).run(council, on: visit.today, transaction)
            }
        }
        routes.post("\(alert)/renvoi", .council(.approveEmployer)) { visit in
            try await act(visit, .sendingBack, .employerSentBack) { id, reason, council, transaction in
                try EndEmployerAlert(id, reason: reason, by: visit.author)
                    .refuse(council, on: visit.today, transaction)
            }
        }
        routes.post("\(alert)/retrait", .council(.proposeEmployer)) { visit in
            try await act(visit, .withdrawal, .employerWithdrawn) { id, reason, council, transaction in
                try EndEmployerAlert(id, reason: reason, by: visit.author)
                    .refuse(council, on: visit.today, transaction)
            }
        }
        routes.post("\(alert)/annulation", .council(.approveEmployer)) { visit in
            try await act(visit, .retraction, .employerRetracted) { id, reason, council, transaction in
                try EndEmployerAlert(id, reason: reason, by: visit.author)
                    .retract(council, on: visit.today, transaction)
            }
        }
    }
}

/// Reading.
extension EmployerRoutes {
    private func list(_ visit: Visit, typed: EmployerListPage.Typed = .init()) async throws -> EmployerListPage {
        let (session, council) = (try visit.session, try visit.council)
        let (choice, alerts) = try await database.transaction(as: session.principal) { transaction in
            let alerts = try EmployerAlert.all(transaction)
            try ListReading("employeurs", shows: alerts.map(\.physicianID))
                .record(by: visit.author, transaction, council: council.id)
            return (try EmployerChoice.find(council, transaction), alerts)
        }
        let people = try await people([choice?.author].compactMap(\.self))
        return EmployerListPage(
            code: council.code, choice: choice, alerts: alerts, session: session, people: people,
            proof: visit.frame.proof, typed: typed)
    }

    private func page(_ visit: Visit, typed: EmployerPage.Typed = .init()) async throws -> EmployerPage {
        let (session, council, id) = (try visit.session, try visit.council, try visit.id())
        let (alert, texts, choice) = try await database.transaction(as: session.principal) { transaction in
            guard let alert = try EmployerAlert.find(id, transaction) else { throw Problem.notFound }
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(alert.physicianID)")
                .record(transaction, council: council.id)
            let texts = try alert.texts(of: council, on: visit.today, platform: platform, transaction)
            return (alert, texts, try EmployerChoice.find(council, transaction))
        }
        let people = try await people([alert.proposedBy, alert.approvedBy, alert.endedBy].compactMap(\.self))
        return EmployerPage(
            code: council.code, alert: alert, isOn: choice?.isOn == true, employerText: texts?.employer,
            physicianText: texts?.physician, session: session, people: people, proof: visit.frame.proof, typed: typed)
    }

    private func form(
        _ visit: Visit, typed: EmployerProposalPage.Typed = .init()
    ) async throws -> EmployerProposalPage {
        let (session, council, campaign) = (try visit.session, try visit.council, try visit.id())
        let entry = try visit.entry()
        let (view, choice, known) = try await database.transaction(as: session.principal) { transaction in
            guard
                let view = try EntryView.read(
                    entry, of: campaign, council: council, on: visit.today, platform: platform, transaction)
            else { throw Problem.notFound }
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(view.row.physicianID)")
                .record(transaction, council: council.id)
            return (
                view, try EmployerChoice.find(council, transaction), try EmployerAlert.all(about: view.row, transaction)
            )
        }
        return EmployerProposalPage(
            code: council.code, campaign: campaign, row: view.row, choice: choice,
            open: known.first { [.proposed, .approved].contains($0.state) }, proof: visit.frame.proof, typed: typed)
    }

    private func people(_ emails: [String]) async throws -> PersonNames {
        guard !emails.isEmpty else { return PersonNames() }
        return try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
    }
}

/// Deciding.
extension EmployerRoutes {
    private func choose(_ visit: Visit, _ choice: EmployerAddress.Choice) async throws -> Reply {
        let (council, isOn) = (try visit.council, choice == .start)
        let typed = EmployerListPage.Typed(
            reason: String((visit.form["raison"] ?? "").prefix(500)), wait: visit.form["delai"] ?? "")
        let wait = isOn ? Int(typed.wait) ?? 0 : EmployerChoice.usualWait
        do {
            try await database.transaction(as: try visit.principal) { transaction in
                try ChooseEmployers(isOn, waitDays: wait, reason: typed.reason, by: visit.author)
                    .run(council, on: visit.today, transaction)
            }
        } catch let refusal as EmployerRefusal {
            guard let field = refusal.field else { throw refusal.problem }
            return .refused(try await list(visit, typed: typed.refused(field, refusal)))
        }
        return .go(.employers(.list(council.code)), isOn ? .employersOn : .employersOff)
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        let (council, campaign, entry) = (try visit.council, try visit.id(), try visit.entry())
        let typed = EmployerProposalPage.Typed(
            employer: String((visit.form["employeur"] ?? "").prefix(200)),
            address: String(visit.form.raw("adresse").prefix(1_000)),
            reason: String((visit.form["raison"] ?? "").prefix(500)))
        do {
            let id = try await database.transaction(as: try visit.principal, timeout: 60_000) { transaction in
                try ProposeEmployerAlert(
                    entry, of: campaign, employer: typed.employer, address: typed.address, reason: typed.reason,
                    by: visit.author
                ).run(council, on: visit.today, transaction)
            }
            return .go(.employers(.alert(council.code, id)), .employerProposed)
        } catch let refusal as EmployerRefusal {
            guard let field = refusal.field else { throw refusal.problem }
            return .refused(try await form(visit, typed: typed.refused(field, refusal)))
        }
    }

    /// Does it, or shows the page again with what is to be corrected.
    private func act(
        _ visit: Visit, _ part: EmployerAddress.Part, _ notice: Notice,
        _ body: @escaping @Sendable (Int64, String, Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        do {
            try await database.transaction(as: try visit.principal, timeout: 60_000) { transaction in
                try body(id, reason, council, transaction)
            }
        } catch EmployerRefusal.reasonIsMissing {
            let error = HTML(say: EmployerRefusal.reasonIsMissing.sentence)
            return .refused(
                try await page(visit, typed: .init(part: part, reason: reason, errors: [("raison", error)])))
        } catch let refusal as EmployerRefusal {
            throw refusal.problem
        }
        return .go(.employers(.alert(council.code, id)), notice)
    }
}

extension EmployerRefusal {
    /// The field that the reader corrects; nil where there is none.
    fileprivate var field: String? {
        switch self {
        case .employerIsMissing: "employeur"
        case .addressIsWrong: "adresse"
        case .reasonIsMissing: "raison"
        case .waitIsWrong: "delai"
        default: nil
        }
    }

    /// What it is to a reader.
    fileprivate var problem: Problem {
        switch self {
        case .notFound: .notFound
        case .isDecided, .isOpenAlready, .isChosenAlready, .secondPersonIsTheFirst, .isOff, .alertIsRetracted:
            .conflict(HTML(say: sentence))
        default: .unprocessable(HTML(say: sentence))
        }
    }
}

extension Visit {
    /// The alert in the path.
    fileprivate func entry() throws -> Int64 {
        guard let entry = parameters["entry"].flatMap(Query.id) else { throw Problem.notFound }
        return entry
    }
}
