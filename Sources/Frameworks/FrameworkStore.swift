public import Postgres
import Vocabulary

/// The statements about référentiels and rule sets.
public enum FrameworkStore {
    /// Adds a version; the same text again changes nothing.
    ///
    /// - Parameter officialCode: the code of the arrêté's annex, such as `REF.10.01_1`.
    /// - Throws: `InstallFrameworks.ChangedVersion` when the number is taken by another text.
    public static func insert(_ package: FrameworkPackage, officialCode: String, _ transaction: Transaction) throws {
        let framework = package.framework
        let known = try transaction.first(
            """
            select fingerprint from frameworks.version
            where framework_id = \(framework.id.rawValue) and version = \(framework.version)
            """)
        if let known {
            guard try known.text("fingerprint") == package.fingerprint else {
                throw InstallFrameworks.ChangedVersion(name: "\(framework.id) \(framework.version)")
            }
            return
        }
        try transaction.query(
            """
            insert into frameworks.version (framework_id, version, title, official_code, is_partial, is_fictitious,
                published_on, fingerprint, content)
            values (\(framework.id.rawValue), \(framework.version), \(framework.title), \(officialCode),
                \(framework.isPartial), \(framework.isFictitious), \(framework.publishedOn), \(package.fingerprint),
                \(package.text))
            """)
    }

    static func insert(_ rules: RuleSet, text: String, _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into frameworks.rule_set (effective_from, fingerprint, content)
            values (\(rules.effectiveFrom), \(rules.fingerprint), \(text))
            on conflict (effective_from) do nothing
            """)
    }

    /// The texts of all versions with their official codes, in a fixed order.
    static func versions(_ transaction: Transaction) throws -> [(officialCode: String, text: String)] {
        try transaction.query(
            "select official_code, content from frameworks.version order by framework_id, published_on, version"
        ).map { (try $0.text("official_code"), try $0.text("content")) }
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

    /// A word that changes whenever a rule does.
    static func fingerprint(_ transaction: Transaction) throws -> String {
        try transaction.query(
            """
            select encode(sha256(convert_to(coalesce(string_agg(fingerprint, ',' order by fingerprint), ''), 'UTF8')),
                'hex') as word
            from (select fingerprint from frameworks.version union all select fingerprint from frameworks.rule_set) f
            """)[0].text("word")
    }
}
