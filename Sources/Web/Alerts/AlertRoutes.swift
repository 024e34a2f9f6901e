import Access
import Alerts
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

    func add(to routes: SiteRoutes) {
        let campaign = "/cd/:code/alertes/:id"
        routes.get("/cd/:code/alertes", .council(.readAlerts), list)
        routes.get(campaign, .council(.readAlerts)) { .page(try await page($0)) }
        routes.get("\(campaign)/destinataires/:entry", .council(.readAlerts)) { .page(try await recipient($0)) }
        routes.post("\(campaign)/exclusions", .council(.prepareAlerts), exclude)
        routes.post("\(campaign)/ajouts", .council(.prepareAlerts), add)
        routes.post("\(campaign)/approbation", .council(.approveAlerts), approve)
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
                try AbandonCampaign(id, reason: reason, by: visit.author).run(council, transaction)
            }
        }
        routes.post("\(campaign)/destinataires/:entry/retractation", .council(.approveAlerts), retract)
    }
}

/// Reading.
extension AlertRoutes {
    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let campaigns = try await database.transaction(as: try visit.principal) { try CampaignSummary.all($0) }
        return .page(CampaignListPage(code: try visit.council.code, campaigns: campaigns))
    }

    /// Whoever is on the page is named in the journal's entry of the reading.
    func page(_ visit: Visit, typed: CampaignPage.Typed = .init()) async throws -> CampaignPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let (number, exclusions) = (
            max(visit.query.place("page"), visit.form.place("page")), visit.query.place("exclues")
        )
        let view = try await database.transaction(as: session.principal) { transaction in
            guard
                let view = try CampaignView.read(id, page: number, exclusionPage: exclusions, transaction)
            else { throw Problem.notFound }
            let shown = (view.recipients + view.exclusions).map(\.physicianID)
            try ListReading("alertes", shows: shown).record(by: visit.author, transaction, council: council.id)
            return view
        }
        let people = try await people(
            CampaignWords.authors(view.summary, view.recipients + view.exclusions, view.events))
        return CampaignPage(
            code: council.code, view: view, page: number, exclusionPage: exclusions, session: session, people: people,
            proof: visit.frame.proof, typed: typed)
    }

    func recipient(
        _ visit: Visit, entry: Int64? = nil, typed: String = "", errors: [(field: String, sentence: HTML)] = []
    ) async throws -> RecipientPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        guard let entry = entry ?? visit.parameters["entry"].flatMap(Query.id) else { throw Problem.notFound }
        let (view, reasons) = try await database.transaction(as: session.principal) { [law] transaction in
            guard
                let view = try EntryView.read(
                    entry, of: id, council: council, on: visit.today, platform: platform, transaction)
            else { throw Problem.notFound }
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(view.row.physicianID)")
                .record(transaction, council: council.id)
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            let file = try WorklistCase.read(
                transaction, assessor, physician: view.row.physicianID, on: visit.today)
            return (view, file?.reasons)
        }
        let people = try await people(CampaignWords.authors(view.campaign, [view.row], view.events))
        return RecipientPage(
            code: council.code, view: view, reasons: reasons, session: session, people: people,
            proof: visit.frame.proof, today: visit.today, typed: typed, errors: errors)
    }

    func people(_ emails: [String]) async throws -> PersonNames {
        guard !emails.isEmpty else { return PersonNames() }
        return try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
    }
}
