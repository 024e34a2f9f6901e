import Access
import Alerts
import Letters
import Postgres
import Registry
import Standings
import Vocabulary

/// The campaigns of alerts: what is proposed, to whom, in which words, and what people decide.
struct AlertRoutes {
    let database: Database
    let law: LawInForce
    /// Where physicians find their certification account.
    let platform: String?
    /// Whether a mail server is set.
    let hasMailServer: Bool

    func add(to routes: SiteRoutes) {
        let campaign = "/cd/:code/alertes/:id"
        routes.get("/cd/:code/alertes", .council(.readAlerts), list)
        routes.get(campaign, .council(.readAlerts)) { .page(try await page($0)) }
        routes.get("\(campaign)/campagne.csv", .council(.readAlerts), file)
        routes.get("\(campaign)/destinataires/:entry", .council(.readAlerts)) { .page(try await recipient($0)) }
        routes.post("\(campaign)/exclusions", .council(.prepareAlerts), exclude)
        routes.post("\(campaign)/ajouts", .council(.prepareAlerts), add)
        routes.post("\(campaign)/approbation", .council(.approveAlerts), approve)
        routes.post("\(campaign)/preparation", .council(.approveAlerts), sendBack)
        routes.post("\(campaign)/suite", .council(.approveAlerts), release)
        routes.post("\(campaign)/arret", .council(.approveAlerts)) { visit in
            try await decide(visit, .stop, .campaignStopped) { id, reason, council, transaction in
                try StopCampaign(id, reason: reason, by: visit.author).run(council, transaction)
            }
        }
        routes.post("\(campaign)/reprise", .council(.approveAlerts)) { visit in
            try await decide(visit, .resumption, .campaignResumed) { id, reason, council, transaction in
                try ResumeCampaign(id, reason: reason, by: visit.author).run(council, on: visit.today, transaction)
            }
        }
        routes.post("\(campaign)/abandon", .council(.approveAlerts)) { visit in
            try await decide(visit, .abandonment, .campaignAbandoned) { id, reason, council, transaction in
                try AbandonCampaign(id, reason: reason, by: visit.author)
                    .run(council, on: visit.today, transaction)
            }
        }
        routes.post("\(campaign)/destinataires/:entry/retractation", .council(.approveAlerts), retract)
    }
}

/// Reading.
extension AlertRoutes {
    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let (campaigns, register, employers) = try await database.transaction(as: try visit.principal) { transaction in
            (
                try CampaignSummary.all(transaction),
                try WorklistSummary.read(transaction, alertThrough: visit.today, endsThrough: visit.today),
                try EmployerAlert.all(transaction).count { $0.state == .proposed }
            )
        }
        return .page(
            CampaignListPage(
                code: try visit.council.code, campaigns: campaigns, late: register.late,
                judgedOn: register.computedFor, employersToDecide: employers))
    }

    /// Recipients and exclusions with their reasons; the journal keeps who took them away, and whose they are.
    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let rows = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            guard let rows = try ReadLedger(of: id).run(transaction) else { throw Problem.notFound }
            try ListReading("campagne", shows: rows.map(\.physicianID))
                .record(.alertsExported, by: visit.author, transaction, council: council.id)
            return rows
        }
        let people = try await people(rows.compactMap(\.author))
        let file = CampaignFile(rows: rows, people: people)
        return .file(
            name: "alertes-\(council.code)-campagne-\(id).csv", type: "text/csv; charset=utf-8", bytes: file.bytes)
    }

    /// Whoever is on the page is named in the journal's entry of the reading.
    func page(_ visit: Visit, typed: CampaignPage.Typed = .init()) async throws -> CampaignPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let asked = (max(visit.query.place("page"), visit.form.place("page")), visit.query.place("exclues"))
        let reader = session.may(.approveAlerts) ? session.personID : nil
        let (view, number, exclusions) = try await database.transaction(as: session.principal) { transaction in
            guard let summary = try CampaignSummary.find(id, transaction) else { throw Problem.notFound }
            // The last page, where the one that was asked for has been emptied.
            let number = min(asked.0, CampaignPager.pages(of: summary.recipients))
            let exclusions = min(asked.1, CampaignPager.pages(of: summary.excluded))
            guard
                let view = try CampaignView.read(
                    id, of: council, on: visit.today, page: number, exclusionPage: exclusions, reader: reader,
                    transaction)
            else { throw Problem.notFound }
            let shown = (view.recipients + view.exclusions).map(\.physicianID)
            try ListReading("alertes", shows: shown).record(by: visit.author, transaction, council: council.id)
            return (view, number, exclusions)
        }
        let people = try await people(
            CampaignWords.authors(view.summary, view.recipients + view.exclusions, view.events))
        return CampaignPage(
            code: council.code, view: view, page: number, exclusionPage: exclusions, session: session, people: people,
            proof: visit.frame.proof, hasMailServer: hasMailServer, typed: typed)
    }

    func recipient(
        _ visit: Visit, entry: Int64? = nil, typed: String = "", words: String = "",
        errors: [(field: String, sentence: HTML)] = []
    ) async throws -> RecipientPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        guard let entry = entry ?? visit.parameters["entry"].flatMap(Query.id) else { throw Problem.notFound }
        let (view, reasons, hasLetter, employers) = try await database.transaction(as: session.principal) {
            [law] transaction in
            guard
                let view = try EntryView.read(
                    entry, of: id, council: council, on: visit.today, platform: platform, transaction)
            else { throw Problem.notFound }
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(view.row.physicianID)")
                .record(transaction, council: council.id)
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            let file = try WorklistCase.read(
                transaction, assessor, physician: view.row.physicianID, on: visit.today)
            let hasLetter = try view.sent.map { try PostalDocument.isKept(of: $0.id, transaction) } ?? false
            return (view, file?.reasons, hasLetter, try RecipientEmployers(view, session, transaction))
        }
        let people = try await people(CampaignWords.authors(view.campaign, [view.row], view.events))
        return RecipientPage(
            code: council.code, view: view, reasons: reasons, session: session, people: people,
            proof: visit.frame.proof, today: visit.today, hasLetter: hasLetter, employers: employers, typed: typed,
            typedWords: words, errors: errors)
    }

    func people(_ emails: [String]) async throws -> PersonNames {
        guard !emails.isEmpty else { return PersonNames() }
        return try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
    }
}
