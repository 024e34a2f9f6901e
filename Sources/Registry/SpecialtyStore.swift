public import Postgres

/// The nomenclature of specialties and their référentiels.
public enum SpecialtyStore {
    /// A specialty code, and the official codes of the référentiels it may lead to.
    public struct Link: Sendable {
        /// `SM26`.
        public let code: String
        /// French.
        public let label: String
        /// `REF.10.01_1`; none or several when nothing settles it.
        public let candidates: [String]
        /// `deduit`, `a_confirmer` or `ambigu`.
        public let certainty: String
    }

    /// All codes.
    public static func links(_ transaction: Transaction) throws -> [Link] {
        try transaction.query(
            """
            select code, label, array_to_string(candidates, ' ') as candidates, certainty
            from registry.specialty order by code
            """
        ).map { row in
            Link(
                code: try row.text("code"), label: try row.text("label"),
                candidates: try row.text("candidates").split(separator: " ").map(String.init),
                certainty: try row.text("certainty"))
        }
    }
}
