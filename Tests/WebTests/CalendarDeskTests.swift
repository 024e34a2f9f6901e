import Progress
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Alerts
@testable import Web

@Suite("The calendar is reckoned for one council at a time, and few at once")
struct CalendarDeskTests {
    private static func ground(_ through: String = "2029-12-31") -> CalendarGround {
        CalendarGround(
            from: day("2029-01-02"), through: day(through), files: [], spans: [], ledger: CalendarLedger())
    }

    /// A reading that waits until it is told to go on, and counts how many are at it.
    private actor Door {
        private(set) var inside = 0
        private(set) var most = 0
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func pass() async -> CalendarGround {
            inside += 1
            most = max(most, inside)
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
            inside -= 1
            return CalendarDeskTests.ground()
        }

        func open() {
            isOpen = true
            for one in waiting { one.resume() }
            waiting = []
        }

        /// Waits until so many are inside.
        func filled(_ number: Int) async throws {
            for _ in 0..<500 where inside < number { try await Task.sleep(for: .milliseconds(10)) }
            #expect(inside == number)
        }
    }

    @Test("of one council the second waits for the first, and so many may wait; others are told to come back")
    func oneCouncil() async throws {
        let (desk, door) = (CalendarDesk(places: 2, mostWaiting: 4), Door())
        let asked = (0..<3).map { _ in Task { try await desk.work(of: 33) { await door.pass() } } }
        try await door.filled(1)
        for _ in 0..<500 where await desk.line < 2 { try await Task.sleep(for: .milliseconds(10)) }
        await #expect {
            _ = try await desk.work(of: 33) { await door.pass() }
        } throws: { error in
            if case Problem.tooMany(let seconds) = error { seconds > 0 } else { false }
        }
        await door.open()
        for one in asked { #expect(try await one.value.events == []) }
        #expect(await door.most == 1)
        #expect(await desk.judged == 1, "the last answer is given again")
    }

    @Test("no more councils at once than there are places")
    func places() async throws {
        let (desk, door) = (CalendarDesk(places: 2, mostWaiting: 8), Door())
        let asked = (1...5).map { council in Task { try await desk.work(of: Int32(council)) { await door.pass() } } }
        try await door.filled(2)
        await door.open()
        for one in asked { _ = try await one.value }
        #expect(await door.most == 2)
        #expect(await desk.judged == 5)
    }

    @Test("another question, another day or other facts are judged anew; a reading that fails gives its place back")
    func anew() async throws {
        struct Lost: Error {}
        let desk = CalendarDesk(places: 1, mostWaiting: 0)
        await #expect(throws: Lost.self) { _ = try await desk.work(of: 33) { throw Lost() } }
        _ = try await desk.work(of: 33) { Self.ground() }
        _ = try await desk.work(of: 33) { Self.ground() }
        #expect(await desk.judged == 1)
        _ = try await desk.trial(AlertPolicy(firstMilestoneYears: 2), of: 33) { Self.ground() }
        _ = try await desk.trial(AlertPolicy(firstMilestoneYears: 1), of: 33) { Self.ground() }
        _ = try await desk.work(of: 33) { Self.ground("2029-12-30") }
        #expect(await desk.judged == 4)
    }
}
