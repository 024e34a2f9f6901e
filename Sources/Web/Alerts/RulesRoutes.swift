import Access
import Alerts
import Frameworks
import Postgres
import Vocabulary

/// The milestones of alerts that a council sets for itself: proposed by one person, published by another.
struct RulesRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/regles-alertes", .council(.readAlerts)) { visit in
            .page(try await page(visit, .init(trial: CalendarTrial(visit.query))))
        }
        routes.post("/cd/:code/regles-alertes/proposition", .council(.proposeAlertRules), propose)
        routes.post("/cd/:code/regles-alertes/publication", .council(.publishAlertRules)) { visit in
            let id = try visit.proposal()
            return try await decide(visit, .alertRulesPublished) { council, transaction in
                try PublishAlertRules(id, by: visit.author)
                    .run(council, today: visit.today, now: visit.now, transaction)
            }
        }
        routes.post("/cd/:code/regles-alertes/renvoi", .council(.publishAlertRules)) { visit in
            let id = try visit.proposal()
            return try await decide(visit, .alertRulesSentBack) { council, transaction in
                try SendBackAlertRules(id, reason: visit.form["raison"] ?? "", by: visit.author)
                    .run(council, now: visit.now, transaction)
            }
        }
        routes.post("/cd/:code/regles-alertes/retrait", .council(.proposeAlertRules)) { visit in
            let id = try visit.proposal()
            return try await decide(visit, .alertRulesWithdrawn) { council, transaction in
                try WithdrawAlertRules(id, by: visit.author).run(council, now: visit.now, transaction)
            }
        }
    }

    private func page(_ visit: Visit, _ typed: RulesPage.Typed) async throws -> RulesPage {
        let (session, council) = (try visit.session, try visit.council)
        var page = try await database.transaction(as: session.principal) { transaction in
            RulesPage(
                council: council, national: try FrameworkStore.rules(on: visit.today, transaction),
                inForce: try CouncilAlertRules.inForce(on: visit.today, transaction),
                rules: try CouncilAlertRules.all(of: council, transaction), session: session,
                proof: visit.frame.proof, today: visit.today, typed: typed)
        }
        let emails = Set(page.rules.flatMap { [$0.proposedBy, $0.publishedBy, $0.endedBy].compactMap(\.self) })
        page.people = try await database.transaction(as: .access) { try PersonNames.of(Array(emails), $0) }
        return page
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        let trial = CalendarTrial(visit.form)
        guard let trial else {
            return .refused(
                try await page(visit, .init(visit.form, errors: CalendarTrialPage.outOfBounds(visit.form))))
        }
        return try await decide(visit, .alertRulesProposed) { council, transaction in
            guard let day = visit.form["jour"].flatMap(CalendarDate.init(isoOrFrench:)) else {
                throw AlertRulesRefusal.dayIsPast
            }
            let national = try FrameworkStore.rules(on: day, transaction).alerts
            try ProposeAlertRules(
                AlertOverride(trial.applied(to: national), besides: national), from: day,
                reason: visit.form["raison"] ?? "", by: visit.author
            ).run(council, today: visit.today, now: visit.now, transaction)
        }
    }

    /// Does it, or shows the page again with what is to be corrected.
    private func decide(
        _ visit: Visit, _ notice: Notice, _ command: @escaping @Sendable (Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let council = try visit.council
        do {
            try await database.transaction(as: try visit.principal) { try command(council, $0) }
        } catch let refusal as AlertRulesRefusal where !refusal.fields(notice).isEmpty {
            let errors = refusal.fields(notice).map { (field: $0, sentence: HTML(say: refusal.sentence)) }
            return .refused(try await page(visit, .init(visit.form, errors: errors)))
        } catch let refusal as AlertRulesRefusal {
            throw refusal.problem
        }
        return .go(.calendar(.rules(council.code, nil)), notice)
    }
}

extension AlertRulesRefusal {
    /// The fields that the reader corrects; none where there is nothing to type.
    fileprivate func fields(_ act: Notice) -> [String] {
        switch self {
        case .isOutOfBounds(let parameters) where act == .alertRulesProposed: parameters.map(\.field)
        case .isUnchanged where act == .alertRulesProposed: ["premiere"]
        case .dayIsPast where act == .alertRulesProposed, .dayIsFar where act == .alertRulesProposed: ["jour"]
        case .reasonIsMissing: [act == .alertRulesProposed ? "raison" : "raison-renvoi"]
        default: []
        }
    }

    fileprivate var problem: Problem {
        switch self {
        case .notFound: .notFound
        case _ where isConflict: .conflict(HTML(say: sentence))
        default: .unprocessable(HTML(say: sentence))
        }
    }
}

extension AlertOverride.Parameter {
    /// The name of its field.
    var field: String {
        switch self {
        case .firstMilestoneYears: "premiere"
        case .everyYears: "tous"
        case .catchUpDays: "rattrapage"
        }
    }
}

extension Visit {
    /// The proposal that the form showed.
    fileprivate func proposal() throws -> Int64 {
        guard let id = form.id("proposition") else { throw AlertRulesRefusal.hasMoved.problem }
        return id
    }
}
