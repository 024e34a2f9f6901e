import Postgres

/// The statements on how physicians are reached.
enum PhysicianContactStore {
    static func read(_ transaction: Transaction, _ physicians: [Int64]) throws -> [PhysicianContact] {
        try transaction.query(
            """
            select physician_id, title, family_name, given_name, email, email_checked_on,
                array_to_string(address, E'\\n') as address
            from registry.published_contact where physician_id = any(\(physicians)::bigint[])
            """
        ).map { row in
            PhysicianContact(
                physicianID: Int64(try row.int("physician_id")), title: try row.optional("title"),
                familyName: try row.optional("family_name"), givenName: try row.optional("given_name"),
                email: try row.optional("email"), emailCheckedOn: try row.optional("email_checked_on"),
                address: try row.text("address").split(separator: "\n").map(String.init))
        }
    }
}
