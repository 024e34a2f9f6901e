import Vocabulary

/// What a declared action lacks to count, when papers or time are all it lacks.
struct Mending {
    let rulebook: Rulebook
    let judge: Judge
    /// The date of the advice.
    let today: CalendarDate
    /// Until when papers can come.
    let papers: PaperDays

    private typealias Gesture = Advice.Step.Gesture

    /// The declaration with what it lacks, and its judgement; nil when it counts already or cannot be mended.
    func plan(_ declaration: Declaration, position: Int) -> (plan: StepPlan, judgement: Judgement)? {
        var mended = declaration
        var gestures: [Advice.Step.Gesture] = []
        for _ in 0..<4 {
            let judgement = judged(mended)
            if judgement.verdict == .counted {
                guard let framework = judgement.framework, !gestures.isEmpty else { return nil }
                return (plan(mended, gestures, judgement, framework, position), judgement)
            }
            guard let gesture = mend(&mended, judgement), !gestures.contains(gesture) else { return nil }
            gestures.append(gesture)
        }
        return nil
    }

    func judged(_ declaration: Declaration) -> Judgement {
        var next = NextChange(asOf: judge.asOf)
        return judge.judge(declaration, next: &next)
    }

    private func plan(
        _ mended: Declaration, _ gestures: [Advice.Step.Gesture], _ judgement: Judgement,
        _ framework: CompiledFramework, _ position: Int
    ) -> StepPlan {
        let order = Gesture.allCases
        var gestures = gestures
        let realisedOn = judgement.realisedOn ?? today
        if realisedOn > today, !gestures.contains(.goOn) {
            let isRunning = (mended.period?.lowerBound).map { $0 <= today } ?? false
            gestures.append(isRunning ? .goOn : .carryOut)
        }
        gestures.sort { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
        let label = gestures.contains(.obtainLabel) || gestures.contains(.obtainNewDecision)
        let evidenceBy = gestures.contains(.sendEvidence) ? papers.evidence : nil
        let labelBy = label ? papers.labels : nil
        let papersBy = [evidenceBy, labelBy].compactMap { $0 }.max()
        let isDone = realisedOn <= today && !gestures.contains(.goOn)
        return StepPlan(
            declaration: mended, line: judgement.line, framework: framework, gestures: gestures,
            declarationID: mended.id, needsLabel: label, latestStart: nil,
            doneBy: isDone ? papersBy ?? realisedOn : realisedOn, labelBy: labelBy, evidenceBy: evidenceBy,
            cost: [0, gestures.count, 0, 0, 0, 0, 0, position])
    }

    /// Supplies the first thing that lacks; nil when it cannot be supplied.
    private func mend(_ declaration: inout Declaration, _ judgement: Judgement) -> Advice.Step.Gesture? {
        switch judgement.verdict {
        case .evidenceMissing, .evidenceNotAdmissible:
            guard today <= papers.evidence else { return nil }
            let accepted = judgement.line.map { rulebook.evidence(accepted: $0, for: declaration) } ?? []
            let declared = declaration.evidence.flatMap { accepted.contains($0.kind) ? $0.kind : nil }
            declaration.evidence = Evidence(
                kind: declared ?? accepted.first ?? "justificatif_libre", receivedOn: papers.evidence)
            return .sendEvidence
        case .labelPending:
            guard today <= papers.labels else { return nil }
            declaration.labelEvents.append(LabelEvent(on: papers.labels, kind: .granted))
            return .obtainLabel
        case .labelRefused, .labelRevoked: return decideAgain(&declaration)
        case .notInFramework where declaration.action == Declaration.offList && judgement.mayBeLetIn:
            return decideAgain(&declaration)
        case .thresholdNotMet: return goOn(&declaration) ? .goOn : nil
        default: return nil
        }
    }

    /// A favourable decision after another one: the last hope when nothing new can be done any more (rules R11, R14).
    private func decideAgain(_ declaration: inout Declaration) -> Advice.Step.Gesture? {
        guard today > judge.cycle.end, today <= papers.labels else { return nil }
        declaration.labelEvents.append(LabelEvent(on: papers.labels, kind: .granted))
        return .obtainNewDecision
    }

    /// Prolongs what is still going on until every threshold of a version is reached, the latest version first.
    private func goOn(_ declaration: inout Declaration) -> Bool {
        for segment in judge.timeline.segments.reversed() {
            let end = min(segment.until == .distantFuture ? judge.cycle.end : segment.until.previous, judge.cycle.end)
            guard max(today, segment.from) <= end, let line = segment.framework?.line(for: declaration) else {
                continue
            }
            let continuation = Continuation(
                thresholds: line.thresholds(for: declaration), cycle: judge.cycle, today: today, end: end)
            guard let longer = continuation.apply(to: declaration), judged(longer).realisedOn != nil else { continue }
            declaration = longer
            return true
        }
        return false
    }
}

extension Judgement {
    /// Whether its référentiel lets in actions outside its list.
    fileprivate var mayBeLetIn: Bool { framework?.framework.allowsOffList ?? false }
}
