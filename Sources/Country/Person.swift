import Vocabulary

/// One registration on the roll of a council.
struct Spell: Sendable {
    /// Index of the department whose council registers.
    let council: Int
    let start: CalendarDate
    /// Last day and reason, in the words of the roll; nil while it lasts.
    var ending: (on: CalendarDate, reason: StaticString)?

    /// Whether the physician is registered that day.
    func covers(_ day: CalendarDate) -> Bool { start <= day && (ending.map { day <= $0.on } ?? true) }
}

/// A qualification: index of the specialty, and since when.
struct Qualification: Sendable {
    let specialty: Int
    let from: CalendarDate
}

/// An exemption of block 3 (R. 4022-12, R. 4022-13).
struct Exemption: Sendable {
    let from: CalendarDate
    let through: CalendarDate?
    let reason: StaticString
}

/// How far a physician's programme has come.
enum Pace: Sendable {
    case idle, behind, moving, complete
}

/// What the account feed says of the physician's account.
enum AccountStatus: Sendable {
    case active, toActivate, noAddress, closed

    /// The word of the feed.
    var word: StaticString {
        switch self {
        case .active: "active"
        case .toActivate: "a_activer"
        case .noAddress: "sans_adresse"
        case .closed: "clos"
        }
    }
}

/// One invented physician, complete before anything is written.
struct Person: Sendable {
    let number: Int
    let council: Int
    let surname: Names.Surname
    let givenName: String
    let isWoman: Bool
    let birthYear: Int
    let diploma: CalendarDate
    /// In order of date; two for a change of specialty or a second qualification.
    let qualifications: [Qualification]
    /// In order of date.
    let spells: [Spell]
    let hasEmail: Bool
    let emailVerifiedOn: CalendarDate?
    /// Since when the physician gives no direct care; nil when they do.
    let withoutCareSince: CalendarDate?
    let exemption: Exemption?
    let isMilitary: Bool
    let isOnRoll: Bool
    let isInExtraction: Bool
    /// Specialties that the public extraction shows, usually the last qualification alone.
    let extractedSpecialties: [Int]
    let account: AccountStatus
    let pace: Pace
    let commune: Int
    let street: Int
    let streetNumber: Int

    /// The certification cycle that runs today, or the last one of a physician who left (R. 4022-14).
    func cycle(on today: CalendarDate) -> (start: CalendarDate, end: CalendarDate) {
        let opening = Calendars.opening
        var (start, years) = (spells[spells.count - 1].start, 6)
        if spells.contains(where: { $0.covers(opening) }), !restarted {
            (start, years) = (opening, 9)
        } else if !restarted {
            start = spells[0].start
        }
        while start.end(ofYears: years) < today {
            (start, years) = (start.anniversary(years), 6)
        }
        return (start, start.end(ofYears: years))
    }

    /// An interruption of more than three years ends the cycle; the next starts at resumption (R. 4022-16).
    private var restarted: Bool {
        zip(spells, spells.dropFirst()).contains { before, after in
            guard let ending = before.ending else { return false }
            return max(ending.on, Calendars.opening.previous).anniversary(3) < after.start.previous
        }
            || (spells.count > 1 && !spells.contains { $0.covers(Calendars.opening) }
                && spells[0].start < Calendars.opening)
    }

    /// The first and last day on which the physician could act as one who is registered, up to `today`.
    func activity(until today: CalendarDate) -> ClosedRange<CalendarDate> {
        let first = max(cycle(on: today).start, Calendars.opening)
        let last = min(today, spells[spells.count - 1].ending?.on ?? today)
        return first...max(first, last)
    }

    /// The specialty held that day.
    func specialty(on day: CalendarDate) -> Int {
        (qualifications.last { $0.from <= day } ?? qualifications[0]).specialty
    }
}

/// Days that the law or the story fixes.
enum Calendars {
    /// First day of the first cycle (ordonnance of 19 July 2021, article 3).
    static let opening = CalendarDate(year: 2023, month: 1, day: 1)!
    /// The only leap day of the first six years.
    static let leapDay = CalendarDate(year: 2024, month: 2, day: 29)!
    /// The first day that a country may be drawn for.
    static let earliestToday = CalendarDate(year: 2023, month: 7, day: 1)!
}
