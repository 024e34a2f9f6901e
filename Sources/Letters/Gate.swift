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

/// What a gate knows of a letter that may have left already.
public enum Hindsight: Hashable, Sendable {
    /// It would leave today as well.
    case stands
    /// It would not leave any more; why, in one French sentence that names nobody.
    case isDoubtful(String)
    /// Facts are being written: nothing can be said at this moment.
    case unknown
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
    /// What has become of the reason of a letter that has left; nothing is changed.
    ///
    /// - Parameters:
    ///   - notice: the key of the notice.
    ///   - council: the key of the tenant.
    ///   - day: the civil day.
    func lookBack(
        _ notice: Int64, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Hindsight
    /// Those of some notices that wait for something that no lot of letters brings, such as a campaign that is stopped.
    func suspended(among notices: [Int64], council: Int32, _ transaction: Transaction) throws -> Set<Int64>
    /// Looks whether a letter on paper that was admitted still says what is known, before it is set or the post takes it;
    /// one that is no longer true is written again as another notice.
    func renew(
        _ letter: HeldLetter, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Renewal
    /// The mail will not arrive: it was refused for good, came back, or was tried for days in vain. In the transaction
    /// that records it.
    func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction) throws
}

extension Gate {
    /// Nothing.
    public func hold(_ notice: Int64, council: Int32, _ transaction: Transaction) throws {}
    /// Its reason stands.
    public func lookBack(
        _ notice: Int64, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Hindsight { .stands }
    /// None.
    public func suspended(
        among notices: [Int64], council: Int32, _ transaction: Transaction
    ) throws -> Set<Int64> { [] }
    /// Whatever it says stands.
    public func renew(
        _ letter: HeldLetter, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Renewal { .stands }
    /// Nothing.
    public func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {}
}
