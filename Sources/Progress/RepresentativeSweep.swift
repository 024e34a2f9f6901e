import Vocabulary

/// Solves a group too large for ``ExactSweep``: still the best total, in polynomial time.
///
/// No more actions are picked in a block than the référentiel asks, so at most eight as a rule. Of the partial
/// selections with the same counts only a *representative family* is kept: one is dropped when, whatever picks may
/// follow, one that is kept can go on with them too. By Bollobás's theorem on set pairs such a family stays small.
struct RepresentativeSweep {
    let members: [Candidate]
    let limit: BlockCounts

    init(_ members: [Candidate], limit: BlockCounts) {
        self.members = members
        self.limit = limit
    }

    private struct Partial {
        var lastDay: CalendarDate
        /// Places taken that a later pick could still want.
        var taken: [Place]
        var picks: [(member: Int, block: Block)]
    }

    /// A selection for each useful count, with the choice of every member.
    func solve() -> [Selection] {
        let most = reachable()
        var families: [BlockCounts: [Partial]] = [
            .zero: [Partial(lastDay: .distantPast, taken: [], picks: [])]
        ]
        for step in SweepOrder(members).steps {
            families = advance(families, step)
            if let done = families[most]?.first { return [complete(done)] }
        }
        return families.values.compactMap { $0.first.map(complete) }
    }

    /// No selection can count more than this.
    private func reachable() -> BlockCounts {
        var counts = BlockCounts.zero
        for member in members {
            for block in member.blocks.blocks { counts[block] += 1 }
        }
        return counts.capped(at: limit)
    }

    private func advance(
        _ families: [BlockCounts: [Partial]], _ step: SweepOrder.Step
    ) -> [BlockCounts: [Partial]] {
        let member = members[step.member]
        var grown = families
        for (counts, family) in families {
            for partial in family where partial.lastDay < member.span.lowerBound {
                for block in member.blocks.blocks where counts[block] < limit[block] {
                    let places = member.places(in: block)
                    guard !places.contains(where: partial.taken.contains) else { continue }
                    var after = counts
                    after[block] += 1
                    var next = partial
                    next.lastDay = member.span.upperBound
                    next.taken += places
                    next.picks.append((step.member, block))
                    grown[after, default: []].append(next)
                }
            }
        }
        for (counts, family) in grown {
            grown[counts] = representatives(
                family.map { settled($0, counts, step) }, room: limit.minus(counts))
        }
        return grown
    }

    private func settled(_ partial: Partial, _ counts: BlockCounts, _ step: SweepOrder.Step) -> Partial {
        var partial = partial
        partial.lastDay = step.remembered(partial.lastDay)
        partial.taken.removeAll { place in
            step.closing.contains(place) || (place.block.map { counts[$0] >= limit[$0] } ?? false)
        }
        return partial
    }

    /// Keeps a partial selection only when some later picks suit it and none of those kept before it.
    private func representatives(_ family: [Partial], room: BlockCounts) -> [Partial] {
        guard family.count > 1 else { return family }
        var kept: [Partial] = []
        for partial in family.sorted(by: { $0.lastDay < $1.lastDay }) {
            if hits(kept[...], sparing: partial.taken, room: room, chosen: []) { kept.append(partial) }
        }
        return kept
    }

    /// Whether some later picks within `room` take a place of each kept selection and none of `sparing`.
    private func hits(
        _ kept: ArraySlice<Partial>, sparing: [Place], room: BlockCounts, chosen: [Place]
    ) -> Bool {
        guard let first = kept.firstIndex(where: { !$0.taken.contains(where: chosen.contains) }) else { return true }
        for place in kept[first].taken where !sparing.contains(place) {
            var left = room
            if let block = place.block {
                guard left[block] > 0 else { continue }
                left[block] -= 1
            } else if chosen.count >= 2 * limit.total {
                continue
            }
            if hits(kept[(first + 1)...], sparing: sparing, room: left, chosen: chosen + [place]) { return true }
        }
        return false
    }

    /// Adds every other member that still fits, in order, since surplus actions count too.
    private func complete(_ partial: Partial) -> Selection {
        var selection = Selection(counts: .zero, choice: [UInt8](repeating: Selection.leftOut, count: members.count))
        var picks = partial.picks
        for (member, block) in picks { selection.count(members[member], at: member, in: block, limit: limit) }
        for (place, member) in members.enumerated() where selection.choice[place] == Selection.leftOut {
            let wished = member.wanted.map { [$0] } ?? []
            let block = (wished + member.blocks.blocks).first { block in
                member.blocks.contains(block)
                    && !picks.contains { member.isBarred(from: block, by: members[$0.member], in: $0.block) }
            }
            guard let block else { continue }
            selection.count(member, at: place, in: block, limit: limit)
            picks.append((place, block))
        }
        return selection
    }
}

extension BlockCounts {
    /// The difference, block by block, never under zero.
    func minus(_ other: BlockCounts) -> BlockCounts {
        var result = BlockCounts.zero
        for block in Block.allCases { result[block] = max(0, self[block] - other[block]) }
        return result
    }
}
