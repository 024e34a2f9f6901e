public import Access
public import Documents
import Synchronization

/// A press for those who wait for a page: once it was silent it is left alone for a minute, and whoever asks meanwhile is
/// told at once instead of waiting as long again.
public final class SparedPress: LetterPress {
    /// For how long it is left alone, in seconds.
    static let pause: Int64 = 60

    private let press: any LetterPress
    private let now: @Sendable () -> Instant
    private let restsUntil = Mutex<Int64>(0)

    /// - Parameters:
    ///   - press: who really sets the letters.
    ///   - now: the moment, by which the minute is counted.
    public init(_ press: any LetterPress, now: @escaping @Sendable () -> Instant) {
        self.press = press
        self.now = now
    }

    /// Sets one letter.
    public func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset {
        try check()
        do throws(TypesetFault) { return try await press.set(letter) } catch { throw noted(error) }
    }

    /// Sets letters one after the other in one file.
    public func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset {
        try check()
        do throws(TypesetFault) { return try await press.set(lot: letters) } catch { throw noted(error) }
    }

    private func check() throws(TypesetFault) {
        if now().epochSeconds < restsUntil.withLock({ $0 }) {
            throw .engine("l’outil de mise en page ne répondait pas il y a moins d’une minute")
        }
    }

    private func noted(_ fault: TypesetFault) -> TypesetFault {
        if case .engine = fault {
            let end = now().epochSeconds + Self.pause
            restsUntil.withLock { $0 = end }
        }
        return fault
    }
}
