public import Access
public import Postgres
public import Vocabulary

/// What a gate says of a notice that is about to leave.
public enum Admission: Hashable, Sendable {
    /// It may leave now.
    case go
    /// It must not leave any more; why, in one French sentence that names nobody.
    case never(String)
    /// Not before this moment; it is asked again then.
    case later(Instant)
    /// No notice of this council before this moment: what was claimed with it waits too, unasked.
    case councilLater(Instant)
}

/// Looks once more, just before a notice leaves, whether it still may: asked in the transaction that writes the
/// attempt, as the council. Without a gate a kind that needs one is never sent.
public protocol Gate: Sendable {
    /// - Parameters:
    ///   - notice: the key of the notice.
    ///   - cause: the natural key that the notice was posted with.
    ///   - council: the key of the tenant.
    ///   - day: the civil day of the attempt.
    func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission
    /// Takes the locks of its room on the notice, in whichever transaction is about to change its delivery: they come
    /// before that of the delivery, never after.
    func hold(_ notice: Int64, council: Int32, _ transaction: Transaction) throws
    /// The mail will not arrive: it was refused for good, came back, or was tried for days in vain. In the transaction
    /// that records it.
    func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction) throws
}

extension Gate {
    /// Nothing.
    public func hold(_ notice: Int64, council: Int32, _ transaction: Transaction) throws {}
    /// Nothing.
    public func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {}
}
