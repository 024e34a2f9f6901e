import Access
import Intake
import Postgres
import Vocabulary

/// When the files and imports of the transaction's council reach their term, and what holds them back.
struct PurgeTerm {
    let transaction: Transaction
    let council: Int32
    let rule: Retention
    let asOf: CalendarDate

    /// What a list of this day names, and how many files have their term ahead.
    struct Found {
        var items: [PurgeItem] = []
        var notDue = 0
    }

    /// Everything that has reached its term, held back or not.
    func due() throws -> Found {
        var found = Found()
        for item in try physicians() {
            if item.held == .notDue { found.notDue += 1 } else if item.held != .registered { found.items.append(item) }
        }
        found.items += try lots().filter { $0.held != .notDue }
        return found
    }

    /// The items of an earlier list, each with what holds it back today.
    func again(_ earlier: [PurgeItem]) throws -> [PurgeItem] {
        let all = try physicians() + lots()
        let today = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        return earlier.map { item in
            PurgeItem(
                kind: item.kind, id: item.id, dueOn: item.dueOn,
                held: item.held ?? today[item.name].map(\.held) ?? .gone)
        }
    }

    /// Everybody who was on the council's roll, with the reason to stay.
    private func physicians() throws -> [PurgeItem] {
        guard let term = rule.term(of: .physician) else { return [] }
        let isUndecided = try ExpiredLots.isAnyUndecided(transaction)
        return try PurgeTermStore.stays(transaction, council: council, on: asOf).map { stay in
            let last = max(stay.leftOn ?? asOf, stay.cycleEnd ?? stay.leftOn ?? asOf)
            let dueOn = term.end(from: last)
            let held: PurgeItem.Held? =
                if stay.isRegistered { .registered } else if stay.control.map({ $0 >= asOf }) == true {
                    dueOn > asOf ? .notDue : .cycleOpen
                } else if dueOn > asOf { .notDue } else if stay.isHeld { .legalHold } else if isUndecided {
                    .undecidedLot
                } else { nil }
            return PurgeItem(kind: .physician, id: stay.physician, dueOn: dueOn, held: held)
        }
    }

    private func lots() throws -> [PurgeItem] {
        guard let term = rule.term(of: .lot) else { return [] }
        return try ExpiredLots.quarantines(transaction).map { lot in
            let dueOn = term.end(from: lot.readOn)
            return PurgeItem(
                kind: .lot, id: lot.id.number, dueOn: dueOn,
                held: dueOn > asOf ? .notDue : lot.isUndecided ? .undecidedLot : nil)
        }
    }
}
