import Frameworks
import Progress
import Support
import Testing
import Vocabulary

@Suite("What a council sets for its own alerts")
struct AlertOverrideTests {
    private static let bounds = AlertBounds(firstMilestoneYears: 1...4, everyYears: nil, catchUpDays: 30...180)

    @Test("its text is read back as it was, and nothing else is read")
    func text() {
        let all: [(AlertOverride, String)] = [
            (AlertOverride(), "-,-,-"), (AlertOverride(firstMilestoneYears: 2), "2,-,-"),
            (AlertOverride(firstMilestoneYears: 4, everyYears: 2, catchUpDays: 120), "4,2,120"),
        ]
        for (own, text) in all {
            #expect(own.text == text)
            #expect(AlertOverride(text) == own)
        }
        for wrong in ["", "2,1", "2,1,90,1", "deux,1,90", "2,,90"] { #expect(AlertOverride(wrong) == nil) }
    }

    @Test("only what differs from the national rule is the council's own; the rest follows the nation (contracts §8)")
    func besides() {
        let national = AlertPolicy()
        var tried = national
        tried.firstMilestoneYears = 2
        let own = AlertOverride(tried, besides: national)
        #expect(own == AlertOverride(firstMilestoneYears: 2))
        #expect(own.applied(to: national) == tried)
        var later = national
        later.catchUpDays = 60
        later.openingDate = day("2027-06-01")
        let applied = own.applied(to: later)
        #expect(applied.catchUpDays == 60 && applied.openingDate == later.openingDate)
        #expect(applied.firstMilestoneYears == 2)
        #expect(AlertOverride(national, besides: national).isEmpty)
    }

    @Test("a value beyond the bounds, or one that the nation leaves to nobody, is named")
    func bounds() {
        #expect(AlertOverride(firstMilestoneYears: 4, catchUpDays: 30).outOfBounds(Self.bounds) == [])
        #expect(AlertOverride(firstMilestoneYears: 5).outOfBounds(Self.bounds) == [.firstMilestoneYears])
        #expect(AlertOverride(everyYears: 1).outOfBounds(Self.bounds) == [.everyYears])
        #expect(
            AlertOverride(firstMilestoneYears: 0, everyYears: 2, catchUpDays: 181).outOfBounds(Self.bounds)
                == [.firstMilestoneYears, .everyYears, .catchUpDays])
        #expect(AlertOverride().outOfBounds(Self.bounds) == [])
        let kept = AlertOverride(firstMilestoneYears: 5, everyYears: 1, catchUpDays: 60).within(Self.bounds)
        #expect(kept == AlertOverride(catchUpDays: 60))
    }
}
