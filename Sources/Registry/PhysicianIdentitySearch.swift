public import Postgres

/// One answer of the header's search.
public struct PhysicianMatch: Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// Eleven digits.
    public let rppsNumber: String
    /// Nil until an extraction brings a name.
    public let familyName: String?
    /// Nil until an extraction brings a name.
    public let givenName: String?
    /// Whether a stay on the council's roll is open.
    public let isOnRoll: Bool

    /// Everybody of the council's rolls, past ones too, whose name begins so or whose number it is.
    ///
    /// - Parameters:
    ///   - text: a name or an RPPS number, with or without spaces.
    ///   - limit: at most this many.
    /// - Throws: `PostgresError`.
    public static func search(_ transaction: Transaction, _ text: String, limit: Int) throws -> [PhysicianMatch] {
        let digits = text.filter { !$0.isWhitespace }
        let isNumber = digits.count >= 3 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let condition: SQL =
            isNumber
            ? "p.rpps_number like \(digits) || '%'"
            : "p.search_name like registry.fold(\(text)) || '%' and registry.fold(\(text)) <> ''"
        return try transaction.query(
            """
            select p.physician_id, p.rpps_number, p.family_name, p.given_name, bool_or(r.ended_on is null) as is_on_roll
            from registry.physician p join registry.registration r using (physician_id)
            where \(condition) group by p.physician_id order by p.search_name, p.physician_id limit \(limit)
            """
        ).map {
            PhysicianMatch(
                physicianID: Int64(try $0.int("physician_id")), rppsNumber: try $0.text("rpps_number"),
                familyName: try $0.optional("family_name"), givenName: try $0.optional("given_name"),
                isOnRoll: try $0.bool("is_on_roll"))
        }
    }
}

/// The labels of the specialties.
public enum SpecialtyNames {
    /// Code → label.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ transaction: Transaction) throws -> [String: String] {
        let rows = try transaction.query("select code, label from registry.specialty")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text("code"), try $0.text("label")) })
    }

    /// The référentiels among which a council may choose for a specialty, by the official codes of the reference
    /// table.
    ///
    /// - Throws: `PostgresError`.
    public static func candidates(_ transaction: Transaction, of codes: [String]) throws -> [String] {
        try transaction.query(
            """
            select distinct unnest(candidates) as code from registry.specialty
            where code = any (\(codes)::text[]) order by 1
            """
        ).map { try $0.text("code") }
    }
}
