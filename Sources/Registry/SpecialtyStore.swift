public import Postgres
public import Vocabulary

/// The nomenclature of specialties and their référentiels: delivered by a file, corrected by people from a day on.
public enum SpecialtyStore {
    /// A specialty code, and the official codes of the référentiels it may lead to.
    public struct Link: Hashable, Sendable {
        /// `SM26`.
        public let code: String
        /// French.
        public let label: String
        /// `REF.10.01_1`; none or several when nothing settles it.
        public let candidates: [String]
        /// `deduit`, `a_confirmer` or `ambigu`.
        public let certainty: String
        /// Where the link comes from, in French; may be empty for a delivered one.
        public let source: String
        /// Who corrected it and from when on; nil for a delivered link.
        public let correction: Correction?
    }

    /// What a person wrote over a delivered link.
    public struct Correction: Hashable, Sendable {
        /// Grows with each correction.
        public let number: Int
        /// The first day it holds.
        public let startsOn: CalendarDate
        /// Who.
        public let setBy: String
        /// ISO 8601, UTC.
        public let setAt: String
    }

    /// The link that holds on a day, for every code.
    ///
    /// - Throws: `PostgresError`.
    public static func links(on day: CalendarDate, _ transaction: Transaction) throws -> [Link] {
        try transaction.query(
            """
            select distinct on (code) \(columns) from registry.specialty_link
            where starts_on is null or starts_on <= \(day)
            order by code, starts_on desc nulls last, override_id desc
            """
        ).map(decode)
    }

    /// Every link a code has had or will have: the delivered one, then the corrections as they were made.
    ///
    /// - Throws: `PostgresError`.
    public static func history(of code: String, _ transaction: Transaction) throws -> [Link] {
        try transaction.query(
            """
            select \(columns) from registry.specialty_link where code = \(code) order by override_id nulls first
            """
        ).map(decode)
    }

    /// How many physicians the directory gives this specialty: those whom a correction may concern.
    ///
    /// - Throws: `PostgresError`.
    public static func physicians(with code: String, _ transaction: Transaction) throws -> Int {
        try transaction.query(
            "select count(*) as total from registry.physician where specialty_codes @> array[\(code)]::text[]")[0]
            .int("total")
    }

    static func add(_ command: SetSpecialtyLink, _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into registry.specialty_override (specialty_code, candidates, certainty, source, starts_on, set_by)
            values (\(command.code), \(command.candidates)::text[], \(command.certainty), \(command.source),
                \(command.startsOn), \(command.actor))
            """)
    }

    private static let columns: SQL = """
        code, label, array_to_string(candidates, ' ') as candidates, certainty, source, starts_on, override_id, set_by,
        to_char(set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as set_at
        """

    private static func decode(_ row: Row) throws -> Link {
        var correction: Correction?
        if let number = try row.optional("override_id", as: Int.self) {
            correction = Correction(
                number: number, startsOn: try row.date("starts_on"), setBy: try row.text("set_by"),
                setAt: try row.text("set_at"))
        }
        return Link(
            code: try row.text("code"), label: try row.text("label"),
            candidates: try row.text("candidates").split(separator: " ").map(String.init),
            certainty: try row.text("certainty"), source: try row.text("source"), correction: correction)
    }
}
