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
    /// How far it is from simple; compared number by number.
    let cost: [Int]
    /// How many times it may be done.
    var copies = 1

    func step(in block: Block, _ rulebook: Rulebook) -> Advice.Step {
        let thresholds = line?.thresholds(for: declaration) ?? .none
        return Advice.Step(
            block: block, gestures: gestures, declarationID: declarationID, action: declaration.action,
            label: line?.line.label ?? "Action hors liste, reconnue par le CNP", item: declaration.item,
            variant: declaration.variant, role: declaration.role,
            evidence: line.map { rulebook.evidence(accepted: $0, for: declaration) } ?? [],
            threshold: thresholds.sentence, needsLabel: needsLabel, latestStart: latestStart, doneBy: doneBy,
            source: line?.line.source ?? "R. 4022-7", framework: framework.framework.id,
            version: framework.framework.version,
            isPrivate: block == .health || rulebook.mayCountInBlockFour(declaration), plan: declaration)
    }
}

/// Plans new actions of a version, each at the latest within its days.
struct StepPlanner {
    let framework: CompiledFramework
    /// From the first day on which anything can begin to the last on which this version judges it.
    let days: ClosedRange<CalendarDate>
    let required: BlockCounts
    let points: [Double]?

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
        declaration.labelEvents = [LabelEvent(on: days.upperBound, kind: .granted, block: block)]
        declaration.evidence = Evidence(kind: "justificatif_libre", receivedOn: days.upperBound)
        return StepPlan(
            declaration: declaration, line: nil, framework: framework, gestures: [.act, .obtainLabel, .sendEvidence],
            declarationID: nil, needsLabel: true, latestStart: days.upperBound, doneBy: days.upperBound,
            cost: [1, 9, 0, 0, 0, 0, Int.max], copies: required[block])
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
        if needsLabel { declaration.labelEvents = [LabelEvent(on: days.upperBound, kind: .granted)] }
        let evidence = line.evidence(for: declaration).first ?? "justificatif_libre"
        declaration.evidence = Evidence(kind: evidence, receivedOn: days.upperBound)
        let conditions = line.words.count + (isByMethod ? 1 : 0) + (line.roles.isEmpty ? 0 : 1)
        return StepPlan(
            declaration: declaration, line: line, framework: framework,
            gestures: needsLabel ? [.act, .obtainLabel, .sendEvidence] : [.act, .sendEvidence], declarationID: nil,
            needsLabel: needsLabel, latestStart: start, doneBy: days.upperBound,
            cost: [
                1, mode == .cnpDecision ? 2 : needsLabel ? 1 : 0, thresholds.years ?? 0, thresholds.demands, conditions,
                variant == nil ? 0 : 1, position,
            ],
            copies: copies(line, declaration))
    }

    private func copies(_ line: CompiledLine, _ declaration: Declaration) -> Int {
        if line.line.isLimitedToOne || declaration.object == nil { return 1 }
        return line.line.blocks.reduce(0) { sum, block in
            if framework.identities[block.number - 1] == .line { return sum + 1 }
            var number = required[block]
            if let asked = points?[block.number - 1], let each = line.line.points, each > 0 {
                number = max(number, min(20, Int((asked / each).rounded(.up))))
            }
            return sum + number
        }
    }
}
