import Access
import Postgres
import Vocabulary

/// A mail that will not arrive: the delivery ends, what is known of the address changes, and the gate hears of it.
struct DeliveryFailure {
    let council: Int32
    let delivery: DeliveryStore.Waiting
    /// Such as `5.1.1`.
    let status: String
    /// Whether the address does not work, and not this one mail.
    let isOfAddress: Bool
    let gate: (any Gate)?

    /// - Returns: false when the delivery had ended before: then nothing is written.
    @discardableResult
    func record(on day: CalendarDate, at now: Instant, _ transaction: Transaction) throws -> Bool {
        try gate?.hold(delivery.notice, council: council, transaction)
        let store = DeliveryStore(transaction: transaction, council: council)
        guard try store.setBounced(delivery.id, on: day) else { return false }
        // The address of an employer says nothing of the physician's.
        if delivery.addressee == .physician {
            try ContactStore.add(
                transaction, council: council, physician: delivery.physician, email: delivery.address,
                isOfAddress ? .refused : .toCheck, source: .bounce, on: day, by: "retour \(status)", at: now)
        }
        try gate?.isRefused(delivery.notice, cause: delivery.cause, council: council, on: day, transaction)
        return true
    }
}
