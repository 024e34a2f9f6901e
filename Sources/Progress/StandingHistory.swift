import Vocabulary

/// What a physician's standing was on each day of the cycle up to a date, found again from the same facts: since when
/// something has held is read there, never guessed from the assignment of the last day.
///
/// Between two days on which it may change a standing is the same, so that it is judged on those days only.
struct StandingHistory {
    /// Beyond so many changes nothing is said rather than said late.
    private static let limit = 400

    /// Each run of days with one standing, by its first day.
    private(set) var spells: [(from: CalendarDate, standing: Standing?)] = []
    private let through: CalendarDate

    /// Nil when there are more changes than are worth following.
    init?(
        _ engine: Engine, _ cycle: Cycle, _ profile: Profile, _ declarations: [Declaration], through: CalendarDate
    ) {
        self.through = through
        var kept = KeptJudgements()
        var day = cycle.start
        while day <= through {
            guard spells.count < StandingHistory.limit else { return nil }
            let standing = engine.assess(cycle, profile, declarations, day, keeping: &kept)?.standing
            spells.append((day, standing))
            guard let next = standing.map(\.nextChangeOn) ?? engine.nextChange(of: profile, after: day) else { break }
            day = next
        }
    }

    /// The first day of the last run of days, up to the end and without a break, on which it holds; nil when it does
    /// not hold at the end.
    /// - Parameter others: Other days on which it may begin or cease to hold.
    func since(others: [CalendarDate] = [], _ holds: (Standing, CalendarDate) -> Bool) -> CalendarDate? {
        let first = spells.first?.from ?? through
        let days = Set(spells.map(\.from) + others.filter { first <= $0 && $0 <= through }).sorted()
        var since: CalendarDate?
        for day in days.reversed() {
            guard let standing = spells.last(where: { $0.from <= day })?.standing, holds(standing, day) else { break }
            since = day
        }
        return since
    }

    /// Since when a block has held what is asked; through an exemption, what is asked at the end.
    func completion(of block: Block, asked: Int) -> CalendarDate? {
        since { standing, _ in
            let required = standing.required[block]
            return standing.counts[block] >= (required > 0 ? required : asked)
                && standing.points?.suffice(in: block) ?? true
        }
    }

    /// Since when the whole programme has been complete.
    var completion: CalendarDate? { since { standing, _ in standing.isComplete } }

    /// Since when fewer actions have counted than were expected on each of those days.
    func lateness(_ policy: AlertPolicy) -> CalendarDate? {
        guard let cycle = spells.last?.standing?.cycle else { return nil }
        let anniversaries = (1...max(cycle.lengthInYears, 1)).map { cycle.start.anniversary($0) }
        return since(others: anniversaries) { standing, day in Lateness(standing, policy: policy).isLate(on: day) }
    }
}

extension Engine {
    /// The next day on which another référentiel is held; for a day on which the one held is not known.
    func nextChange(of profile: Profile, after day: CalendarDate) -> CalendarDate? {
        profile.specialties.map(\.from).filter { $0 > day }.min()
    }
}
