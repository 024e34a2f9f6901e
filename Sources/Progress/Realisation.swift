import Vocabulary

/// When an action was done, and under which version of which line it is judged.
struct Realisation {
    let on: CalendarDate
    let framework: CompiledFramework?
    let line: CompiledLine?
}

/// Finds the realisation of a declaration, or the verdict that there is none yet.
struct RealisationSearch {
    let timeline: Timeline
    let cycle: Cycle
    let asOf: CalendarDate

    enum Outcome {
        case realised(Realisation)
        case none(Verdict, CompiledLine?, CompiledFramework?)
    }

    /// The first day on which the thresholds in force that day are reached by what was done up to it.
    ///
    /// Nothing of a later version or specialty leaks into an earlier standing: a day after `asOf` is only noted
    /// in `next`, and the verdict is then the one of the version in force.
    func find(_ declaration: Declaration, _ extent: Extent, next: inout NextChange) -> Outcome {
        for segment in timeline.segments {
            let line = segment.framework?.line(for: declaration)
            guard let day = realisationDay(declaration, line, extent, segment) else { continue }
            next.note(day)
            if day <= asOf { return .realised(Realisation(on: day, framework: segment.framework, line: line)) }
        }
        let framework = timeline.framework(on: min(asOf, extent.inside.upperBound))
        let line = framework?.line(for: declaration)
        return .none(unreached(declaration, line, extent), line, framework)
    }

    private func realisationDay(
        _ declaration: Declaration, _ line: CompiledLine?, _ extent: Extent, _ segment: Timeline.Segment
    ) -> CalendarDate? {
        var reach = Reach.whenDone
        if let line, !line.isPlain {
            reach = Reach(line.thresholds(for: declaration), by: declaration, extent, in: cycle)
        }
        switch reach {
        case .never: return nil
        case .whenDone:
            let day = extent.natural(declaration, asOf: asOf)
            return segment.contains(day) ? day : nil
        case .on(let reached):
            // Reached earlier than this version asks: it counts from the version's first day, if still going on.
            let day = max(reached, segment.from)
            return segment.contains(day) && (day == reached || day <= extent.inside.upperBound) ? day : nil
        }
    }

    /// The verdict when nothing is realised by `asOf`: still running, or short of a threshold (contract §1b).
    private func unreached(_ declaration: Declaration, _ line: CompiledLine?, _ extent: Extent) -> Verdict {
        guard let line else { return .notYetDone }
        let thresholds = line.thresholds(for: declaration)
        let isRunning = extent.isContinuous && extent.inside.upperBound > asOf
        if !isRunning || thresholds.years != nil || thresholds.monthlySessions != nil { return .thresholdNotMet }
        let isShort = thresholds.days.map { declaration.measures?.days ?? 1 < $0 } ?? false
        return isShort ? .thresholdNotMet : .notYetDone
    }
}

extension CompiledFramework {
    /// The line of a declaration, or else the first line its CNP declares equivalent.
    func line(for declaration: Declaration) -> CompiledLine? {
        if let line = line(declaration.action) { return line }
        for id in declaration.equivalents {
            if let line = line(id) { return line }
        }
        return nil
    }
}

extension Thresholds {
    /// Whether one of them is reached on a day of its own rather than when the action is done.
    var isDated: Bool {
        years != nil || monthlySessions != nil || consultations != nil || meetings != nil
    }
}

/// The earliest day after `asOf` on which a standing may change by itself.
struct NextChange {
    let asOf: CalendarDate
    private(set) var earliest = CalendarDate.distantFuture

    init(asOf: CalendarDate) { self.asOf = asOf }

    @inline(__always)
    mutating func note(_ day: CalendarDate) {
        if day > asOf, day < earliest { earliest = day }
    }

    /// Nil when nothing is known to come.
    var day: CalendarDate? { earliest == .distantFuture ? nil : earliest }
}
