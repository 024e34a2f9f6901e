import Postgres

/// One line of work: looks which piles are due, takes from each in turn, sleeps when nothing is.
struct Lane: Sendable {
    /// Claims on one pile before the others have their turn.
    private static let turn = 20

    let desk: Desk
    let handlers: [String: any JobHandler]
    let pause: Double
    let bell: Bell
    let stop: StopSign
    let report: @Sendable (String) -> Void

    func run(_ number: Int) async {
        while !stop.isSet {
            let heard = await bell.rings
            do {
                let wait = try await round(number)
                if wait > 0, !stop.isSet { await bell.wait(atMost: wait, since: heard) }
            } catch {
                report("queue: \(words(of: error))")
                if !stop.isSet { await bell.wait(atMost: min(pause, 5), since: heard) }
            }
        }
    }

    /// One look at all piles.
    ///
    /// - Returns: how long nothing is to be done, in seconds; 0 when there may be more at once.
    private func round(_ number: Int) async throws -> Double {
        let piles = try await desk.piles(of: handlers.filter { $0.value.rest <= 0 }.map(\.key))
        let due = piles.filter { $0.wait <= 0 }
        var done = 0
        for index in due.indices where !stop.isSet {
            // Each lane begins elsewhere, so that they meet as late as possible.
            let pile = due[(index + number * max(1, due.count / 2)) % due.count]
            for _ in 0..<Self.turn where !stop.isSet && (handlers[pile.kind]?.rest ?? 0) <= 0 {
                let taken = try await take(pile)
                done += taken
                if taken == 0 { break }
            }
        }
        guard done == 0 else { return 0 }
        // What is due and could not be taken is in another's hands.
        let rests = handlers.values.map { $0.rest }.filter { $0 > 0 }
        let next = (piles.map { $0.wait <= 0 ? 1 : $0.wait } + rests).min() ?? pause
        return min(pause, max(next, 0.02))
    }

    private func take(_ pile: WorkStore.Pile) async throws -> Int {
        switch handlers[pile.kind] {
        case let handler as any InsideHandler: try await desk.doInside(handler, council: pile.council)
        case let handler as any OutsideHandler: try await desk.doOutside(handler, council: pile.council)
        default: 0
        }
    }
}

/// A fault as class and code: never the words of a server or a row, which may hold a name or an address.
public func words(of error: any Error) -> String {
    switch error {
    case PostgresError.server(let server): "SQLSTATE \(server.sqlState) \(server.constraint ?? "")".trimmedEnd
    case PostgresError.unreachable: "database out of reach"
    default:
        [String(describing: type(of: error)), Mirror(reflecting: error).children.first?.label]
            .compactMap(\.self).joined(separator: ".")
    }
}

extension String {
    fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
