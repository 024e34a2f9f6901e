import Access
import Postgres
import Vocabulary

/// The carrier has a letter: the delivery has left with it, unless it had ended otherwise.
struct ElectronicArrival {
    /// What was locked a moment ago is no longer there.
    struct Astray: Error {}

    let transaction: Transaction
    let council: Int32

    /// - Parameters:
    ///   - letter: as it was locked in this transaction.
    ///   - id: what the carrier calls it.
    ///   - day: the civil day on which it left.
    /// - Throws: ``Astray`` when it is not recorded whole, `PostgresError`.
    func record(_ letter: LotStore.Letter, as id: String, on day: CalendarDate, at now: Instant) throws {
        let apart = Self.apart(letter.delivered)
        let isHanded = try transaction.query(
            """
            update letters.electronic set state = 'handed', provider_id = \(id), reason = \(apart), tries = 0,
                is_apart = \(apart != nil)
            where council_id = \(council) and delivery_id = \(letter.delivery)
                and state in ('asked', 'uncertain', 'failed') and started_at is not null
            """
        ).affected
        guard isHanded == 1 else { throw Astray() }
        guard apart == nil else { return }
        let isSent = try transaction.query(
            """
            update letters.delivery set state = 'sent', sent_on = \(day),
                sent_at = to_timestamp(\(now.epochSeconds)::float8)
            where council_id = \(council) and delivery_id = \(letter.delivery) and state = 'held'
            """
        ).affected
        guard isSent == 1 else { throw Astray() }
    }

    /// What happened to the delivery meanwhile; nil when it waited for this.
    private static func apart(_ delivered: String) -> String? {
        switch SentNotice.State(rawValue: delivered) {
        case .held?: nil
        case .withdrawn?:
            """
            AR24 l’a envoyée alors qu’elle avait été rendue au papier, puis retirée : le médecin l’a reçue. Retirez l’alerte si \
            elle n’était plus due.
            """
        default:
            """
            Partie deux fois : AR24 l’a envoyée alors qu’elle avait été rendue au papier, et le pli est parti aussi. Prévenez le \
            médecin.
            """
        }
    }
}
