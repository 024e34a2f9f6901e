import Testing
import Vocabulary

@Suite("Civil dates")
struct CalendarDateTests {
    @Test("every day of four centuries survives its components and its text")
    func roundTrip() {
        var previous: CalendarDate?
        for number in stride(from: Int32(-40_000), through: 110_000, by: 1) {
            let date = CalendarDate(dayNumber: number)
            let parts = date.components
            let again = CalendarDate(year: parts.year, month: parts.month, day: parts.day)
            if again != date { Issue.record("\(number) became \(String(describing: again))") }
            if number % 97 == 0, CalendarDate(iso: date.description) != date {
                Issue.record("\(date) is not read back")
            }
            if let previous, previous >= date { Issue.record("\(previous) is not before \(date)") }
            previous = date
        }
    }

    @Test("the anniversary of 29 February is 1 March in a common year (V2)")
    func leapAnniversary() {
        #expect(day("2024-02-29").anniversary(1) == day("2025-03-01"))
        #expect(day("2024-02-29").anniversary(4) == day("2028-02-29"))
        #expect(day("2024-02-29").end(ofYears: 6) == day("2030-02-28"))
        #expect(day("2023-01-01").end(ofYears: 9) == day("2031-12-31"))
    }

    @Test("six months later is the same day, or the last of its month (V3)")
    func sixMonths() {
        #expect(day("2031-12-31").adding(months: 6) == day("2032-06-30"))
        #expect(day("2030-02-28").adding(months: 6) == day("2030-08-28"))
        #expect(day("2030-08-31").adding(months: 6) == day("2031-02-28"))
        #expect(day("2031-01-15").adding(months: -1) == day("2030-12-15"))
    }

    @Test("whole years are counted by anniversaries (V2)")
    func wholeYears() {
        #expect(day("2024-02-29").wholeYears(to: day("2027-02-28")) == 2)
        #expect(day("2024-02-29").wholeYears(to: day("2027-03-01")) == 3)
        #expect(day("2024-02-29").wholeYears(to: day("2023-01-01")) == 0)
    }

    @Test(
        "a day that does not exist is refused",
        arguments: [
            "2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01", "2026-2-03", "2026-02-03 ", "", "2026/02/03",
        ])
    func impossible(_ text: String) { #expect(CalendarDate(iso: text) == nil) }

    @Test("French and ISO spellings are read")
    func spellings() {
        #expect(CalendarDate(isoOrFrench: "21/11/2026") == day("2026-11-21"))
        #expect(CalendarDate(isoOrFrench: "1/3/2026") == day("2026-03-01"))
        #expect(CalendarDate(isoOrFrench: "30/02/2026") == nil)
        #expect(day("2026-03-01").french == "01/03/2026")
    }

    @Test("months are numbered without gap over the turn of a year")
    func months() {
        #expect(day("2027-01-31").monthIndex == day("2026-12-01").monthIndex + 1)
        #expect(CalendarDate(firstOfMonth: day("2026-08-17").monthIndex) == day("2026-08-01"))
        #expect(CalendarDate(firstOfMonth: 3) == nil)
    }
}
