public import Access
public import Vocabulary

/// What the pages need from outside: clock, randomness and how they are reached.
public struct SiteSettings: Sendable {
    /// The legal day, Europe/Paris.
    public var today: @Sendable () -> CalendarDate
    /// The moment, for sessions.
    public var now: @Sendable () -> Instant
    /// Monotonic seconds, for durations.
    public var seconds: @Sendable () -> Double
    /// So many bytes of a cryptographic generator.
    public var random: @Sendable (Int) -> [UInt8]
    /// Readers come through HTTPS: cookies are marked Secure and browsers told to insist.
    public var isBehindHTTPS: Bool
    /// The largest file that a form may carry, in bytes.
    public var uploadLimit: Int
    /// The people and figures are invented: every page says so.
    public var isDemonstration: Bool

    /// Settings with the usual limit of 128 MiB for a file.
    public init(
        today: @escaping @Sendable () -> CalendarDate, now: @escaping @Sendable () -> Instant,
        random: @escaping @Sendable (Int) -> [UInt8], seconds: (@Sendable () -> Double)? = nil,
        isBehindHTTPS: Bool = false, uploadLimit: Int = 128 << 20, isDemonstration: Bool = false
    ) {
        self.today = today
        self.now = now
        self.random = random
        self.seconds = seconds ?? { Double(now().epochSeconds) }
        self.isBehindHTTPS = isBehindHTTPS
        self.uploadLimit = uploadLimit
        self.isDemonstration = isDemonstration
    }
}
