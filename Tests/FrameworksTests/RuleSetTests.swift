import Frameworks
import Postgres
import Progress
import Support
import Testing
import Vocabulary

@Suite("A rule set holds every parameter of the law, or names the one that is wrong")
struct RuleSetTests {
    /// The rule set in force, as it is stored.
    private func text() async throws -> String {
        let place = try await SharedDatabase.open()
        return try await place.database.rolledBack(as: .national) {
            try $0.query("select content from frameworks.rule_set order by effective_from desc")[0].text("content")
        }
    }

    @Test("the parameters in force are those of the texts (ordonnance 2021-961, R. 4022-14, R. 4022-16)")
    func parametersInForce() async throws {
        let rules = try RuleSet(try await text())
        #expect(rules.effectiveFrom == day("2026-11-01"))
        #expect(rules.cycle.firstPeriodYears == 9)
        #expect(rules.cycle.periodYears == 6)
        #expect(rules.cycle.controlMonths == 6)
        #expect(rules.cycle.interruptionYears == 3)
        #expect(rules.cycle.threshold == day("2023-01-01"))
        #expect(rules.alerts.firstMilestoneYears == 3)
        #expect(rules.alerts.everyYears == 1)
        #expect(rules.alerts.catchUpDays == 90)
        #expect(rules.alerts.openingDate == day("2027-01-01"))
    }

    @Test(
        "each parameter that is wrong is named by its path",
        arguments: [
            (
                #""firstPeriodYears": {"value": 9"#, #""firstPeriodYears": {"value": "neuf""#,
                "cycle.firstPeriodYears.value"
            ),
            (#""periodYears": {"value": 6"#, #""periodYears": {"value": -6"#, "cycle.periodYears.value"),
            (#""threshold": {"value": "2023-01-01""#, #""threshold": {"value": "2023-02-30""#, "cycle.threshold.value"),
            (
                #""specialtyChange": {"value": "keep_acquired""#, #""specialtyChange": {"value": "x""#,
                "progress.specialtyChange.value"
            ),
            (#""catchUpDays""#, #""otherDays""#, "alerts.catchUpDays.value"),
            (#""rounding": {"value": "floor""#, #""rounding": {"valeur": "floor""#, "alerts.rounding.value"),
            (#""labelsUntil": {"value": "control""#, #""labelsUntil": {"value": "x""#, "papers.labelsUntil.value"),
            (#""effectiveFrom": "2026-11-01""#, #""effectiveFrom": "hier""#, "effectiveFrom"),
        ])
    func wrongParameter(found: String, replacement: String, path: String) async throws {
        let original = try await text()
        #expect(original.contains(found))
        let wrong = original.replacing(found, with: replacement)
        let fault = #expect(throws: InputFault.self) { try RuleSet(wrong) }
        #expect(fault?.path == path)
    }

    @Test(
        "papers count until the control from the first publication on; before, no term was set (R09-6, regulation 7.4)")
    func papers() async throws {
        let rules = try RuleSet(try await text())
        #expect(rules.progress.labelsUntil == .control && rules.progress.evidenceUntil == .control)
        let place = try await SharedDatabase.open()
        try await place.database.rolledBack(as: .national) { transaction in
            let earlier = try Law.load(on: day("2026-02-25"), transaction).rules
            #expect(earlier.effectiveFrom == day("2023-01-01"))
            #expect(earlier.progress.labelsUntil == nil && earlier.progress.evidenceUntil == nil)
            #expect(
                earlier.fingerprint == "93cf9e98deca025f5f1779127d3c728dab89f24fa88498371597731261940a4e")
            #expect(try Law.load(on: day("2026-02-26"), transaction).rules.progress == rules.progress)
        }
    }

    @Test("within which values a council may set its own alerts stands in the rule set; none before (contracts §8)")
    func bounds() async throws {
        let rules = try RuleSet(try await text())
        #expect(
            rules.alertBounds == AlertBounds(firstMilestoneYears: 1...4, everyYears: 1...2, catchUpDays: 30...180))
        let place = try await SharedDatabase.open()
        try await place.database.rolledBack(as: .national) { transaction in
            let earlier = try FrameworkStore.rules(on: day("2026-10-31"), transaction)
            #expect(earlier.alertBounds == AlertBounds(firstMilestoneYears: nil, everyYears: nil, catchUpDays: nil))
            #expect(earlier.alerts == rules.alerts, "the new rule set moves no milestone")
        }
        let original = try await text()
        for wrong in ["[4, 1]", "[4, 5]", "[1]", "\"1-4\""] {
            let fault = #expect(throws: InputFault.self) {
                try RuleSet(original.replacing("\"councilMay\": [1, 4]", with: "\"councilMay\": \(wrong)"))
            }
            #expect(fault?.path == "alerts.firstMilestoneYears.councilMay")
        }
    }

    @Test("what is no JSON is refused with the place")
    func noJSON() {
        #expect(throws: JSON.Fault.self) { try RuleSet("{\"effectiveFrom\": ") }
    }
}
