import Vocabulary

/// Draws declarations within one physician's days.
struct DeedDraw {
    let programme: Programme
    /// The days on which the physician could act, up to today.
    let days: ClosedRange<CalendarDate>
    let today: CalendarDate
    private var serial = 0

    init(programme: Programme, days: ClosedRange<CalendarDate>, today: CalendarDate) {
        self.programme = programme
        self.days = days
        self.today = today
    }

    /// A declaration that meets everything the line asks for; nil when the days are too few for it.
    mutating func sound(_ line: CatalogueLine, random: inout RandomStream) -> Deed? {
        let item = line.items.isEmpty ? nil : random.pick(line.items)
        let shape = item?.shape ?? line.shape
        guard let timing = timing(shape, random: &random) else { return nil }
        var deed = Deed(action: line.action, isPersonal: line.isPersonal, timing: timing)
        deed.item = item?.name
        measure(&deed, shape, random: &random)
        if line.needsMethod || line.labelling == .method { deed.hasMethodFollowed = true }
        deed.evidence = (random.pick(line.evidence), received(after: deed.lastDay, random: &random))
        deed.origin = origin(line, random: &random)
        guard !line.isPersonal else { return deed }
        describe(&deed, line, random: &random)
        if line.labelling == .label { label(&deed, random: &random) }
        return deed
    }

    /// Fields that only blocks 1 to 3 carry.
    private mutating func describe(_ deed: inout Deed, _ line: CatalogueLine, random: inout RandomStream) {
        deed.variant = line.variant
        deed.role = line.role
        if line.excludesIndustry { deed.industryFunded = false }
        if line.blocks.count > 1, random.chance(5000) { deed.blockWanted = random.pick(line.blocks) }
        serial += 1
        if !line.hasItemAsObject { deed.object = "seance-\(deed.lastDay.year)-\(serial)-\(100 + random.below(900))" }
    }

    /// A label granted before or after the action, or a labelled object of the CNP's catalogue.
    private func label(_ deed: inout Deed, random: inout RandomStream) {
        if random.chance(2500) {
            deed.isObjectLabelled = true
            return
        }
        let isBefore = random.chance(4000) || deed.lastDay.adding(days: 160) > today
        let asked = deed.lastDay.adding(days: isBefore ? -150 : 10 + random.below(40))
        deed.labelSteps = [
            LabelStep(on: asked, type: "requested"),
            LabelStep(on: asked.adding(days: 30 + random.below(70)), type: "granted"),
        ]
    }

    func received(after day: CalendarDate, random: inout RandomStream) -> CalendarDate {
        min(today, day.adding(days: random.below(60)))
    }

    private func origin(_ line: CatalogueLine, random: inout RandomStream) -> StaticString {
        if line.action.contains("andpc") { return random.chance(8000) ? "andpc" : "medecin" }
        if line.isPersonal { return "medecin" }
        let origins: [StaticString] = ["medecin", "medecin", "medecin", "organisme", "employeur"]
        return random.pick(origins)
    }

    /// Dates that reach every threshold of the shape no later than the last day; nil when there is no room.
    private func timing(_ shape: CatalogueLine.Shape, random: inout RandomStream) -> Deed.Timing? {
        guard shape.years > 0 else { return shortTiming(shape, random: &random) }
        let latest = days.upperBound.anniversary(-shape.years).adding(days: -30)
        guard latest > days.lowerBound else { return nil }
        let start = random.day(from: days.lowerBound, through: latest)
        if shape == .meetings {
            return .meetings((0..<4).map { start.adding(days: 10 + $0 * (60 + random.below(28))) })
        }
        return .period(start, start.end(ofYears: shape.years).adding(days: random.below(30)))
    }

    private func shortTiming(_ shape: CatalogueLine.Shape, random: inout RandomStream) -> Deed.Timing {
        let day = random.day(from: days.lowerBound, through: days.upperBound)
        switch shape {
        case .consultations1: return .consultations([day])
        case .consultations2:
            let other = random.day(from: days.lowerBound, through: days.upperBound)
            return .consultations([min(day, other), max(day, other)])
        default: return .day(day)
        }
    }

    private func measure(_ deed: inout Deed, _ shape: CatalogueLine.Shape, random: inout RandomStream) {
        switch shape {
        case .club: deed.meetings = 4 + random.below(8)
        case .days: deed.days = 1 + random.below(2)
        case .weeks: deed.weeks = 5 + random.below(3)
        case .test: deed.success = true
        case .registry: deed.patients = 10 + random.below(50)
        case .weekly: deed.frequency = "weekly"
        default: break
        }
    }
}
