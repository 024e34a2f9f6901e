import Crypto
import Foundation
public import Postgres
public import Progress
public import Vocabulary

/// Everything a standing is judged by on a day: the référentiels in force and the rule set.
public struct Law: Sendable {
    /// A text the law is made of.
    public struct Source: Hashable, Sendable {
        /// Référentiel and version.
        public let key: FrameworkVersion.Key
        /// The code of the arrêté's annex.
        public let officialCode: String
        /// Hexadecimal SHA-256 of the text.
        public let fingerprint: String

        /// All fields.
        public init(key: FrameworkVersion.Key, officialCode: String, fingerprint: String) {
            self.key = key
            self.officialCode = officialCode
            self.fingerprint = fingerprint
        }
    }

    /// A stored text is not the one that was recorded, or is gone.
    public struct Altered: Error, Hashable, Sendable, CustomStringConvertible {
        /// The names of the texts, as in « medecine-generale 1 » or `rules`.
        public let names: [String]
        /// One French sentence.
        public var description: String { "texte altéré ou disparu depuis : \(names.joined(separator: ", "))" }
    }

    /// The texts, in a fixed order: that of the register, once they are approved too.
    public let sources: [Source]
    /// What the texts say, in the same order.
    public let frameworks: [Framework]
    /// All versions, compiled.
    public let rulebook: Rulebook
    /// The parameters in force.
    public private(set) var rules: RuleSet
    /// What the council that judges sets for its own alerts, already in ``rules``; nil under the national rule alone.
    public private(set) var alertOverride: AlertOverride?
    /// The id by which the engine knows the référentiel of an official code; a whole one before a partial one.
    public let idByOfficialCode: [String: FrameworkID]
    /// Ids of référentiels of which only a part is known: shown, never judged by (contracts §7).
    public let partial: Set<FrameworkID>
    /// Changes whenever a version or a rule set does, and with what the council sets of its own.
    public private(set) var fingerprint: String

    /// Reads what is approved: drafts and proposals judge nobody.
    ///
    /// - Parameters:
    ///   - day: the legal date.
    ///   - proposed: versions to judge by as if they were approved, for a report on their effects.
    /// - Throws: `PostgresError`, or the fault of a stored text, such as a draft that is not whole.
    public static func load(
        on day: CalendarDate, adding proposed: [FrameworkVersion.Key] = [], _ transaction: Transaction
    ) throws -> Law {
        let texts = try FrameworkStore.approved(and: proposed, transaction)
        let law = try Law(
            texts, rules: try FrameworkStore.rules(on: day, transaction),
            fingerprint: try FrameworkStore.fingerprint(on: day, transaction))
        return proposed.isEmpty ? law : law.with([])
    }

    /// Reads exactly the texts that were recorded, to replay what was decided under them.
    ///
    /// - Parameters:
    ///   - sources: as ``sources`` of then.
    ///   - ruleSet: ``RuleSet/fingerprint`` of then.
    ///   - fingerprint: ``fingerprint`` of then.
    ///   - own: ``alertOverride`` of then.
    ///   - toleratesAltered: judges by the texts as they are now, for a replay that has named the altered ones.
    /// - Throws: ``Altered`` when a text no longer has the hash it was recorded with; `PostgresError`.
    public static func load(
        recorded sources: [Source], ruleSet: String, fingerprint: String, alerts own: AlertOverride? = nil,
        toleratesAltered: Bool = false, _ transaction: Transaction
    ) throws -> Law {
        let stored = try FrameworkStore.texts(of: sources.map(\.key), transaction)
        let texts = Dictionary(stored.map { ($0.source.key, $0.text) }, uniquingKeysWith: { $1 })
        let rules = try FrameworkStore.ruleSet(recordedAs: ruleSet, transaction)
        var altered = sources.filter { source in
            texts[source.key].map { SHA256.hash(data: Data($0.utf8)).hexadecimal } != source.fingerprint
        }.map(\.key.description)
        if rules.map({ SHA256.hash(data: Data($0.utf8)).hexadecimal }) != ruleSet { altered.append("rules") }
        guard altered.isEmpty || toleratesAltered, let rules else { throw Altered(names: altered) }
        var law = try Law(
            sources.compactMap { source in
                texts[source.key].map { FrameworkStore.StoredText(source: source, text: $0) }
            }, rules: try RuleSet(rules), fingerprint: fingerprint)
        if let own { law.judge(by: own) }
        return law
    }

    /// The national law with what a council sets for its own alerts, as far as this law leaves it to councils; its
    /// fingerprint is another one, unless nothing of it is left.
    public func with(alerts own: AlertOverride) -> Law {
        let own = own.within(rules.alertBounds)
        guard !own.isEmpty else { return self }
        var law = self
        law.judge(by: own)
        law.fingerprint = SHA256.hash(data: Data("\(fingerprint)+alerts:\(own.text)".utf8)).hexadecimal
        return law
    }

    private mutating func judge(by own: AlertOverride) {
        alertOverride = own
        rules.alerts = own.applied(to: rules.alerts)
    }

    /// The same law with further versions, as if they were approved; its fingerprint is another one.
    public func with(_ proposed: [Framework]) -> Law {
        let codes = Dictionary(idByOfficialCode.map { ($1, $0) }, uniquingKeysWith: { min($0, $1) })
        let added = proposed.map { framework in
            Source(
                key: FrameworkVersion.Key(framework.id, framework.version),
                officialCode: codes[framework.id] ?? framework.id.rawValue, fingerprint: "")
        }
        let sources = self.sources + added
        let words = sources.map { "\($0.key) \($0.fingerprint)" }.joined(separator: ",")
        var law = Law(
            sources: sources, frameworks: frameworks + proposed, rules: rules,
            fingerprint: SHA256.hash(data: Data("\(fingerprint)+\(words)".utf8)).hexadecimal)
        law.alertOverride = alertOverride
        return law
    }

    private init(_ texts: [FrameworkStore.StoredText], rules: RuleSet, fingerprint: String) throws {
        self.init(
            sources: texts.map(\.source), frameworks: try texts.map { try Framework(json: JSON(parsing: $0.text)) },
            rules: rules, fingerprint: fingerprint)
    }

    private init(sources: [Source], frameworks: [Framework], rules: RuleSet, fingerprint: String) {
        let partial = Set(frameworks.filter(\.isPartial).map(\.id))
        var ids: [String: FrameworkID] = [:]
        for (source, framework) in zip(sources, frameworks) {
            if ids[source.officialCode].map({ partial.contains($0) }) ?? true {
                ids[source.officialCode] = framework.id
            }
        }
        self.sources = sources
        self.frameworks = frameworks
        self.rules = rules
        self.fingerprint = fingerprint
        self.partial = partial
        rulebook = Rulebook(frameworks: frameworks)
        idByOfficialCode = ids
    }
}
