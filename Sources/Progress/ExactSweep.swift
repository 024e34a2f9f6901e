import Vocabulary

/// Solves one group exactly, for every reachable count, by one sweep over its members.
///
/// Members are taken realm by realm, by last day: what is already counted then matters to those that follow only
/// through the last day taken in the realm and the places taken, so that most partial selections merge.
struct ExactSweep {
    /// Beyond so many members or partial selections ``solve()`` gives up and ``RepresentativeSweep`` takes over.
    static let memberLimit = 200
    static let stateLimit = 3_000

    let members: [Candidate]
    let limit: BlockCounts
    private let order: SweepOrder

    init(_ members: [Candidate], limit: BlockCounts) {
        self.members = members
        self.limit = limit
        order = SweepOrder(members)
    }

    /// What the past of a partial selection means to its future.
    struct StateKey: Hashable {
        var counts: BlockCounts
        var lastDay: CalendarDate
        var taken: [Place]
    }

    /// The best selection for each reachable count, with the choice of every member; nil when there is too much.
    func solve() -> [Selection]? {
        guard members.count <= ExactSweep.memberLimit else { return nil }
        let empty = Selection(counts: .zero, choice: [UInt8](repeating: 0, count: members.count))
        var states = [StateKey(counts: .zero, lastDay: .distantPast, taken: []): empty]
        for step in order.steps {
            states = advance(states, step)
            if states.count > ExactSweep.stateLimit { return nil }
        }
        return states.values.map { $0 }
    }

    private func advance(_ states: [StateKey: Selection], _ step: SweepOrder.Step) -> [StateKey: Selection] {
        let member = members[step.member]
        var result: [StateKey: Selection] = [:]
        result.reserveCapacity(states.count * 2)
        func keep(_ key: StateKey, _ selection: Selection) {
            if let other = result[key], !selection.isBetter(than: other) { return }
            result[key] = selection
        }
        for (key, selection) in states {
            var skipped = selection
            skipped.choice[step.member] = Selection.leftOut
            keep(step.settled(key.counts, key.lastDay, key.taken), skipped)
            guard key.lastDay < member.span.lowerBound else { continue }
            for block in member.blocks.blocks {
                let places = member.places(in: block)
                guard !places.contains(where: key.taken.contains) else { continue }
                var counted = selection
                counted.count(member, at: step.member, in: block, limit: limit)
                keep(step.settled(counted.counts, member.span.upperBound, key.taken + places), counted)
            }
        }
        return result
    }
}

extension SweepOrder.Step {
    /// The key of a partial selection once this step is done, without what no longer matters.
    fileprivate func settled(
        _ counts: BlockCounts, _ lastDay: CalendarDate, _ taken: [Place]
    ) -> ExactSweep.StateKey {
        ExactSweep.StateKey(
            counts: counts, lastDay: remembered(lastDay),
            taken: closing.isEmpty ? taken : taken.filter { !closing.contains($0) })
    }
}

/// The order in which the members of a group are swept.
struct SweepOrder {
    struct Step {
        /// The place of the member in the group.
        let member: Int
        /// The first day of the members of the realm that follow; nil when none follows.
        let nextStart: CalendarDate?
        /// The places that no later member can take.
        let closing: Set<Place>

        /// The last day taken, forgotten when nothing that follows in the realm can meet it.
        func remembered(_ lastDay: CalendarDate) -> CalendarDate {
            guard let nextStart, lastDay >= nextStart else { return .distantPast }
            return lastDay
        }
    }

    let steps: [Step]

    init(_ members: [Candidate]) {
        let order = members.indices.sorted {
            let (left, right) = (members[$0], members[$1])
            return (left.realm, left.span.upperBound, left.span.lowerBound, $0)
                < (right.realm, right.span.upperBound, right.span.lowerBound, $1)
        }
        var steps: [Step] = []
        var seen: Set<Place> = []
        var nextStart: CalendarDate?
        var realm = 0
        for member in order.reversed() {
            if members[member].realm != realm { nextStart = nil }
            realm = members[member].realm
            var closing: Set<Place> = []
            for block in members[member].blocks.blocks {
                for place in members[member].places(in: block) where seen.insert(place).inserted {
                    closing.insert(place)
                }
            }
            steps.append(Step(member: member, nextStart: nextStart, closing: closing))
            let start = members[member].span.lowerBound
            nextStart = nextStart.map { min($0, start) } ?? start
        }
        self.steps = steps.reversed()
    }
}
