import Foundation
import Testing
import Vocabulary

@Suite("The civil time of Paris")
struct ParisTimeTests {
    @Test("the clocks change on the last Sundays of March and October, at one in the morning of Greenwich")
    func clocksChange() throws {
        // 2026-03-29T00:59:59Z and one second later.
        #expect(ParisTime(epochSeconds: 1_774_745_999).hour == 1)
        #expect(ParisTime(epochSeconds: 1_774_746_000).hour == 3)
        // 2026-10-25T00:59:59Z and one second later: two o'clock comes twice.
        #expect(ParisTime(epochSeconds: 1_792_889_999).hour == 2)
        #expect(ParisTime(epochSeconds: 1_792_890_000).hour == 2)
        #expect(ParisTime(epochSeconds: 1_792_890_000).minute == 0)
    }

    @Test("every six hours over forty years it is what the time zone database says, and each day begins at midnight")
    func agreesWithTheTimeZoneDatabase() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Paris"))
        for moment in stride(from: Int64(946_684_800), to: 2_208_988_800, by: 21_600 * 7 + 61) {
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(moment)))
            let time = ParisTime(epochSeconds: moment)
            let found = [
                time.day.components.year, time.day.components.month, time.day.components.day, time.hour,
                time.minute, time.second,
            ]
            #expect(found == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second])
            let start = ParisTime(epochSeconds: ParisTime.start(of: time.day))
            #expect(start.day == time.day && start.hour == 0 && start.minute == 0 && start.second == 0)
        }
    }
}
