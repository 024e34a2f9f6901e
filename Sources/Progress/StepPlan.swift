import Vocabulary

/// How an action could still be done, at the latest, under one version of a référentiel.
struct StepPlan {
    /// The declaration that does it.
    var declaration: Declaration
    /// The line; nil for an action outside the référentiel.
    let line: CompiledLine?
    let framework: CompiledFramework
    let gestures: [Advice.Step.Gesture]
    let declarationID: String?
    let needsLabel: Bool
    let latestStart: CalendarDate?
    let doneBy: CalendarDate
    /// The last day for the label; nil when it lacks none.
    let labelBy: CalendarDate?
    /// The last day for the proof; nil when it lacks none.
    let evidenceBy: CalendarDate?
    /// The first day on which it can be done, when only a version to come has the line.
    var notBefore: CalendarDate?
    /// How far it is from simple; compared number by number.
    var cost: [Int]
    /// How many times it may be done, as far as is looked for.
    var copies = 1
    /// Whether it could be done, and asked for, more often.
    var isBounded = false

    func step(in block: Block, _ rulebook: Rulebook) -> Advice.Step {
        let thresholds = line?.thresholds(for: declaration) ?? .none
        return Advice.Step(
            block: block, gestures: gestures, declarationID: declarationID, action: declaration.action,
            label: line?.line.label ?? "Action hors liste, reconnue par le CNP", item: declaration.item,
            variant: declaration.variant, role: declaration.role,
            evidence: line.map { rulebook.evidence(accepted: $0, for: declaration) } ?? [],
            threshold: thresholds.sentence, needsLabel: needsLabel, labelSparedBy: labelSparedBy,
            conditions: conditions, notBefore: notBefore, latestStart: latestStart, doneBy: doneBy,
            labelBy: labelBy, evidenceBy: evidenceBy, occasions: declarationID == nil ? thresholds.occasions : nil,
            source: line?.line.source ?? "R. 4022-7", framework: framework.framework.id,
            version: framework.framework.version,
            isPrivate: block == .health || rulebook.mayCountInBlockFour(declaration), plan: declaration)
    }
}

extension StepPlan {
    /// What a new action avoids asking the CNP for, and how.
    private var labelSparedBy: Advice.LabelSparing? {
        guard declarationID == nil, !needsLabel, let line else { return nil }
        switch line.mode(for: declaration) {
        case .hasMethod, .hasMethodOrCNPLabel: return .hasMethod
        case .automatic:
            var offList = declaration
            offList.item = nil
            return line.mode(for: offList) == .automatic ? nil : .list
        case .onRequest, .list, .cnpLabel, .cnpDecision, .unspecified: return nil
        }
    }

    /// What the line asks to be true of a new action, roles aside.
    private var conditions: [Condition] {
        guard declarationID == nil, let line else { return [] }
        return line.line.conditions.filter { $0.role == nil }
    }
}

extension StepPlan {
    /// Whether another version has the line on the same terms, or lets in what is outside the list.
    func holds(in framework: CompiledFramework) -> Bool {
        guard let line else { return framework.framework.allowsOffList }
        guard let other = framework.line(declaration.action) else { return false }
        return other.thresholds(for: declaration) == line.thresholds(for: declaration)
            && other.mode(for: declaration) == line.mode(for: declaration) && other.words == line.words
            && other.evidence(for: declaration) == line.evidence(for: declaration) && other.blocks == line.blocks
    }
}

extension Thresholds {
    /// Several meetings or consultations on any days, when nothing else takes time.
    fileprivate var occasions: String? {
        guard years == nil, monthlySessions == nil, weeks == nil, days ?? 0 <= 1 else { return nil }
        if let meetings, meetings > 1 { return "les \(meetings) réunions" }
        if let consultations, consultations > 1 { return "les \(consultations) consultations" }
        return nil
    }
}

/// Plans new actions of a version, each at the latest within its days.
struct StepPlanner {
    let framework: CompiledFramework
    /// From the first day on which anything can begin to the last on which this version judges it.
    let days: ClosedRange<CalendarDate>
    let required: BlockCounts
    let points: [Double]?
    /// The last days for papers.
    let papers: PaperDays

    /// The simplest way to do an action of the line; several when the entry of its list is the object itself.
    func plans(_ line: CompiledLine, position: Int) -> [StepPlan] {
        let plans = items(line).flatMap { item in
            variants(line).compactMap { plan(line, item: item, variant: $0, position: position) }
        }.sorted { $0.cost.lexicographicallyPrecedes($1.cost) }
        guard line.line.objectFromItem else { return Array(plans.prefix(1)) }
        var seen: Set<String?> = []
        return plans.filter { seen.insert($0.declaration.item).inserted }
    }

