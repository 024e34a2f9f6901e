public import Vocabulary

extension Engine {
    /// What would be enough to complete a cycle, from what is known on `asOf`; see ``Advice``.
    /// - Parameter declarations: With different ids, in any order.
    /// - Returns: Nil when the référentiel held at the end of the cycle is not in the rulebook.
    public func advice(
        for cycle: Cycle, profile: Profile, declarations: [Declaration], asOf: CalendarDate
    ) -> Advice? {
        let known = profile.known(on: asOf)
        let last = asOf <= cycle.end ? cycle.end : max(asOf, cycle.controlDeadline)
        let papers = PaperDays(terms(of: cycle), otherwise: last)
        guard let timeline = Timeline(known, self, cycle: cycle, reckoningDay: cycle.end) else { return nil }
        let desk = AdviceDesk(
            engine: self, cycle: cycle, profile: known, declarations: declarations.map { $0.known(on: asOf) },
            asOf: asOf, by: max(last, papers.labels, papers.evidence), papers: papers, timeline: timeline,
            target: Target(timeline.current, known, on: cycle.end, revision))
        return desk.advice()
    }
}

/// Gathers what an advice is made of.
struct AdviceDesk {
    let engine: Engine
    let cycle: Cycle
    let profile: Profile
    let declarations: [Declaration]
    let asOf: CalendarDate
    let by: CalendarDate
    let papers: PaperDays
    let timeline: Timeline
    let target: Target

    /// Plans of new actions, with the lines that can no longer be done.
    private struct Prospect {
        var plans: [StepPlan] = []
        var expired: [CompiledLine] = []
    }

    func advice() -> Advice {
        let mending = Mending(
            rulebook: engine.rulebook, judge: engine.judge(timeline, cycle, by), today: asOf, papers: papers)
        var all = declarations
        var judgements = declarations.map(mending.judged)
        var plans: [StepPlan] = []
        func add(_ plan: StepPlan, _ declaration: Declaration, _ judgement: Judgement) {
            plans.append(plan)
            all.append(declaration)
            judgements.append(judgement)
        }
        for (position, declaration) in declarations.enumerated() {
            guard let mended = mending.plan(declaration, position: position) else { continue }
            add(mended.plan, mended.plan.declaration, mended.judgement)
        }
        let prospect = prospect(mending)
        for plan in prospect.plans {
            for _ in 0..<plan.copies {
                var copy = plan
                copy.declaration = Advice.Step.unnamed(plan.declaration, number: plans.count)
                add(copy, copy.declaration, mending.judged(copy.declaration))
            }
        }
        let list = CandidateList(all, judgements, countsPoints: target.points != nil)
        let order = plans.indices.sorted { plans[$0].cost.lexicographicallyPrecedes(plans[$1].cost) }
        let search = AdviceSearch(
            candidates: list.candidates, declared: declarations.count, order: order.map { $0 + declarations.count },
            target: target, isBounded: plans.contains(where: \.isBounded))
        return advice(search, plans, prospect.expired, Array(judgements.prefix(declarations.count)))
    }

    private func advice(
        _ search: AdviceSearch, _ plans: [StepPlan], _ expired: [CompiledLine], _ judgements: [Judgement]
    ) -> Advice {
        let baseline = search.baseline()
        let result = search.solve()
        let steps = result.chosen.compactMap { index in
            result.blocks[index].map { plans[index - declarations.count].step(in: $0, engine.rulebook) }
        }
        let framework = timeline.current.framework
        return Advice(
            asOf: asOf, cycle: cycle, by: by, labelsBy: papers.labels, evidenceBy: papers.evidence,
            framework: framework.id, title: framework.title,
            version: framework.version,
            outlook: result.isReached ? (result.chosen.isEmpty ? .complete : .possible) : .impossible,
            required: target.required, counts: baseline.counts.capped(at: target.limit),
            awaited: awaited(baseline.counted, judgements), steps: steps,
            choices: choices(search, plans, expired, baseline), hidden: .zero, isMasked: false,
            isSure: result.isSure, points: baseline.points)
    }

