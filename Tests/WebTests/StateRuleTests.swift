import Access
import Frameworks
import HTTPTypes
import Intake
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

/// A role, an action and a state in which the table forbids it, though another state would allow it.
private struct Forbidden: Hashable {
    let role: Role
    let action: CouncilAction
    let state: ObjectState

    static let all: [Forbidden] = Role.allCases.flatMap { role in
        CouncilAction.allCases.filter { Policy.may(role, $0) }.flatMap { action in
            action.states.subtracting(ObjectState.files)
                .filter { !Policy.may(role, action, on: $0) }
                .map { Forbidden(role: role, action: action, state: $0) }
        }
    }

    /// The routes that do it; a second person's word is given where a lot is applied.
    func routes(_ rules: [SiteRoutes.Rule]) -> [SiteRoutes.Rule] {
        rules.filter { rule in
            guard rule.pattern.contains(":id") || rule.pattern.contains(":version") else { return false }
            return rule.access.action == action
                || action == .approveImport && rule.pattern.hasSuffix("imports/:id/application")
        }
    }
}

/// A lot in each state, and a version in each of two states.
private struct Ground {
    let lots: [ObjectState: Int64]

    init(_ journey: Journey) async throws {
        let council = try await journey.council("33")
        var lots: [ObjectState: Int64] = [:]
        for state in [ObjectState.lotPreviewed, .lotApplied, .lotUndone] {
            let roll = RollSheet([.init(.claire), .init(.hugo)]).text
            let lot = try await journey.desk.preview(
                .roll, files: [ImportFile(name: "\(state).csv", bytes: Array(roll.utf8))], council: council,
                asOf: day("2026-11-21"), actor: "agent.33@example.org")
            if state != .lotPreviewed {
                _ = try await journey.desk.apply(lot.id, council: council, actor: "agent.33@example.org")
            }
            if state == .lotUndone { _ = try await journey.desk.undo(lot.id, council: council, actor: "essai") }
            lots[state] = lot.id.number
        }
        self.lots = lots
    }

    /// The path of a thing in that state; version 2 is the one that is not approved.
    func path(_ rule: SiteRoutes.Rule, _ state: ObjectState) -> String {
        rule.pattern.replacing(":code", with: "33").replacing(":id", with: "\(lots[state] ?? 0)")
            .replacing(":framework", with: "medecine-generale")
            .replacing(":version", with: state == .versionApproved ? "1" : "2")
    }
}

@Suite("States of lots and versions in the table of rights")
struct StateRuleTests {
    @Test("what the table forbids in a state is refused by each of its routes, with what to do, and changes nothing")
    func statesAreEnforced() async throws {
        try await offices { browser, journey in
            for role in Role.allCases {
                try await OneCouncil.invite(role, OneCouncil.codes(role)[0], journey.database)
            }
            let (ground, rules) = (try await Ground(journey), try site(journey.database).rules)
            var asked: Set<Forbidden> = []
            for unapproved in [ObjectState.versionDraft, .versionProposed] {
                if unapproved == .versionProposed { try await Self.propose(journey) }
                let before = try await Self.states(journey)
                for role in Role.allCases {
                    let cases = Forbidden.all.filter {
                        $0.role == role
                            && ($0.state == unapproved
                                || unapproved == .versionDraft
                                    && $0.state != .versionProposed)
                    }
                    guard !cases.isEmpty else { continue }
                    try await browser.become(OneCouncil.email(role, OneCouncil.codes(role)[0]))
                    for item in cases {
                        for rule in item.routes(rules) {
                            try await Self.expectRefused(item, rule, ground.path(rule, item.state), browser)
                            asked.insert(item)
                        }
                    }
                }
                #expect(try await Self.states(journey) == before)
            }
            #expect(Set(Forbidden.all).subtracting(asked).isEmpty, "\(Set(Forbidden.all).subtracting(asked))")
            #expect(asked.count > 30)
        }
    }

    private static func expectRefused(
        _ item: Forbidden, _ rule: SiteRoutes.Rule, _ path: String, _ browser: Browser
    ) async throws {
        let proof = try await browser.get(.help).proof
        let answer: Shown
        if rule.method == .get {
            answer = try await browser.get(path)
        } else {
            let url = try #require(SiteURL(path), "\(path)")
            answer = try await browser.post(
                url, [("preuve", proof), ("lu", "oui"), ("rapport", "0"), ("raison", "essai")])
        }
        let place = "\(item.role) \(item.action) \(item.state) \(rule.method) \(path)"
        if StateRule.sentence(item.action, item.state) == nil {
            #expect(answer.status == 404, "\(place)")
        } else {
            #expect(answer.status == 409, "\(place)")
            #expect(answer.text.contains("Cet import") || answer.text.contains("Cette version"), "\(place)")
        }
    }

    @Test("each state that forbids an action has its sentence, or hides the thing from whoever may not read it")
    func everyPairHasASentence() {
        for item in Set(Forbidden.all.map { Forbidden(role: .agent, action: $0.action, state: $0.state) }) {
            let isReading = [.readFrameworks, .readImpact].contains(item.action)
            #expect((StateRule.sentence(item.action, item.state) == nil) == isReading, "\(item.action) \(item.state)")
        }
    }

    private static func propose(_ journey: Journey) async throws {
        try await journey.database.transaction(as: .national) {
            try ProposeVersion(
                FrameworkVersion.Key(FrameworkID("medecine-generale"), "2"), actor: "essai", today: day("2026-11-21"),
                reason: ""
            ).run($0)
        }
    }

    private static func states(_ journey: Journey) async throws -> [String] {
        let lots = try await journey.rows("select lot_id, state from intake.lot order by 1")
        let versions = try await journey.database.transaction(as: .national) { transaction in
            try VersionStore.list(transaction).map { "\($0.key) \($0.stage)" }
        }
        return lots + versions
    }
}
