import Progress
import Testing
import Vocabulary

@Suite("Standings over time, on generated files")
struct TimePropertyTests {
    /// Two versions of the real référentiels, the second with other lines, thresholds and numbers.
    static let rulebook: Rulebook = {
        let second = [Packages.general, Packages.genetics].map { framework in
            var version = framework
            version.version = "2"
            version.effectiveFrom = day("2028-01-01")
            version.lines = version.lines.enumerated().filter {
                !$0.offset.isMultiple(of: 5) || $0.element.aliasOf != nil
            }
            .map { offset, line in
                var line = line
                if offset.isMultiple(of: 3) { line.thresholds = Thresholds(years: 2) }
                if offset.isMultiple(of: 7) { line.thresholds = .none }
                line.aliasOf = nil
                return line
            }
            return version
        }
        return Rulebook(frameworks: Packages.all + second)
    }()

    private struct File {
        let engine: Engine
        let profile: Profile
        var declarations: [Declaration]

        /// Grants every label early and takes most of them back later.
        mutating func revokeLabels(_ generator: inout Generator) {
            for index in declarations.indices {
                declarations[index].isObjectLabelled = false
                declarations[index].labelEvents = [LabelEvent(on: day("2022-06-01"), kind: .granted)]
                guard generator.dice.chance(70) else { continue }
                declarations[index].labelEvents.append(
                    LabelEvent(
                        on: day("2025-01-01").adding(days: generator.dice.below(2_500)),
                        kind: generator.dice.one(of: [.revoked, .refused]), isRetroactive: true))
            }
        }

        init(_ generator: inout Generator) {
            let policies = Policies(
                specialtyChange: generator.dice.chance(70) ? .keepAcquired : .reassess,
                versionRule: generator.dice.chance(80) ? .realisationDate : .cycleStart)
            engine = Engine(rulebook: TimePropertyTests.rulebook, policies: policies)
            profile = generator.profile(Packages.all.map(\.id))
            var list: [Declaration] = []
            for number in 0..<(1 + generator.dice.below(9)) {
                list.append(generator.anything("a\(number)", of: Packages.all))
            }
            declarations = list
        }

        func standing(_ asOf: CalendarDate) throws -> Standing {
            try #require(
                engine.standing(of: Build.cycle, profile: profile, declarations: declarations, asOf: asOf))
        }
    }

    private func same(_ left: Standing, _ right: Standing) -> Bool {
        left.counts == right.counts && left.required == right.required && left.outcomes == right.outcomes
            && left.isComplete == right.isComplete && left.framework == right.framework
            && left.version == right.version
    }

    @Test("nothing changes before nextChangeOn, and nothing at all when there is none")
    func neverTooLate() throws {
        var generator = Generator(seed: Dice.seed &+ 20)
        for _ in 0..<600 * Dice.volume {
            let file = File(&generator)
            let asOf = generator.moment()
            let standing = try file.standing(asOf)
            let end = standing.nextChangeOn ?? day("2034-06-01")
            #expect(end > asOf || standing.nextChangeOn == nil)
            var days = [end.previous]
            for offset in 1..<60 { days.append(asOf.adding(days: offset)) }
            for _ in 0..<20 { days.append(asOf.adding(days: 1 + generator.dice.below(3_000))) }
            for moment in days where moment > asOf && moment < end {
                let later = try file.standing(moment)
                guard same(standing, later) else {
                    Issue.record("\(asOf) promises \(end) but \(moment) differs: \(file.declarations) \(file.profile)")
                    return
                }
            }
        }
    }

    @Test("a drop over time always carries one of its reasons (trap 4)")
    func drops() throws {
        var generator = Generator(seed: Dice.seed &+ 21)
        var drops = 0
        for round in 0..<3_000 * Dice.volume {
            var file = File(&generator)
            if round.isMultiple(of: 2) { file.revokeLabels(&generator) }
            var previous = try file.standing(day("2022-12-31"))
            while let next = previous.nextChangeOn {
                let standing = try file.standing(next)
                if standing.counts.total < previous.counts.total || standing.total < previous.total {
                    drops += 1
                    guard hasReason(previous, standing, file) else {
                        Issue.record("unexplained drop on \(next): \(file.declarations) \(file.profile)")
                        return
                    }
                }
                previous = standing
            }
        }
        #expect(drops > 20)
    }

    /// A label decision against an action, another référentiel or version, or another situation about block 3.
    private func hasReason(_ before: Standing, _ after: Standing, _ file: File) -> Bool {
        if before.framework != after.framework || before.version != after.version { return true }
        if before.required != after.required { return true }
        let reasons: [Verdict] = [.labelRefused, .labelRevoked, .labelPending, .notInFramework, .thresholdNotMet]
        return before.outcomes.indices.contains { index in
            let (earlier, later) = (before.outcomes[index], after.outcomes[index])
            if earlier.verdict == .counted, reasons.contains(later.verdict) { return true }
            // Separate dates go on, and the last of them falls under another version or specialty.
            let changes = [day("2028-01-01")] + file.profile.specialties.map(\.from)
            if let first = earlier.realisedOn, let last = later.realisedOn,
                changes.contains(where: { first < $0 && $0 <= last })
            {
                return true
            }
            // A new grant moves an action outside the référentiel to the block it names.
            let isMoved = file.declarations[index].labelEvents.contains { $0.on == after.asOf && $0.block != nil }
            return file.declarations[index].action == Declaration.offList && isMoved
        }
    }

    @Test("a file complete at the end stays complete during the control, but for a label decision (trap 5)")
    func completeStays() throws {
        for rule in RuleCase.all where rule.expected["complete"] == .bool(true) {
            let members = try #require(rule.input.members)
            for asOf in ["2031-12-31", "2032-01-01", "2032-06-30"] {
                let moved = members.map { $0.key == "asOf" ? JSON.Member("asOf", .string(asOf)) : $0 }
                let answer = Evaluation(rulebook: Packages.rulebook).answer(to: [UInt8](JSON.object(moved).text.utf8))
                let complete = try JSON(parsing: answer.bytes)["complete"]
                if !["R08-5", "R25-2-reassess"].contains(rule.id) { #expect(complete == .bool(true), "\(rule.id)") }
            }
        }
    }

    /// The profile without what was decided later.
    private func asKnown(_ profile: Profile, on asOf: CalendarDate) -> Profile {
        Profile(
            registrationDate: profile.registrationDate, directCare: profile.directCare.filter { $0.from <= asOf },
            specialties: profile.specialties.enumerated().filter { $0.offset == 0 || $0.element.from <= asOf }
                .map(\.element),
            exemptions: profile.exemptions.filter { $0.during.start <= asOf })
    }

    @Test("what is learnt later does not change an earlier standing (R29)")
    func nothingLeaks() throws {
        var generator = Generator(seed: Dice.seed &+ 22)
        for _ in 0..<2_000 * Dice.volume {
            let file = File(&generator)
            let asOf = generator.moment()
            let known = file.declarations.map { declaration in
                var declaration = declaration
                declaration.labelEvents.removeAll { $0.on > asOf }
                if let received = declaration.evidence?.receivedOn, received > asOf { declaration.evidence = nil }
                return declaration
            }
            let profile = asKnown(file.profile, on: asOf)
            let engine = file.engine
            let full = try file.standing(asOf)
            let partial = try #require(
                engine.standing(of: Build.cycle, profile: profile, declarations: known, asOf: asOf))
            #expect(same(full, partial))
        }
    }
}