    /// New actions: every line of every version still to judge, the latest version first.
    private func prospect(_ mending: Mending) -> Prospect {
        var prospect = Prospect()
        let first = max(asOf, cycle.start)
        guard first <= cycle.end else { return prospect }
        var planned: Set<String> = []
        for segment in timeline.segments.reversed() {
            let last = min(segment.until == .distantFuture ? cycle.end : segment.until.previous, cycle.end)
            guard let framework = segment.framework, max(first, segment.from) <= last else { continue }
            let planner = StepPlanner(
                framework: framework, days: first...last, required: target.required, points: target.points,
                papers: papers)
            for (position, line) in framework.own.enumerated() {
                let name = "\(line.key)/\(line.blocks.bits)"
                let plans = planner.plans(line, position: position).filter {
                    mending.judged($0.declaration).verdict == .counted
                }.map { timed($0, segment) }
                if plans.isEmpty {
                    if last == cycle.end { prospect.expired.append(line) }
                } else if planned.insert(name).inserted {
                    prospect.plans += plans
                }
            }
            if framework.framework.allowsOffList, planned.insert(Declaration.offList).inserted {
                let blocks = Block.allCases.filter { target.required[$0] > 0 }
                prospect.plans += blocks.map(planner.offList).filter {
                    mending.judged($0.declaration).verdict == .counted
                }.map { timed($0, segment) }
            }
        }
        prospect.expired.removeAll { planned.contains("\($0.key)/\($0.blocks.bits)") }
        return prospect
    }

    /// With the first day on which the action can be done: that of the version, unless every earlier one still to
    /// judge has the line on the same terms. What can be done from today on comes first.
    private func timed(_ plan: StepPlan, _ segment: Timeline.Segment) -> StepPlan {
        var first = segment.from
        for earlier in timeline.segments.reversed() where earlier.from < segment.from {
            guard first > asOf, let framework = earlier.framework, plan.holds(in: framework) else { break }
            first = earlier.from
        }
        guard first > asOf else { return plan }
        var plan = plan
        plan.notBefore = first
        plan.cost[1] = 1
        return plan
    }

    private func awaited(
        _ counted: [(candidate: Candidate, block: Block)], _ judgements: [Judgement]
    ) -> [Advice.Awaited] {
        counted.compactMap { candidate, block in
            guard let day = judgements[candidate.index].realisedOn, day > asOf else { return nil }
            let declaration = declarations[candidate.index]
            return Advice.Awaited(
                id: declaration.id, action: declaration.action, block: block, on: day,
                isPrivate: block == .health || engine.rulebook.mayCountInBlockFour(declaration))
        }
    }

    /// For each block that lacks something, what may still count there beside what counts already.
    private func choices(
        _ search: AdviceSearch, _ plans: [StepPlan], _ expired: [CompiledLine],
        _ baseline: AdviceSearch.Baseline
    ) -> [Advice.Choice] {
        let candidates = Dictionary(uniqueKeysWithValues: search.candidates.map { ($0.index, $0) })
        return Block.allCases.filter { baseline.counts[$0] < target.required[$0] }.map { block in
            var seen: Set<String> = []
            let steps = search.order.compactMap { index -> Advice.Step? in
                let plan = plans[index - declarations.count]
                guard let candidate = candidates[index], candidate.blocks.contains(block),
                    !baseline.counted.contains(where: {
                        candidate.isBarred(from: block, by: $0.candidate, in: $0.block)
                    }),
                    seen.insert(plan.declarationID.map { "=\($0)" } ?? plan.declaration.action).inserted
                else { return nil }
                return plan.step(in: block, engine.rulebook)
            }
            let late = expired.count { line in
                line.blocks.contains(block)
                    && !baseline.counted.contains { $0.candidate.line == line.key && $0.block == block }
            }
            return Advice.Choice(block: block, steps: steps, expired: late)
        }
    }
}

extension Advice.Step {
    /// A planned declaration under a provisional name of its own.
    static func unnamed(_ plan: Declaration, number: Int) -> Declaration {
        var declaration = plan
        declaration.id = "conseil \(number)"
        if declaration.object != nil { declaration.object = declaration.id }
        return declaration
    }
}
