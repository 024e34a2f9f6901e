public import Access
public import Intake
public import Postgres
import Registry
public import Vocabulary

extension ImportDesk {
    /// Takes back a council's lot and brings the standings of those it touched back.
    ///
    /// - Throws: `Refusal` when something later was built on it.
    public func undo(_ id: LotID, council: Council, actor: Author) async throws -> Lot {
        try await database.transaction(as: .council(council.id), timeout: 0) { transaction in
            let lot = try found(id, transaction)
            guard lot.state == .applied else {
                throw Refusal("L'import n° \(id) n'est pas appliqué : il n'y a rien à annuler.")
            }
            let undo = UndoImport(id: id, actor: actor)
            try undo.run(council.id, transaction)
            try undo.refresh(council.id, transaction)
            try UndoStore.removePhysicians(id, transaction)
            return try found(id, transaction)
        }
    }

    /// Takes back a whole lot, in every council that has a part of it.
    ///
    /// - Throws: `Refusal` when no council has it, or when something later was built on it.
    public func undo(_ id: LotID, actor: Author) async throws {
        try await database.transaction(as: .role("sextant_council"), timeout: 0) { transaction in
            var parts: [Int32] = []
            let councils = try Councils.keys(transaction)
            var isDirectory = false
            let undo = UndoImport(id: id, actor: actor)
            for council in councils {
                try transaction.become(council == 0 ? .national : .council(council))
                guard try UndoStore.hasPart(id, transaction) else { continue }
                parts.append(council)
                isDirectory = try isDirectory || found(id, transaction).kind == .rpps
                try undo.run(council, transaction)
            }
            // All facts first, then the standings: what a refresh knew is one snapshot. The directory is everybody's:
            // what it said stands in the standings of every council.
            for council in isDirectory ? councils : parts where council != 0 {
                try transaction.become(.council(council))
                try undo.refresh(council, transaction)
            }
            for council in parts where council != 0 {
                try transaction.become(.council(council))
                try UndoStore.removePhysicians(id, transaction)
            }
            guard !parts.isEmpty else {
                throw Refusal("L'import n° \(id) n'existe pas, ou n'est pas appliqué. Vérifiez son numéro.")
            }
        }
    }
}

/// The undoing of one tenant's part of a lot.
struct UndoImport {
    let id: LotID
    let actor: Author

    func run(_ council: Int32, _ transaction: Transaction) throws {
        if council == 0 {
            // The national part of a lot of several councils holds its quarantine alone.
            if try found(id, transaction).kind == .rpps {
                try UndoStore.noteDirectory(id, transaction)
                try restore(LotRelations.directory, transaction)
            }
        } else {
            try transaction.query("select pg_advisory_xact_lock(7302, \(council))")
            guard try !UndoStore.isBuiltUpon(id, transaction) else { throw builtUpon }
            try UndoStore.noteTouched(id, council, transaction)
            let registrations = try UndoStore.registrations(id, transaction)
            try UndoStore.removePractice(registrations, transaction)
            try restore(LotRelations.council, transaction)
            try UndoStore.restorePractice(registrations, transaction)
        }
        try LotStore.markUndone(id, by: actor.name, transaction)
        try AuditEvent(.importUndone, by: actor, on: "lot:\(id)").record(transaction, council: council)
    }

    /// Brings the standings to what they are without the lot, on the date of the last refresh.
    func refresh(_ council: Int32, _ transaction: Transaction) throws {
        guard let last = try RunStore(transaction: transaction, council: council).last() else { return }
        let assessor = try Assessor.load(on: last.asOf, transaction)
        _ = try RefreshStandings(assessor: assessor, asOf: last.asOf).run(council, transaction)
    }

    private func restore(_ relations: [UndoLot.Relation], _ transaction: Transaction) throws {
        do {
            try UndoLot(relations).run(id, transaction)
        } catch let error as PostgresError where error.sqlState == "23503" {
            throw builtUpon
        }
    }

    private var builtUpon: Refusal {
        Refusal(
            "L'import n° \(id) ne peut pas être annulé : des données plus récentes s'appuient sur lui. Annulez d'abord "
                + "les imports qui le suivent.")
    }
}
