import Testing
import Vocabulary

@Suite("Profiles and periods")
struct ProfileTests {
    @Test("direct care is given before the first entry, and an exemption covers its own days only (R08)")
    func exemption() {
        let profile = Profile(
            registrationDate: day("2020-01-01"),
            directCare: [Dated(from: day("2026-01-01"), true), Dated(from: day("2024-01-01"), false)],
            specialties: [Dated(from: day("2020-01-01"), FrameworkID("genetique"))],
            exemptions: [
                .init(during: Period(start: day("2027-01-01"), until: day("2027-07-01")), reason: .compulsoryTraining)
            ])
        #expect(!profile.isExemptOfBlockThree(on: day("2023-12-31")))
        #expect(profile.isExemptOfBlockThree(on: day("2024-01-01")))
        #expect(profile.isExemptOfBlockThree(on: day("2025-12-31")))
        #expect(!profile.isExemptOfBlockThree(on: day("2026-01-01")))
        #expect(profile.isExemptOfBlockThree(on: day("2027-06-30")))
        #expect(!profile.isExemptOfBlockThree(on: day("2027-07-01")))
    }

    @Test("the first specialty also holds before its day, and the last entry of a day wins (R25)")
    func specialties() {
        let profile = Profile(
            registrationDate: day("2020-01-01"),
            specialties: [
                Dated(from: day("2027-01-01"), FrameworkID("b")), Dated(from: day("2020-01-01"), FrameworkID("a")),
                Dated(from: day("2027-01-01"), FrameworkID("c")),
            ])
        #expect(profile.framework(on: day("2010-01-01")) == FrameworkID("a"))
        #expect(profile.framework(on: day("2026-12-31")) == FrameworkID("a"))
        #expect(profile.framework(on: day("2027-01-01")) == FrameworkID("c"))
        #expect(profile.specialties.count == 2)
    }

    @Test("a period has its first day and not its end")
    func period() {
        let period = Period(start: day("2024-01-01"), until: day("2024-01-03"))
        #expect(period.contains(day("2024-01-01")) && period.contains(day("2024-01-02")))
        #expect(!period.contains(day("2024-01-03")) && !period.contains(day("2023-12-31")))
        #expect(Period(start: day("2024-01-01")).contains(day("2099-01-01")))
        #expect(Period(start: day("2024-01-01"), until: day("2024-01-01")).isEmpty)
    }

    @Test("counts of blocks are capped and compared block by block")
    func counts() {
        let counts = BlockCounts(5, 0, 1, 2)
        #expect(counts.capped(at: BlockCounts(2, 2, 2, 2)) == BlockCounts(2, 0, 1, 2))
        #expect(counts.total == 8)
        #expect(!counts.covers(BlockCounts(2, 2, 0, 2)))
        #expect(BlockCounts(2, 2, 0, 2).covers(BlockCounts(2, 2, 0, 2)))
    }
}
