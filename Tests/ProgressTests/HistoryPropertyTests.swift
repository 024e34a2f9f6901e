import Testing
import Vocabulary

@testable import Progress

@Suite("The history of a standing, on generated files")
struct HistoryPropertyTests {
    @Test("each day of it says what the engine says of that day alone, though it judges only what changed (R01, R09)")
    func sameAsAlone() throws {
        var several = 0
        for number in 0..<(600 * Dice.volume) {
            var generator = Generator(seed: Dice.seed &+ 90_000 &+ UInt64(number))
            let one = generator.applicant()
            let engine = one.engine
            guard
                let history = StandingHistory(engine, one.cycle, one.profile, one.declarations, through: one.asOf)
            else { continue }
            if history.spells.count > 3 { several += 1 }
            for (place, spell) in history.spells.enumerated() {
                var days = [spell.from]
                let end = place + 1 < history.spells.count ? history.spells[place + 1].from : one.asOf.next
                if spell.from < end.previous { days.append(end.previous) }
                for day in days {
                    let alone = engine.standing(
                        of: one.cycle, profile: one.profile, declarations: one.declarations, asOf: day)
                    guard spell.standing?.outcomes == alone?.outcomes, spell.standing?.counts == alone?.counts,
                        spell.standing?.required == alone?.required, spell.standing?.version == alone?.version,
                        spell.standing?.nextChangeOn == alone?.nextChangeOn || day != spell.from
                    else {
                        Issue.record(
                            "physician \(number) on \(day): \(String(describing: spell)), alone \(alone as Any)")
                        return
                    }
                }
            }
        }
        #expect(several > 100)
    }
}
