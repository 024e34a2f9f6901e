/// When a session closes by itself.
public struct SessionEnd: Hashable, Sendable {
    /// The moment, to the second.
    public let at: Instant
    /// Whether it closes then whatever is asked before; otherwise each page moves the moment.
    public let isFinal: Bool

    /// An end at a moment.
    public init(at: Instant, isFinal: Bool) {
        self.at = at
        self.isFinal = isFinal
    }

    /// How long a sign-in may wait for its second factor, in seconds.
    static let pending: Int64 = 600
    /// How long an ended session is remembered, and a draft kept, in seconds.
    static let remembered: Int64 = 86_400
}
