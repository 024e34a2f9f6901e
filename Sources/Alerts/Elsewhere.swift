import Postgres

/// « Un seul conseil écrit »: of some physicians, whom another council writes to, or has written to already.
struct Elsewhere {
    /// Those whom another council's later roll names.
    let physicians: Set<Int64>
    /// What another council has written.
    let alerts: Set<AlertMark>

    static func read(_ physicians: [Int64], council: Int32, _ transaction: Transaction) throws -> Elsewhere {
        Elsewhere(
            physicians: try StandingStore(transaction: transaction, council: council).onNewerRoll(physicians),
            alerts: try MarkStore(transaction: transaction, council: council).elsewhere(physicians))
    }

    /// Why this council does not write; nil when it does.
    func exclusion(of alert: AlertMark) -> Exclusion? {
        if physicians.contains(alert.physician) { return .notSubject }
        return alerts.contains(alert) ? .alertedElsewhere : nil
    }
}
