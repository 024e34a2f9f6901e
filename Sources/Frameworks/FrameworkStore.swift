public import Postgres
public import Vocabulary

/// The statements about the law in force: approved texts, rule sets, and the word that changes when they do.
public enum FrameworkStore {
    /// Installs a version that is law already; the same text again changes nothing.
    ///
    /// - Parameters:
    ///   - officialCode: the code of the arrêté's annex, such as `REF.10.01_1`.
    ///   - actor: who installs it, for its history.
    /// - Throws: `InstallFrameworks.ChangedVersion` when the number is taken by another text, or `PostgresError`.
    public static func insert(
        _ package: FrameworkPackage, officialCode: String, by actor: String = "sextant migrate",
        _ transaction: Transaction
    ) throws {
        let framework = package.framework
        let key = FrameworkVersion.Key(framework.id, framework.version)
        if let known = try VersionStore.find(key, transaction) {
            guard known.fingerprint == package.fingerprint, known.stage == .approved else {
                throw InstallFrameworks.ChangedVersion(name: key.description)
            }
            return
        }
        try transaction.query(
            """
            insert into frameworks.version (framework_id, version, title, official_code, is_partial, is_fictitious,
                published_on, effective_from, stage, fingerprint, content)
            values (\(framework.id.rawValue), \(framework.version), \(framework.title), \(officialCode),
                \(framework.isPartial), \(framework.isFictitious), \(framework.publishedOn),
                \(framework.effectiveFrom), 'approved', \(package.fingerprint), \(package.text))
            """)
        try VersionStore.note(
            key, "approved", package.fingerprint, by: actor, reason: "livré avec le programme", transaction)
    }

    /// - Throws: `InstallFrameworks.ChangedVersion` when the day is taken by another text, or `PostgresError`.
    static func insert(_ rules: RuleSet, text: String, _ transaction: Transaction) throws {
        let known = try transaction.first(
            "select fingerprint from frameworks.rule_set where effective_from = \(rules.effectiveFrom)")
        if let known {
            guard try known.text("fingerprint") == rules.fingerprint else {
                throw InstallFrameworks.ChangedVersion(name: "rules/\(rules.effectiveFrom)")
            }
            return
        }
        try transaction.query(
            """
            insert into frameworks.rule_set (effective_from, fingerprint, content)
            values (\(rules.effectiveFrom), \(rules.fingerprint), \(text))
            """)
    }

    /// One stored text with what it is recorded as.
    struct StoredText {
        let source: Law.Source
        let text: String
    }

    /// The approved texts, in a fixed order: drafts and proposals judge nobody.
    ///
    /// - Parameter proposed: versions that come in the places they would have, so that a report on their effects judges
    ///   as the law would.
    static func approved(
        and proposed: [FrameworkVersion.Key] = [], _ transaction: Transaction
    ) throws -> [StoredText] {
        try transaction.query(
            """
            select framework_id, version, official_code, fingerprint, content from frameworks.version
            where stage = 'approved' or (framework_id, version) in (
                select * from unnest(\(proposed.map(\.framework.rawValue))::text[], \(proposed.map(\.number))::text[]))
            order by framework_id, effective_from, version
            """
        ).map(decode)
    }

    /// The texts of these versions, whatever their stage; those that do not exist are left out.
    static func texts(of keys: [FrameworkVersion.Key], _ transaction: Transaction) throws -> [StoredText] {
        try transaction.query(
            """
            select v.framework_id, v.version, v.official_code, v.fingerprint, v.content
            from frameworks.version v
            join unnest(\(keys.map(\.framework.rawValue))::text[], \(keys.map(\.number))::text[])
                as wanted (framework_id, version)
                on wanted.framework_id = v.framework_id and wanted.version = v.version
            order by v.framework_id, v.effective_from, v.version
            """
        ).map(decode)
    }

    private static func decode(_ row: Row) throws -> StoredText {
        StoredText(
            source: Law.Source(
                key: FrameworkVersion.Key(FrameworkID(try row.text("framework_id")), try row.text("version")),
                officialCode: try row.text("official_code"), fingerprint: try row.text("fingerprint")),
            text: try row.text("content"))
    }

    /// The national parameters in force on a day, else the first ones.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func rules(on day: CalendarDate, _ transaction: Transaction) throws -> RuleSet {
        guard let text = try ruleSet(on: day, transaction) else {
            throw PostgresError.decoding("no rule set; run sextant migrate")
        }
        return try RuleSet(text)
    }

    /// The rule set in force on a day, else the first one.
    static func ruleSet(on day: CalendarDate, _ transaction: Transaction) throws -> String? {
        try transaction.first(
            """
            select content from frameworks.rule_set
            order by effective_from <= \(day) desc, case when effective_from <= \(day) then effective_from end desc,
                effective_from limit 1
            """)?.text("content")
    }

    /// The rule set with this fingerprint; nil when there is none.
    static func ruleSet(recordedAs fingerprint: String, _ transaction: Transaction) throws -> String? {
        try transaction.first(
            "select content from frameworks.rule_set where fingerprint = \(fingerprint)")?.text("content")
    }

    /// A word that changes whenever a rule does, or when a corrected link of a specialty code begins to hold.
    ///
    /// - Parameter day: the legal date.
    /// - Throws: `PostgresError`.
    public static func fingerprint(on day: CalendarDate, _ transaction: Transaction) throws -> String {
        try transaction.query(
            """
            select encode(sha256(convert_to(coalesce(string_agg(word, ',' order by word), ''), 'UTF8')), 'hex') as word
            from (
                select fingerprint as word from frameworks.version where stage = 'approved'
                union all
                select fingerprint from frameworks.rule_set
                union all
                (select distinct on (code) code || ':' || array_to_string(candidates, ' ') || ':' || certainty
                from registry.specialty_link where starts_on <= \(day)
                order by code, starts_on desc, override_id desc)) w
            """)[0].text("word")
    }

    /// The days after one and through another on which a rule set, a corrected link of a specialty code or alert
    /// parameters of the transaction's council begin to hold, in order: between two of them the law is the same. What a
    /// version of a référentiel changes is judged by its own dates.
    ///
    /// - Throws: `PostgresError`.
    public static func changes(
        after first: CalendarDate, through last: CalendarDate, _ transaction: Transaction
    ) throws -> [CalendarDate] {
        try transaction.query(
            """
            select starts_on from (
                select effective_from as starts_on from frameworks.rule_set
                union select starts_on from registry.specialty_link
                union select starts_on from frameworks.alert_override where state = 'published') s
            where starts_on > \(first) and starts_on <= \(last) order by starts_on
            """
        ).map { try $0.date("starts_on") }
    }
}
