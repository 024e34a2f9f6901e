import Vocabulary

/// Draws one physician from council and rank alone.
struct PersonDraw: Sendable {
    let seed: UInt64
    let today: CalendarDate
    let country: CountryGenerator.Resources
    /// Departments that the country holds.
    let councils: [Int]

    func person(council: Int, rank: Int, random: inout RandomStream) -> Person {
        let department = country.departments[council]
        let career = Career(
            council: council, neighbours: councils.filter { $0 != council }, today: today, country: country,
            random: &random)
        let isWoman = random.chance(career.birthYear > 1975 ? 6000 : 3800)
        let qualifications = qualifications(department, career, random: &random)
        let hasEmail = !random.chance(600)
        let hasEnded = career.spells[career.spells.count - 1].ending != nil
        let isOnRoll = !random.chance(40)
        let isMilitary = random.chance(30)
        return Person(
            number: PhysicianNumber.number(council: council, rank: rank), council: council,
            surname: Names.Surname(&random), givenName: random.pick(isWoman ? Names.women : Names.men),
            isWoman: isWoman, birthYear: career.birthYear, diploma: career.diploma, qualifications: qualifications,
            spells: career.spells, hasEmail: hasEmail, emailVerifiedOn: verification(hasEmail, random: &random),
            withoutCareSince: withoutCare(career, random: &random), exemption: exemption(career, random: &random),
            isMilitary: isMilitary, isOnRoll: isOnRoll,
            isInExtraction: inExtraction(career, hasEnded: hasEnded, isOnRoll: isOnRoll, random: &random),
            extractedSpecialties: extracted(qualifications, isOnRoll: isOnRoll, random: &random),
            account: account(hasEmail: hasEmail, hasEnded: hasEnded, random: &random), pace: pace(&random),
            commune: department.communeChoice.draw(&random), street: random.below(Address.streets.count),
            streetNumber: 1 + random.below(140))
    }

    private func qualifications(
        _ department: CountryGenerator.Resources.Department, _ career: Career, random: inout RandomStream
    ) -> [Qualification] {
        let drawn = country.drawnSpecialties[department.specialtyChoice.draw(&random)]
        let first = Qualification(
            specialty: SpecialtyVariant.draw(drawn, of: country, birthYear: career.birthYear, random: &random),
            from: career.diploma)
        let kind = random.below(10_000)
        guard kind < 90 else { return [first] }
        let other = country.drawnSpecialties[department.specialtyChoice.draw(&random)]
        let start = max(career.spells[career.spells.count - 1].start, Calendars.opening)
        guard country.specialties[other].college != country.specialties[first.specialty].college, start < today else {
            return [first]
        }
        return [first, Qualification(specialty: other, from: random.day(from: start.next, through: today))]
    }

    private func verification(_ hasEmail: Bool, random: inout RandomStream) -> CalendarDate? {
        hasEmail && random.chance(8500) ? today.adding(days: -random.below(500)) : nil
    }

    private func withoutCare(_ career: Career, random: inout RandomStream) -> CalendarDate? {
        guard random.chance(130) else { return nil }
        return random.day(from: max(career.diploma, Calendars.opening.adding(days: -2000)), through: today)
    }

    private func exemption(_ career: Career, random: inout RandomStream) -> Exemption? {
        guard random.chance(120) else { return nil }
        let from = random.day(from: Calendars.opening, through: today)
        let through = random.chance(6000) ? from.adding(days: 180 + random.below(700)) : nil
        return Exemption(
            from: from, through: through, reason: random.chance(5000) ? "sans_soins" : "formation_obligatoire")
    }

    private func inExtraction(
        _ career: Career, hasEnded: Bool, isOnRoll: Bool, random: inout RandomStream
    ) -> Bool {
        if hasEnded { return random.chance(1500) }
        if career.spells[0].start > today { return false }
        return !isOnRoll || !random.chance(30)
    }

    private func extracted(_ own: [Qualification], isOnRoll: Bool, random: inout RandomStream) -> [Int] {
        let last = own[own.count - 1].specialty
        let kind = random.below(10_000)
        let other = random.pick(country.drawnSpecialties)
        if kind < (isOnRoll ? 60 : 4000), other != last { return [last, other] }
        if isOnRoll, kind < 110 { return [other] }
        return kind >= 9970 ? [] : [last]
    }

    private func account(hasEmail: Bool, hasEnded: Bool, random: inout RandomStream) -> AccountStatus {
        if hasEnded { return .closed }
        if !hasEmail { return random.chance(8000) ? .noAddress : .toActivate }
        return random.chance(1300) ? .toActivate : .active
    }

    private func pace(_ random: inout RandomStream) -> Pace {
        switch random.below(100) {
        case ..<10: .idle
        case ..<28: .behind
        case ..<70: .moving
        default: .complete
        }
    }
}
