import Progress
import Testing
import Vocabulary

@Suite("Advice, executed by the engine")
struct AdvicePropertyTests {
    /// Whether the programme is complete on the day of the advice once these declarations stand.
    private func isComplete(_ engine: Engine, _ one: Applicant, _ declarations: [Declaration], _ by: CalendarDate)
        throws -> Bool
    {
        let standing = engine.standing(
            of: one.cycle, profile: one.profile.known(on: one.asOf), declarations: declarations, asOf: by)
        return try #require(standing).isComplete
    }

    /// The declarations as known, with the steps carried out.
    private func executed(_ one: Applicant, _ steps: [Advice.Step]) -> [Declaration] {
        var declarations = one.declarations.map { $0.known(on: one.asOf) }
        for (number, step) in steps.enumerated() {
            let done = step.declaration(id: "nouvelle \(number)")
            if let place = declarations.firstIndex(where: { $0.id == step.declarationID }) {
                declarations[place] = done
            } else {
                declarations.append(done)
            }
        }
        return declarations
    }

    @Test("its steps make the engine say complete, all but one do not, and what it calls impossible is")
    func executedAdvice() throws {
        var tally: [Advice.Outlook: Int] = [:]
        for number in 0..<(2_000 * Dice.volume) {
            var generator = Generator(seed: Dice.seed &+ 70_000 &+ UInt64(number))
            let one = generator.applicant()
            let engine = one.engine
            let advice = try #require(
                engine.advice(for: one.cycle, profile: one.profile, declarations: one.declarations, asOf: one.asOf))
            tally[advice.outlook, default: 0] += 1
            switch advice.outlook {
            case .complete:
                #expect(advice.steps.isEmpty)
                #expect(try isComplete(engine, one, executed(one, []), advice.by), "seed \(Dice.seed), \(number)")
            case .possible:
                #expect(try isComplete(engine, one, executed(one, advice.steps), advice.by), "physician \(number)")
                for left in advice.steps.indices {
                    var fewer = advice.steps
                    fewer.remove(at: left)
                    #expect(try !isComplete(engine, one, executed(one, fewer), advice.by), "physician \(number)")
                }
                checkSize(advice, one, number)
            case .impossible:
                let everything = Exhaustion(one, engine).everything()
                #expect(try !isComplete(engine, one, everything, advice.by), "physician \(number)")
            }
            checkDates(advice, one, number)
        }
        print("advice: \(Advice.Outlook.allCases.map { "\($0.rawValue) \(tally[$0] ?? 0)" }.joined(separator: ", "))")
        #expect(Advice.Outlook.allCases.allSatisfy { tally[$0] ?? 0 > 50 * Dice.volume })
    }

    /// One step for each action that lacks, neither more nor fewer; points may ask for more.
    private func checkSize(_ advice: Advice, _ one: Applicant, _ number: Int) {
        guard one.frameworks[0].scheme == .actions else { return }
        #expect(advice.steps.count == advice.lacking.total, "physician \(number)")
    }

    /// Nothing new begins before the day of the advice nor ends after the cycle.
    private func checkDates(_ advice: Advice, _ one: Applicant, _ number: Int) {
        for step in advice.steps + advice.choices.flatMap(\.steps) where step.isNew {
            #expect(one.asOf <= one.cycle.end, "physician \(number)")
            #expect(step.doneBy <= one.cycle.end && step.latestStart ?? step.doneBy <= step.doneBy)
            #expect(step.latestStart.map { $0 >= max(one.asOf, one.cycle.start) } ?? true, "physician \(number)")
        }
    }

    /// The step as its sentence says: what is done lies before its day, what is sent comes on its own.
    private func literally(_ step: Advice.Step, _ id: String) -> Declaration {
        var done = step.declaration(id: id)
        if let period = done.period, step.gestures.contains(.goOn) || step.isNew {
            done.period = period.lowerBound...max(period.lowerBound, min(period.upperBound, step.doneBy))
        }
        done.measures?.meetingDates.removeAll { $0 > step.doneBy }
        done.measures?.consultations.removeAll { $0 > step.doneBy }
        if step.gestures.contains(.sendEvidence) { done.evidence?.receivedOn = step.evidenceBy ?? step.doneBy }
        if let last = done.labelEvents.indices.last, step.needsLabel {
            done.labelEvents[last].on = step.labelBy ?? step.doneBy
        }
        return done
    }

    @Test("declared actions mended as said, done by the one day and proved by the other, complete the programme")
    func mendedAsSaid() throws {
        var mended = 0
        for number in 0..<(1_500 * Dice.volume) {
            var generator = Generator(seed: Dice.seed &+ 60_000 &+ UInt64(number))
            let one = generator.applicant()
            let engine = one.engine
            let advice = try #require(
                engine.advice(for: one.cycle, profile: one.profile, declarations: one.declarations, asOf: one.asOf))
            guard advice.outlook == .possible, advice.steps.contains(where: { !$0.isNew }) else { continue }
            mended += 1
            var declarations = one.declarations.map { $0.known(on: one.asOf) }
            for (position, step) in advice.steps.enumerated() {
                let done = literally(step, "nouvelle \(position)")
                if let place = declarations.firstIndex(where: { $0.id == step.declarationID }) {
                    declarations[place] = done
                } else {
                    declarations.append(done)
                }
            }
            #expect(try isComplete(engine, one, declarations, advice.by), "seed \(Dice.seed), physician \(number)")
        }
        #expect(mended > 50 * Dice.volume)
    }

    @Test("the same facts give the same bytes, masked or not, and the masked ones name nothing of block 4 (R24)")
    func bytes() throws {
        for number in 0..<100 {
            var generator = Generator(seed: Dice.seed &+ 80_000 &+ UInt64(number))
            let one = generator.applicant()
            let engine = one.engine
            func advice(_ declarations: [Declaration]) throws -> Advice {
                try #require(
                    engine.advice(for: one.cycle, profile: one.profile, declarations: declarations, asOf: one.asOf))
            }
            let first = try advice(one.declarations)
            #expect(first.json == (try advice(one.declarations)).json)
            let masked = String(decoding: first.json(masksBlockFour: true), as: UTF8.self)
            let sentences = first.sentences().joined(separator: "\n")
            let named = first.steps + first.choices.flatMap(\.steps)
            for step in named where step.isPrivate && step.action != Declaration.offList {
                #expect(!masked.contains("\"\(step.action)\""))
                #expect(!sentences.contains("\(step.action) ") && !sentences.contains("(\(step.action)"))
            }
            _ = try JSON(parsing: first.json)
        }
    }
}
