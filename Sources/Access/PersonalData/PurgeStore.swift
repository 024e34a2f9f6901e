import Postgres
import Vocabulary

/// The statements on lists of a purge; the tenant is the transaction's.
enum PurgeStore {
    private static let select: SQL = """
        select purge_id, as_of, rule_version, not_due, proposed_by, extract(epoch from proposed_at)::bigint as proposed,
            first_person, first_reviewer, extract(epoch from first_review_at)::bigint as first_at,
            second_person, second_reviewer, extract(epoch from second_review_at)::bigint as second_at,
            refused_by, refusal_reason, executed_by
        from access.purge
        """

    static func list(_ transaction: Transaction) throws -> [Purge] {
        try transaction.query("\(select) order by purge_id desc limit 200").map(decode)
    }

    static func find(_ transaction: Transaction, _ id: Int64) throws -> Purge? {
        try transaction.first("\(select) where purge_id = \(id)").map(decode)
    }

    /// The same, and nobody else decides on it meanwhile.
    static func lock(_ transaction: Transaction, _ id: Int64) throws -> Purge? {
        try transaction.first("\(select) where purge_id = \(id) for update").map(decode)
    }

    private static func decode(_ row: Row) throws -> Purge {
        func review(_ place: String) throws -> Purge.Review? {
            guard let person: Int = try row.optional("\(place)_person") else { return nil }
            return Purge.Review(
                personID: Int64(person), name: try row.text("\(place)_reviewer"), at: Int64(try row.int("\(place)_at")))
        }
        return Purge(
            id: Int64(try row.int("purge_id")), asOf: try row.date("as_of"), ruleVersion: try row.int("rule_version"),
            notDue: try row.int("not_due"), proposedBy: try row.text("proposed_by"),
            proposedAt: Int64(try row.int("proposed")),
            reviews: [try review("first"), try review("second")].compactMap { $0 },
            refusedBy: try row.optional("refused_by"), refusalReason: try row.optional("refusal_reason"),
            executedBy: try row.optional("executed_by"))
    }

    static func items(_ transaction: Transaction, _ id: Int64) throws -> [PurgeItem] {
        try transaction.query(
            "select kind, item_id, due_on, held from access.purge_item where purge_id = \(id) order by kind, item_id"
        ).map { row in
            guard let kind = RetentionCategory.Unit(rawValue: try row.text("kind")) else {
                throw PostgresError.decoding("kind of an item")
            }
            return PurgeItem(
                kind: kind, id: Int64(try row.int("item_id")), dueOn: try row.date("due_on"),
                held: try row.optional("held", as: String.self).flatMap(PurgeItem.Held.init(rawValue:)))
        }
    }

    static func insert(
        _ transaction: Transaction, council: Int32, asOf: CalendarDate, rule: Int, notDue: Int, by author: Author,
        now: Instant
    ) throws -> Int64 {
        Int64(
            try transaction.query(
                """
                insert into access.purge (council_id, as_of, rule_version, not_due, proposed_by, proposed_at)
                values (\(council), \(asOf), \(rule), \(notDue), \(author.name), \(now.sql)) returning purge_id
                """)[0].int("purge_id"))
    }

    static func insert(_ items: [PurgeItem], of id: Int64, council: Int32, _ transaction: Transaction) throws {
        for start in stride(from: 0, to: items.count, by: 1000) {
            let part = items[start..<min(start + 1000, items.count)]
            try transaction.query(
                """
                insert into access.purge_item (council_id, purge_id, kind, item_id, due_on, held)
                select \(council), \(id), kind, item_id, due_on, nullif(held, '')
                from unnest(\(part.map(\.kind.rawValue))::text[], \(part.map(\.id))::bigint[],
                    \(part.map(\.dueOn.description))::date[], \(part.map { $0.held?.rawValue ?? "" })::text[])
                    as t (kind, item_id, due_on, held)
                """)
        }
    }

    static func hold(_ items: [PurgeItem], of id: Int64, _ transaction: Transaction) throws {
        try transaction.query(
            """
            update access.purge_item i set held = t.held
            from unnest(\(items.map(\.kind.rawValue))::text[], \(items.map(\.id))::bigint[],
                \(items.map { $0.held?.rawValue ?? "" })::text[]) as t (kind, item_id, held)
            where i.purge_id = \(id) and i.kind = t.kind and i.item_id = t.item_id and i.held is null and t.held <> ''
            """)
    }

    static func review(
        _ transaction: Transaction, _ id: Int64, isFirst: Bool, person: Int64, name: String, now: Instant
    ) throws {
        let columns: SQL =
            isFirst
            ? "first_person = \(person), first_reviewer = \(name), first_review_at = \(now.sql)"
            : "second_person = \(person), second_reviewer = \(name), second_review_at = \(now.sql)"
        try transaction.query("update access.purge set \(columns) where purge_id = \(id)")
    }

    static func refuse(
        _ transaction: Transaction, _ id: Int64, by name: String, reason: String, now: Instant
    ) throws {
        try transaction.query(
            """
            update access.purge set refused_by = \(name), refused_at = \(now.sql), refusal_reason = \(reason)
            where purge_id = \(id)
            """)
    }

    /// Notes the end of a list: what was removed leaves it, what was left stays with its reason.
    static func finish(
        _ transaction: Transaction, _ id: Int64, council: Int32, by name: String, certificate: String, now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.purge_certificate (council_id, purge_id, content, issued_at)
            values (\(council), \(id), \(certificate), \(now.sql))
            """)
        try transaction.query(
            "update access.purge set executed_by = \(name), executed_at = \(now.sql) where purge_id = \(id)")
        try transaction.query("delete from access.purge_item where purge_id = \(id) and held is null")
    }

    static func certificate(_ transaction: Transaction, _ id: Int64) throws -> String? {
        try transaction.first("select content from access.purge_certificate where purge_id = \(id)")?.text("content")
    }
}
