import Access
import Letters
import Postgres
import Registry
import Standings
import Vocabulary

/// What a proposal and a decision to tell an employer both rest on.
struct EmployerCheck {
    let transaction: Transaction
    let council: Int32
    let day: CalendarDate

    /// The numbers of the day of an alert that left and stands, of a physician who is still late and can be told first.
    /// The lock of the council's facts must be held.
    ///
    /// - Throws: ``EmployerRefusal``, `PostgresError`.
    func due(_ entry: EntryStore.Found) throws -> AlertRule.Due {
        let alert = try EmployerStore(transaction: transaction, council: council).alert(entry.mark)
        guard !alert.isRetracted else { throw EmployerRefusal.alertIsRetracted }
        guard alert.hasLeft else { throw EmployerRefusal.alertHasNotLeft }
        let check = CheckEntries(
            transaction: transaction, council: council, assessor: try Assessor.load(on: day, transaction), day: day)
        guard case .late(let due)? = try check.verdicts([entry]).first?.verdict else {
            throw EmployerRefusal.isNotLate
        }
        guard try route(to: entry.physician) != nil else { throw EmployerRefusal.physicianHasNoAddress }
        return due
    }

    /// By which way the physician is told; nil for nobody who can be reached.
    func route(to physician: Int64) throws -> Destination? {
        let refused = try StandingStore(transaction: transaction, council: council).refusedAddresses([physician])
        return Route.of(
            try PhysicianContact.read([physician], transaction)[physician], refused: refused[physician] ?? [])
    }

    /// The choice of a council that tells employers.
    func choice() throws -> EmployerChoice {
        guard let choice = try EmployerStore(transaction: transaction, council: council).choice(), choice.isOn else {
            throw EmployerRefusal.isOff
        }
        return choice
    }
}
