public import Intake
public import Postgres
import Vocabulary

/// What undoing needs to know and mend beside the rows themselves.
public enum UndoStore {
    /// Notes everybody the lot touched, so that their standings are looked at again.
    public static func noteTouched(_ id: LotID, _ council: Int32, _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into registry.fact_change (council_id, physician_id)
            select \(council), physician_id from (
                select physician_id from registry.registration where changed_lot = \(id.number)
                union select physician_id from registry.qualification where changed_lot = \(id.number)
                union select physician_id from registry.care_status where changed_lot = \(id.number)
                union select physician_id from registry.exemption where changed_lot = \(id.number)
                union select physician_id from registry.declaration where changed_lot = \(id.number)
                union select physician_id from registry.account where changed_lot = \(id.number)) touched
            """)
    }

    /// Whether a later lot brought facts about somebody whom this lot registered.
    public static func isBuiltUpon(_ id: LotID, _ transaction: Transaction) throws -> Bool {
        try transaction.query(
            """
            select exists (
                select from registry.registration r join registry.declaration d on d.council_id = r.council_id
                    and d.physician_id = r.physician_id and d.changed_lot > \(id.number)
                where r.created_lot = \(id.number) and not exists (
                    select from registry.registration o where o.council_id = r.council_id
                    and o.physician_id = r.physician_id and o.created_lot <> \(id.number))) as is_built_upon
            """)[0].bool("is_built_upon")
    }

    /// Takes away the spells of practice of registrations about to be restored; those that remain are put back by
    /// ``restorePractice(_:_:)``. Others who know the physician look again.
    public static func removePractice(_ registrations: [Int], _ transaction: Transaction) throws {
        try transaction.query(
            """
            with gone as (
                delete from registry.practice p where p.registration_id = any(\(registrations)::bigint[])
                returning p.physician_id, p.registration_id)
            insert into registry.directory_change (physician_id)
            select distinct g.physician_id from gone g
            where exists (select from registry.practice o
                where o.physician_id = g.physician_id and o.registration_id <> g.registration_id)
            """)
    }

    /// Puts back the spells of the registrations that are there again.
    public static func restorePractice(_ registrations: [Int], _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into registry.practice (registration_id, physician_id, started_on, ended_on)
            select registration_id, physician_id, registered_on, ended_on from registry.registration
            where registration_id = any(\(registrations)::bigint[])
            """)
    }

    /// The registrations that the lot wrote.
    public static func registrations(_ id: LotID, _ transaction: Transaction) throws -> [Int] {
        try transaction.query(
            "select registration_id from registry.registration where changed_lot = \(id.number)"
        ).map { try $0.int("registration_id") }
    }

    /// Takes back the numbers that the lot alone made known.
    public static func removePhysicians(_ id: LotID, _ transaction: Transaction) throws {
        try transaction.query(
            "delete from registry.fact_change f where not exists ("
                + "select from registry.registration r where r.physician_id = f.physician_id)")
        try transaction.query(
            """
            delete from registry.physician p where p.created_lot = \(id.number) and p.family_name is null
            and not exists (select from registry.practice s where s.physician_id = p.physician_id)
            """)
    }

    /// The councils that have a part in the lot are found one by one; this tells for the transaction's.
    public static func hasPart(_ id: LotID, _ transaction: Transaction) throws -> Bool {
        try LotStore.find(id, transaction)?.state == .applied
    }

    /// Notes a change of the directory for all councils.
    public static func noteDirectory(_ id: LotID, _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into registry.directory_change (physician_id)
            select physician_id from registry.physician where changed_lot = \(id.number)
            """)
    }
}
