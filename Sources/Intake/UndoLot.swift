public import Postgres

/// Takes a lot back: what it created goes, what it changed returns as it was; refused when something later was
/// built on it.
///
/// Every table that lots write has `created_lot` and `changed_lot`, the lot that brought the row and the last one
/// that changed it.
public struct UndoLot {
    /// A table that lots write, with its schema; a constant of the program, never a reader's text.
    public struct Relation: Sendable {
        let name: String
        let count: SQL
        let later: SQL
        let remove: SQL
        let restore: SQL

        /// Names the table: the literal is spelt out because a table name cannot be a bind.
        ///
        /// - Parameters:
        ///   - name: with its schema.
        ///   - table: the same as a statement piece.
        public init(_ name: String, _ table: SQL) {
            self.name = name
            count = "select count(*) as number from \(table) t where t.changed_lot = "
            later = "select count(*) as number from \(table) t where t.created_lot = "
            remove = "delete from \(table) t where t.changed_lot = "
            restore = """
                insert into \(table) overriding system value
                select (jsonb_populate_record(null::\(table), image || \(UndoLot.known))).* from intake.before_image
                where relation = \(name) and lot_id =
                """
        }

        /// A table to which others refer: a row that the lot changed stays in its place and gets back its columns.
        ///
        /// - Parameters:
        ///   - key: its key.
        ///   - columns: all others that a lot may change.
        public init(_ name: String, _ table: SQL, key: SQL, columns: SQL) {
            self.name = name
            count = "select count(*) as number from \(table) t where t.changed_lot = "
            later = "select count(*) as number from \(table) t where t.created_lot = "
            remove = "delete from \(table) t where t.created_lot = "
            restore = """
                update \(table) t set (\(columns)) = (
                    select \(columns) from jsonb_populate_record(null::\(table), b.image))
                from intake.before_image b
                where b.relation = \(name) and t.\(key) = (jsonb_populate_record(null::\(table), b.image)).\(key)
                and b.lot_id =
                """
        }
    }

    /// What is given back is known from now on: what was known meanwhile stays on record (`known_in`, where a table
    /// has it).
    private static let known: SQL = "jsonb_build_object('known_in', pg_current_xact_id()::text)"

    let relations: [Relation]

    /// The tables to restore, those referred to by others last.
    public init(_ relations: [Relation]) { self.relations = relations }

    /// Restores every table for the tenant of the transaction.
    ///
    /// - Throws: `Refusal` when a later import changed a row of this one.
    public func run(_ id: LotID, _ transaction: Transaction) throws {
        for relation in relations { try guardUntouched(relation, id, transaction) }
        for relation in relations {
            try transaction.query(relation.remove + "\(id.number)")
        }
        for relation in relations.reversed() {
            try transaction.query(relation.restore + " \(id.number)")
        }
        try transaction.query("delete from intake.before_image where lot_id = \(id.number)")
    }

    private func guardUntouched(_ relation: Relation, _ id: LotID, _ transaction: Transaction) throws {
        let later = try transaction.query(relation.later + "\(id.number) and t.changed_lot <> \(id.number)")
        let changed = try transaction.query(relation.count + "\(id.number) and t.created_lot <> \(id.number)")
        let kept = try BeforeImage.count(relation.name, id, transaction)
        let number = try changed[0].int("number")
        guard number <= kept else {
            throw Refusal(
                "L'import n° \(id) ne peut plus être annulé : les lignes d'avant, gardées un an, ont été effacées.")
        }
        let isUntouched = try later[0].int("number") == 0 && number == kept
        guard isUntouched else {
            throw Refusal(
                "L'import n° \(id) ne peut pas être annulé : un import plus récent a modifié les mêmes données. "
                    + "Annulez d'abord l'import le plus récent.")
        }
    }
}
