public import Vocabulary

/// Why one action has its verdict (`evaluate --explain`).
public struct Proof: Hashable, Sendable {
    /// The rule of the engine, as in `R17`.
    public var rule: String
    /// The facts used: name and value, dates in ISO form.
    public var facts: [Fact]
    /// What is missing for the action to count, in French; nil when it counts.
    public var missing: String?
    /// What the line asks to be reached, in French; nil when nothing.
    public var threshold: String?
    /// The article, or the place of the line in its référentiel.
    public var source: String
    /// The référentiel that judged; nil when nothing was judged.
    public var framework: FrameworkID?
    /// Its version.
    public var version: String?
    /// The day since which the action counts, or the decision against it holds; nil when there is none.
    public var since: CalendarDate?
    /// The block it counts in; nil unless counted.
    public var block: Block?
    /// The day of a change of version that it straddles, judged by the later version (rule R27-4); nil when none.
    public var straddles: CalendarDate?

    /// One fact.
    public struct Fact: Hashable, Sendable {
        /// Its name, as in `evidence.receivedOn`.
        public var name: String
        /// Its value.
        public var value: String
    }

    /// As the first two engines explained it; ``ProofReasons`` adds to it.
    init(_ declaration: Declaration, _ outcome: Standing.Outcome, _ judgement: Judgement) {
        let line = judgement.line
        let thresholds = line?.thresholds(for: declaration) ?? .none
        rule = Proof.rule(outcome.verdict, declaration, judgement, thresholds)
        facts = Proof.facts(declaration, outcome, judgement)
        missing = outcome.verdict.missing
        threshold = thresholds.sentence
        source = outcome.verdict.article ?? line?.line.source ?? "R. 4022-7"
        framework = judgement.framework?.framework.id
        version = judgement.framework?.framework.version
        since = Proof.since(declaration, outcome, judgement)
        block = outcome.block
        straddles = outcome.straddles
    }

    private static func facts(
        _ declaration: Declaration, _ outcome: Standing.Outcome, _ judgement: Judgement
    ) -> [Fact] {
        var facts: [Fact] = []
        func add(_ name: String, _ value: String?) {
            if let value { facts.append(Fact(name: name, value: value)) }
        }
        add("action", declaration.action)
        add("line", judgement.line.flatMap { $0.line.id == declaration.action ? nil : $0.line.id })
        add("date", declaration.date?.description)
        add("period.start", declaration.period?.lowerBound.description)
        add("period.end", declaration.period?.upperBound.description)
        add("item", declaration.item)
        add("object", declaration.object)
        add("role", declaration.role)
        add("realisedOn", outcome.realisedOn?.description)
        add("labelledOn", judgement.labelledOn?.description)
        add("evidence.kind", declaration.evidence?.kind)
        add("evidence.receivedOn", declaration.evidence?.receivedOn?.description)
        add("block", outcome.block.map { String($0.number) })
        return facts
    }

    private static func since(
        _ declaration: Declaration, _ outcome: Standing.Outcome, _ judgement: Judgement
    ) -> CalendarDate? {
        switch outcome.verdict {
        case .counted:
            [outcome.realisedOn, judgement.labelledOn, declaration.evidence?.receivedOn].compactMap { $0 }.max()
        case .labelPending, .labelRefused, .labelRevoked: judgement.labelledOn
        default: nil
        }
    }

    private static func rule(
        _ verdict: Verdict, _ declaration: Declaration, _ judgement: Judgement, _ thresholds: Thresholds
    ) -> String {
        switch verdict {
        case .counted: judgement.blocks.single == nil ? "R06" : "R01"
        case .outsideCycle, .notYetDone: "R03"
        case .thresholdNotMet: thresholds.rule
        case .notInFramework: declaration.action == Declaration.offList ? "R14" : "R25"
        case .excludedPractice: "R15"
        case .industryFunded: "R16"
        case .conditionNotMet: judgement.line?.needsMethod ?? false ? "R13" : "R23"
        case .roleNotValid: "R22"
        case .labelPending: judgement.line?.line.labelling.mode == .list ? "R10" : "R09"
        case .labelRefused: "R11"
        case .labelRevoked: "R12"
        case .evidenceMissing, .evidenceNotAdmissible: "R21"
        case .identical: "R04"
        case .alreadyCounted: "R07"
        }
    }

    /// Every day among its facts, and the one since which it holds.
    var days: [CalendarDate] { facts.compactMap { CalendarDate(iso: $0.value) } + [since].compactMap { $0 } }

    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("rule", rule)
            object.key("facts")
            object.object { for fact in facts { $0.member(fact.name, fact.value) } }
            object.text("missing", missing)
            object.text("threshold", threshold)
            object.member("source", source)
            object.text("framework", framework?.rawValue)
            object.text("version", version)
            object.text("since", since?.description)
            object.member("straddles", straddles)
        }
    }
}

extension JSONWriter {
    /// A member with a text, or `null`.
    mutating func text(_ key: String, _ text: String?) {
        self.key(key)
        if let text { string(text) } else { null() }
    }
}

extension Engine {
    /// A standing with the proof of each declaration, in the order given.
    /// - Returns: Nil in the same cases as ``standing(of:profile:declarations:asOf:)``.
    public func explained(
        of cycle: Cycle, profile: Profile, declarations: [Declaration], asOf: CalendarDate
    ) -> (standing: Standing, proofs: [Proof])? {
        guard let assessment = assess(cycle, profile, declarations, asOf) else { return nil }
        let proofs = declarations.indices.map { assessment.proof(of: $0, declarations, profile, self) }
        return (assessment.standing, proofs)
    }
}
