/// A request that is refused as a whole, with the sentence the reader gets: what, where and what to do.
public struct Refusal: Error, Sendable, Equatable {
    /// French; names nobody.
    public let sentence: String

    /// Wraps the sentence.
    public init(_ sentence: String) { self.sentence = sentence }
}
