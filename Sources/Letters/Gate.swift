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
    /// The mail was refused for good: its address does not work. In the transaction that records it.
    func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction) throws
}

extension Gate {
    /// Nothing.
    public func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {}
}
