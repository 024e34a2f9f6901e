import Vocabulary

/// Diploma and registrations of one physician.
struct Career {
    let birthYear: Int
    let diploma: CalendarDate
    let spells: [Spell]

    /// What happens to the registration.
    private enum Fate {
        case ordinary, newcomer, leapDay, announced, shortBreak, longBreak, backAfterOpening, moved, retired, died
        case struckOff, omitted
    }

    init(
        council: Int, neighbours: [Int], today: CalendarDate, country: CountryGenerator.Resources,
        random: inout RandomStream
    ) {
        let band = country.ages[country.ageChoice.draw(&random)]
        let age = band.lowerBound + random.below(band.count)
        let fate = Career.fate(age: age, canMove: !neighbours.isEmpty, today: today, random: &random)
        switch fate {
        case .newcomer, .leapDay, .announced:
            let start = Career.late(fate, today: today, random: &random)
            birthYear = start.year - 27 - random.below(9)
            diploma = min(start.adding(days: -random.below(540)), today.adding(days: -1))
            spells = [Spell(council: council, start: start, ending: nil)]
        default:
            birthYear = 2023 - max(27, age)
            let graduation = CalendarDate(year: birthYear + 27, month: 1, day: 1)!.adding(days: random.below(1500))
            diploma = min(graduation, Calendars.opening.adding(days: -random.below(300) - 1))
            let first = min(diploma.adding(days: random.below(400)), Calendars.opening)
            spells = Career.spells(
                fate, council: council, neighbours: neighbours, first: first, today: today, random: &random)
        }
    }

    private static func fate(
        age: Int, canMove: Bool, today: CalendarDate, random: inout RandomStream
    ) -> Fate {
        let newcomers = age < 30 ? 8500 : age < 35 ? 5500 : age < 40 ? 1200 : age < 50 ? 250 : 40
        if random.chance(newcomers) {
            return today > Calendars.leapDay && random.chance(300) ? .leapDay : .newcomer
        }
        if age >= 60, random.chance(1300) { return .retired }
        switch random.below(10_000) {
        case ..<12: return .announced
        case ..<72: return .shortBreak
        case ..<100: return .longBreak
        case ..<128: return .backAfterOpening
        case ..<250: return canMove ? .moved : .ordinary
        case ..<280: return .died
        case ..<292: return .struckOff
        case ..<320: return .omitted
        default: return .ordinary
        }
    }

    private static func late(_ fate: Fate, today: CalendarDate, random: inout RandomStream) -> CalendarDate {
        switch fate {
        case .leapDay: return Calendars.leapDay
        case .announced: return today.adding(days: 1 + random.below(90))
        default:
            let first = Calendars.opening.next
            let day = random.day(from: first, through: today)
            // Most registrations follow the end of a residency, in November.
            guard random.chance(4000) else { return day }
            let autumn = CalendarDate(year: day.year, month: 11, day: 2 + random.below(14))!
            return autumn <= today ? autumn : day
        }
    }

    private static func spells(
        _ fate: Fate, council: Int, neighbours: [Int], first: CalendarDate, today: CalendarDate,
        random: inout RandomStream
    ) -> [Spell] {
        func spell(_ start: CalendarDate, _ end: CalendarDate? = nil, _ reason: StaticString = "") -> Spell {
            Spell(council: council, start: start, ending: end.map { ($0, reason) })
        }
        let since = Calendars.opening.adding(days: 30)
        let day = random.day(from: since, through: today.previous)
        switch fate {
        case .retired: return [spell(first, day, "retraite")]
        case .died: return [spell(first, day, "deces")]
        case .struckOff: return [spell(first, day, "radiation")]
        case .omitted: return [spell(first, day, "omission")]
        case .moved:
            let origin = random.pick(neighbours)
            return [Spell(council: origin, start: first, ending: (day, "transfert")), spell(day.next)]
        case .shortBreak:
            let back = day.adding(days: 60 + random.below(900))
            return [spell(first, day, "omission")] + (back <= today ? [spell(back)] : [])
        case .longBreak:
            let gone = since.adding(days: random.below(200))
            let back = gone.anniversary(3).adding(days: 30 + random.below(240))
            return [spell(first, gone, "retraite")] + (back <= today ? [spell(back)] : [])
        case .backAfterOpening:
            let gone = max(first.next, Calendars.opening.adding(days: -random.below(900) - 30))
            let isEmpty = gone >= Calendars.opening
            return isEmpty ? [spell(first)] : [spell(first, gone, "omission"), spell(day)]
        default: return [spell(first)]
        }
    }
}
