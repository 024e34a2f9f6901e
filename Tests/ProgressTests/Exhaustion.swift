import Progress
import Vocabulary

/// Everything that could still be declared, tried at once: since one more action never lowers a count, what is not
/// complete with all of it is not complete with any part of it. Written apart from the engine's advice.
struct Exhaustion {
    private let one: Applicant
    private let engine: Engine

    init(_ one: Applicant, _ engine: Engine) {
        self.one = one
        self.engine = engine
    }

    func everything() -> [Declaration] {
        let known = one.declarations.map { $0.known(on: one.asOf) }
        return known.map(papers) + known.flatMap(continuations) + inventions()
    }

    private var by: CalendarDate { max(one.cycle.end, one.asOf) }

    /// The declaration with every paper it may lack.
    private func papers(_ declaration: Declaration) -> Declaration {
        var declaration = declaration
        let isRefused = declaration.labelEvents.contains { $0.kind == .refused || $0.kind == .revoked }
        let mayCome = one.policies.labelsUntil.map { one.asOf <= $0.lastDay(of: one.cycle) } ?? true
        if !isRefused, mayCome { declaration.isObjectLabelled = true }
        let kinds = engine.rulebook.lines(declaration.action).flatMap(\.evidence)
        if !(declaration.evidence.map { $0.receivedOn != nil && kinds.contains($0.kind) } ?? false) {
            declaration.evidence = Evidence(kind: kinds.first ?? "attestation_honneur", receivedOn: by)
        }
        return declaration
    }

    private func continuations(_ declaration: Declaration) -> [Declaration] {
        guard one.asOf <= one.cycle.end, let period = declaration.period, period.upperBound >= one.asOf,
            period.lowerBound <= one.cycle.end
        else { return [] }
        var longer = papers(declaration)
        longer.id += " prolongée"
        longer.period = period.lowerBound...max(one.cycle.end, period.upperBound)
        longer.measures = generous(longer.period ?? period)
        let declared = declaration.measures?.monthlySessions
        for month in one.cycle.start.monthIndex..<max(one.asOf.monthIndex, one.cycle.start.monthIndex) {
            let readings = declared.map { $0.exceptions[month] ?? $0.usual } ?? []
            longer.measures?.monthlySessions?.exceptions[month] = readings
        }
        return [longer]
    }

    /// Each line of each version, begun today or with each version, with its items, twice.
    private func inventions() -> [Declaration] {
        guard one.asOf <= one.cycle.end else { return [] }
        let first = max(one.asOf, one.cycle.start)
        let starts = [first] + one.frameworks.map(\.effectiveFrom).filter { $0 > first && $0 <= one.cycle.end }
        let ends =
            [one.cycle.end] + one.frameworks.map(\.effectiveFrom.previous).filter { $0 > first && $0 < one.cycle.end }
        var result: [Declaration] = []
        var lines: [String: ActionLine] = [:]
        for line in one.frameworks.flatMap(\.lines) where line.aliasOf == nil { lines[line.id] = line }
        for line in lines.values.sorted(by: { $0.id < $1.id }) {
            for item in [line.labelling.list?.items.first] {
                for start in starts {
                    for end in ends where start <= end {
                        for copy in 0..<3 {
                            result.append(invention(line, item, start...end, "\(line.id) \(start) \(end) \(copy)"))
                        }
                    }
                }
            }
        }
        if one.frameworks.contains(where: \.allowsOffList) {
            for block in Block.allCases {
                for copy in 0..<3 {
                    var free = Declaration(
                        id: "libre \(block) \(copy)", action: Declaration.offList, date: one.cycle.end)
                    free.object = free.id
                    free.isObjectLabelled = true
                    free.blockWanted = block
                    free.evidence = Evidence(kind: "attestation_honneur", receivedOn: by)
                    result.append(free)
                }
            }
        }
        return result
    }

    private func invention(
        _ line: ActionLine, _ item: String?, _ days: ClosedRange<CalendarDate>, _ id: String
    ) -> Declaration {
        var declaration = Declaration(id: id, action: line.id)
        declaration.period = days
        declaration.item = item
        declaration.object = id
        declaration.isObjectLabelled = true
        declaration.hasMethodFollowed = true
        declaration.role = line.conditions.compactMap(\.role).first
        declaration.measures = generous(days)
        declaration.evidence = Evidence(kind: line.evidence.first ?? "attestation_honneur", receivedOn: by)
        return declaration
    }

    private func generous(_ days: ClosedRange<CalendarDate>) -> Measures {
        let length = Int(days.upperBound.dayNumber - days.lowerBound.dayNumber)
        var measures = Measures()
        let last = days.upperBound
        measures.meetingDates = (0...min(length, 40)).map { last.adding(days: -$0) }
        measures.consultations = measures.meetingDates
        let lasting = Double(length + 1)
        measures.days = lasting
        measures.weeks = lasting / 7
        measures.patients = 1_000
        measures.participations = length + 1
        measures.frequency = "daily"
        measures.hasSucceeded = true
        measures.isRegular = true
        measures.monthlySessions = .init(usual: [500, 500, 500])
        return measures
    }
}
