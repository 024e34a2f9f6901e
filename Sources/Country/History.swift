import Vocabulary

/// Draws what one physician has declared, from pace, days and programme.
struct History: Sendable {
    let today: CalendarDate
    let country: CountryGenerator.Resources

    /// The declarations in the order in which they were done.
    func deeds(of person: Person, random: inout RandomStream) -> [Deed] {
        guard person.account == .active || (person.account == .closed && random.chance(4000)) else {
            return strays(person, random: &random)
        }
        let days = person.activity(until: today)
        guard days.lowerBound < days.upperBound, person.pace != .idle else { return [] }
        var deeds: [Deed] = []
        for (programme, part) in parts(person, days) {
            var draw = DeedDraw(programme: programme, days: part, today: today)
            let share = Double(part.upperBound.dayNumber - part.lowerBound.dayNumber)
            let seasons = min(1, share / 600)
            valid(person.pace, seasons, &draw, &deeds, random: &random)
            for _ in 0..<scaled(mishaps(person.pace, random: &random), seasons) {
                deeds += draw.deeds(.draw(&random), random: &random)
            }
        }
        return deeds.sorted { ($0.lastDay, $0.action) < ($1.lastDay, $1.action) }
    }

    /// Somebody without an open account may still be known to the agency that publishes trainings.
    private func strays(_ person: Person, random: inout RandomStream) -> [Deed] {
        guard person.account == .toActivate, random.chance(2500) else { return [] }
        let days = person.activity(until: today)
        guard let (programme, part) = parts(person, days).last, part.lowerBound < part.upperBound else { return [] }
        var draw = DeedDraw(programme: programme, days: part, today: today)
        guard let line = programme.blocks[0].first, let deed = draw.sound(line, random: &random) else { return [] }
        return [deed]
    }

    /// The programmes that the physician followed, each with its days: two after a change of specialty.
    private func parts(
        _ person: Person, _ days: ClosedRange<CalendarDate>
    ) -> [(Programme, ClosedRange<CalendarDate>)] {
        func programme(_ specialty: Int) -> Programme? {
            country.specialties[specialty].college.map { country.catalogue.programmes[$0] }
        }
        let own = person.qualifications
        guard own.count == 2, days.contains(own[1].from), own[1].from > days.lowerBound else {
            return programme(person.specialty(on: days.upperBound)).map { [($0, days)] } ?? []
        }
        let before = programme(own[0].specialty).map { ($0, days.lowerBound...own[1].from.previous) }
        let after = programme(own[1].specialty).map { ($0, own[1].from...days.upperBound) }
        return [before, after].compactMap(\.self)
    }

    private func mishaps(_ pace: Pace, random: inout RandomStream) -> Int {
        switch pace {
        case .idle: 0
        case .behind: random.below(5)
        case .moving: 3 + random.below(5)
        case .complete: 4 + random.below(6)
        }
    }

    /// A count cut down for those who began a short time ago; chance is left out, so that a day more changes little.
    private func scaled(_ count: Int, _ seasons: Double) -> Int { Int((Double(count) * seasons).rounded()) }

    /// Declarations that count: how many per block follows from the pace.
    private func valid(
        _ pace: Pace, _ seasons: Double, _ draw: inout DeedDraw, _ deeds: inout [Deed], random: inout RandomStream
    ) {
        let favourite = random.below(4)
        for block in 0..<4 {
            let wanted =
                switch pace {
                case .idle: 0
                case .behind: block == favourite && random.chance(6000) ? 1 : 0
                case .moving: block < 2 ? 1 + random.below(3) : random.below(3)
                case .complete: 2 + random.below(2)
                }
            add(scaled(wanted, seasons), from: draw.programme.blocks[block], &draw, &deeds, random: &random)
        }
    }

    /// Adds declarations of different lines where there are enough of them.
    private func add(
        _ count: Int, from lines: [CatalogueLine], _ draw: inout DeedDraw, _ deeds: inout [Deed],
        random: inout RandomStream
    ) {
        let usable = lines.filter { !$0.isPersonal || ($0.labelling != .label && $0.role == nil) }
        guard !usable.isEmpty else { return }
        let first = random.below(usable.count)
        var left = count
        for step in 0..<max(usable.count, count) where left > 0 {
            guard let deed = draw.sound(usable[(first + step) % usable.count], random: &random) else { continue }
            deeds.append(deed)
            left -= 1
        }
    }
}
