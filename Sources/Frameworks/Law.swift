public import Postgres
public import Progress
public import Vocabulary

/// Everything a standing is judged by on a day: the référentiels in force and the rule set.
public struct Law: Sendable {
    /// All versions, compiled.
    public let rulebook: Rulebook
    /// The parameters in force.
    public let rules: RuleSet
    /// The id by which the engine knows the référentiel of an official code; a whole one before a partial one.
    public let idByOfficialCode: [String: FrameworkID]
    /// Ids of référentiels of which only a part is known: shown, never judged by (contracts §7).
    public let partial: Set<FrameworkID>
    /// Changes whenever a version or a rule set does.
    public let fingerprint: String

    /// Reads what is in force.
    ///
    /// - Parameter day: the legal date.
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func load(on day: CalendarDate, _ transaction: Transaction) throws -> Law {
        var frameworks: [Framework] = []
        var ids: [String: FrameworkID] = [:]
        var partial: Set<FrameworkID> = []
        for (code, text) in try FrameworkStore.versions(transaction) {
            let framework = try Framework(json: JSON(parsing: text))
            frameworks.append(framework)
            if framework.isPartial { partial.insert(framework.id) }
            if ids[code].map({ partial.contains($0) }) ?? true { ids[code] = framework.id }
        }
        guard let rules = try FrameworkStore.ruleSet(on: day, transaction) else {
            throw PostgresError.decoding("no rule set; run sextant migrate")
        }
        return Law(
            rulebook: Rulebook(frameworks: frameworks), rules: try RuleSet(rules), idByOfficialCode: ids,
            partial: partial, fingerprint: try FrameworkStore.fingerprint(transaction))
    }
}
