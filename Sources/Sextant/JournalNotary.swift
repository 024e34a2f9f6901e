import Access
import Postgres
import Vocabulary

/// Seals the journals within seconds, and carries their heads out of the database where a folder is set.
struct JournalNotary {
    /// Seconds between two rounds, at most.
    static let pause = 5

    let database: Database
    let today: @Sendable () -> CalendarDate
    let exporter: ExportHeads?

    /// One round; whatever fails is said and tried again at the next one.
    func run() async {
        do {
            let sealed = try await SealJournal(database).run()
            guard let exporter else { return }
            let summary = try await exporter.run(
                sealed, on: today(), at: Instant(epochSeconds: Int64(Clock.now())), random: { randomBytes($0) })
            for fault in summary.faults { note("worker: sans horodatage : \(fault)") }
        } catch {
            note("worker: journal: \(faultWords(error))")
        }
    }
}
