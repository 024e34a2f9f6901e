import Access
import Vocabulary

/// A moment as pages show it, by the clocks of Paris.
extension ParisTime {
    init(_ moment: Instant) { self.init(epochSeconds: moment.epochSeconds) }

    /// `17 h 40`.
    var clock: String { French.clock(self) }

    /// `21/11/2026 à 17 h 40`, machine-readable too.
    var html: HTML { "\(day) à \(clock)" }
}
