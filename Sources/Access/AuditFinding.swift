public import Vocabulary

/// One thing that is not as it was sealed or exported.
public struct AuditFinding: Hashable, Sendable {
    /// What was done to the journal.
    public enum Kind: String, Sendable, CaseIterable {
        /// An event does not say what it said when it was sealed.
        case edited
        /// A sealed event is gone.
        case deleted
        /// An event that its seal does not hold, or one dated back.
        case inserted
        /// A seal is gone from the middle, or stands in another place.
        case sealMissing = "seal_missing"
        /// A seal does not say what it said.
        case sealAltered = "seal_altered"
        /// The chain ends before a head that was exported.
        case truncated
        /// A seal is sound in itself and is not the one whose hash was exported.
        case rewritten
        /// An exported head, or a daily root, that its signature or its time-stamp does not cover.
        case headForged = "head_forged"
        /// Seals of an organisation of which no head was exported, or heads of one that is no longer there.
        case headMissing = "head_missing"
        /// A day without its root, since the newest root or from the first seal on.
        case rootMissing = "root_missing"
        /// A root without its time-stamp, or a time-stamp that nothing can verify.
        case stampMissing = "stamp_missing"
        /// Events that wait for their seal longer than they may.
        case unsealed
        /// A file that cannot be read as what it should be.
        case unreadable
    }

    /// The code of the organisation; nil when it is about the folder of heads as a whole.
    public let council: String?
    /// What was done.
    public let kind: Kind
    /// The number of the seal, where there is one.
    public let seal: Int64?
    /// The number of the event, where there is one.
    public let event: Int64?
    /// What is wrong, in French.
    public let detail: String

    init(_ kind: Kind, council: String?, seal: Int64? = nil, event: Int64? = nil, _ detail: String) {
        self.council = council
        self.kind = kind
        self.seal = seal
        self.event = event
        self.detail = detail
    }

    /// Place and fault in one line, French.
    public var sentence: String {
        let place = [
            council.map { "organisation \($0)" }, seal.map { "sceau \($0)" }, event.map { "événement \($0)" },
        ].compactMap { $0 }
        return (place + [detail]).joined(separator: ", ")
    }

    /// The same for a program.
    public var json: JSON {
        .object([
            .init("council", council.map { .string($0) } ?? .null), .init("kind", .string(kind.rawValue)),
            .init("seal", seal.map { .integer(Int($0)) } ?? .null),
            .init("event", event.map { .integer(Int($0)) } ?? .null), .init("detail", .string(detail)),
        ])
    }
}