    /// An action outside the list, which the CNP must recognise (rule R14).
    func offList(in block: Block) -> StepPlan {
        var declaration = Declaration(id: "", action: Declaration.offList, date: days.upperBound)
        declaration.object = "conseil"
        declaration.blockWanted = block
        declaration.labelEvents = [LabelEvent(on: papers.labels, kind: .granted, block: block)]
        declaration.evidence = Evidence(kind: "justificatif_libre", receivedOn: papers.evidence)
        return StepPlan(
            declaration: declaration, line: nil, framework: framework, gestures: [.act, .obtainLabel, .sendEvidence],
            declarationID: nil, needsLabel: true, latestStart: days.upperBound, doneBy: days.upperBound,
            labelBy: papers.labels, evidenceBy: papers.evidence, cost: [1, 0, 9, 0, 0, 0, 0, Int.max],
            copies: required[block])
    }

    /// One entry for each different demand; every one of them when the entry is the object.
    private func items(_ line: CompiledLine) -> [String?] {
        guard let list = line.line.labelling.list, list.kind != .missing else {
            return [nil] + line.line.itemThresholds.keys.sorted()
        }
        if line.line.objectFromItem { return list.items + [nil] }
        var seen: Set<Thresholds?> = []
        return list.items.filter { seen.insert(line.line.itemThresholds[$0]).inserted } + [nil]
    }

    private func variants(_ line: CompiledLine) -> [String?] { [nil] + line.line.variants.map(\.name) }

    private func plan(_ line: CompiledLine, item: String?, variant: String?, position: Int) -> StepPlan? {
        var declaration = Declaration(id: "", action: line.line.id)
        declaration.item = item
        declaration.variant = variant
        declaration.role = line.roles.first
        declaration.object = line.line.objectFromItem && item != nil ? nil : "conseil"
        let thresholds = line.thresholds(for: declaration)
        guard let start = declaration.carryOut(thresholds, within: days) else { return nil }
        let mode = line.mode(for: declaration)
        let isByMethod = mode == .hasMethod || mode == .hasMethodOrCNPLabel
        if isByMethod || line.needsMethod { declaration.hasMethodFollowed = true }
        let needsLabel = mode == .onRequest || mode == .cnpLabel || mode == .cnpDecision
        if needsLabel { declaration.labelEvents = [LabelEvent(on: papers.labels, kind: .granted)] }
        let evidence = line.evidence(for: declaration).first ?? "justificatif_libre"
        declaration.evidence = Evidence(kind: evidence, receivedOn: papers.evidence)
        let conditions = line.words.count + (isByMethod ? 1 : 0) + (line.roles.isEmpty ? 0 : 1)
        return StepPlan(
            declaration: declaration, line: line, framework: framework,
            gestures: needsLabel ? [.act, .obtainLabel, .sendEvidence] : [.act, .sendEvidence], declarationID: nil,
            needsLabel: needsLabel, latestStart: start, doneBy: days.upperBound,
            labelBy: needsLabel ? papers.labels : nil, evidenceBy: papers.evidence,
            cost: [
                1, 0, mode == .cnpDecision ? 2 : needsLabel ? 1 : 0, thresholds.years ?? 0, thresholds.demands,
                conditions,
                variant == nil ? 0 : 1, position,
            ],
            copies: copies(line, declaration), isBounded: isBounded(line, declaration))
    }

    /// Whether the points of a block could need the line more often than it is planned.
    private func isBounded(_ line: CompiledLine, _ declaration: Declaration) -> Bool {
        guard !line.line.isLimitedToOne, declaration.object != nil else { return false }
        return line.line.blocks.contains {
            framework.identities[$0.number - 1] != .line && needs(line, in: $0) > StepPlanner.mostCopies
        }
    }

    /// A limit keeps what is looked for finite; the advice is then not sure of what it calls impossible.
    private static let mostCopies = 120.0

    /// How many actions of the line the points of a block need.
    private func needs(_ line: CompiledLine, in block: Block) -> Double {
        guard let asked = points?[block.number - 1], let each = line.line.points, each > 0 else { return 0 }
        return (asked / each).rounded(.up)
    }

    private func copies(_ line: CompiledLine, _ declaration: Declaration) -> Int {
        if line.line.isLimitedToOne || declaration.object == nil { return 1 }
        return line.line.blocks.reduce(0) { sum, block in
            if framework.identities[block.number - 1] == .line { return sum + 1 }
            return sum + max(required[block], Int(min(needs(line, in: block), StepPlanner.mostCopies)))
        }
    }
}
