public import Vocabulary

/// One thing to do for one council, as a worker receives it.
public struct Job: Sendable, Hashable {
    /// Its key in the queue.
    public let id: Int64
    /// The tenant for which it is done; 0 is the national council.
    public let council: Int32
    /// Which handler does it.
    public let kind: String
    /// What makes it one of its kind: the same key is never queued twice at once.
    public let key: String
    /// Keys of rows, never a name: an object.
    public let payload: JSON
    /// 1 for the first attempt.
    public let attempt: Int
}
