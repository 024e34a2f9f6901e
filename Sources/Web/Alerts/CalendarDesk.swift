import Alerts
import Dispatch
import Progress

/// Looks ahead for councils, one at a time each and two altogether, off the threads and the connections that pages need:
/// the facts are read in a transaction, and judged after it. Others wait their turn, and so many at most.
///
/// The last answer of a council is given again as long as nothing that it depends on has changed.
actor CalendarDesk {
    /// What is asked of a council.
    enum Question: Hashable, Sendable {
        /// The work to come.
        case work
        /// What other parameters would change.
        case trial(AlertPolicy)
    }

    private enum Answer: Sendable {
        case work(WorkCalendar)
        case trial(CalendarChange)
    }

    private struct Kept {
        let question: Question
        let mark: Int
        let answer: Answer
    }

    /// Councils whose last answer is kept.
    private static let mostKept = 16
    /// Seconds after which somebody who was sent away may ask again.
    static let pause = 20

    private let places: Int
    private let mostWaiting: Int
    private let judges = DispatchQueue(label: "sextant.calendar", qos: .utility, attributes: .concurrent)
    private var running: Set<Int32> = []
    private var waiting: [(council: Int32, turn: CheckedContinuation<Void, Never>)] = []
    private var kept: [Int32: Kept] = [:]
    private var order: [Int32] = []
    /// How many grounds were judged.
    private(set) var judged = 0
    /// How many wait.
    var line: Int { waiting.count }

    /// - Parameters:
    ///   - places: councils looked at at once, 1 or more.
    ///   - mostWaiting: who may wait beside them; a single council has half of it.
    init(places: Int = 2, mostWaiting: Int = 16) {
        self.places = max(1, places)
        self.mostWaiting = max(0, mostWaiting)
    }

    /// The work to come in a council.
    ///
    /// - Parameter read: reads the ground in a transaction of the council.
    /// - Throws: `Problem.tooMany` when too many wait already, or what `read` throws.
    func work(
        of council: Int32, _ read: @Sendable () async throws -> CalendarGround
    ) async throws -> WorkCalendar {
        guard case .work(let calendar) = try await answer(.work, of: council, read) else { throw Problem.unexpected }
        return calendar
    }

    /// What other parameters of alerts would change in a council; as ``work(of:_:)``.
    func trial(
        _ policy: AlertPolicy, of council: Int32, _ read: @Sendable () async throws -> CalendarGround
    ) async throws -> CalendarChange {
        guard case .trial(let change) = try await answer(.trial(policy), of: council, read) else {
            throw Problem.unexpected
        }
        return change
    }

    private func answer(
        _ question: Question, of council: Int32, _ read: @Sendable () async throws -> CalendarGround
    ) async throws -> Answer {
        try await enter(council)
        defer { leave(council) }
        try Task.checkCancellation()
        let ground = try await read()
        let mark = ground.mark
        if let last = kept[council], last.question == question, last.mark == mark { return last.answer }
        let answer = await judge(ground, question)
        keep(Kept(question: question, mark: mark, answer: answer), of: council)
        return answer
    }

    private func judge(_ ground: CalendarGround, _ question: Question) async -> Answer {
        judged += 1
        return await withCheckedContinuation { continuation in
            judges.async {
                switch question {
                case .work: continuation.resume(returning: .work(SimulateCalendar().run(ground)))
                case .trial(let policy):
                    continuation.resume(returning: .trial(CalendarChange.rehearse(policy, on: ground)))
                }
            }
        }
    }

    private func keep(_ answer: Kept, of council: Int32) {
        kept[council] = answer
        order.removeAll { $0 == council }
        order.append(council)
        if order.count > Self.mostKept { kept[order.removeFirst()] = nil }
    }

    private func enter(_ council: Int32) async throws {
        if running.count < places, !running.contains(council) {
            running.insert(council)
            return
        }
        let same = waiting.count { $0.council == council }
        guard waiting.count < mostWaiting, same < max(1, mostWaiting / 2) else {
            throw Problem.tooMany(seconds: Self.pause)
        }
        await withCheckedContinuation { waiting.append((council, $0)) }
    }

    private func leave(_ council: Int32) {
        running.remove(council)
        while running.count < places, let next = waiting.firstIndex(where: { !running.contains($0.council) }) {
            let (council, turn) = waiting.remove(at: next)
            running.insert(council)
            turn.resume()
        }
    }
}
