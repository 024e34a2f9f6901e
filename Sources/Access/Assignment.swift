public import Postgres
public import Vocabulary

/// A physician's file opened to an elected member for a time.
public struct Assignment: Sendable, Equatable {
    /// Its key in the council.
    public let id: Int64
    /// The key of the elected member.
    public let personID: Int64
    /// The name of the elected member.
    public let name: String
    /// The key of the physician.
    public let physicianID: Int64
    /// The first day.
    public let from: CalendarDate
    /// The first day on which the file is closed to them again; nil while no end is known.
    public let until: CalendarDate?
}

extension Assignment {
    /// The files assigned to a person on a day, in a transaction of their council.
    ///
    /// - Throws: `PostgresError`.
    public static func files(
        of person: Int64, on day: CalendarDate, _ transaction: Transaction
    ) throws -> [(physician: Int64, until: CalendarDate?)] {
        try AssignmentStore.files(transaction, of: person, on: day)
    }

    /// In which state a physician's file is for a reader: assigned to them on this day or not.
    ///
    /// - Throws: `PostgresError`.
    public static func state(
        of physician: Int64, for person: Int64, on day: CalendarDate, _ transaction: Transaction
    ) throws -> ObjectState {
        let files = try AssignmentStore.files(transaction, of: person, on: day)
        return files.contains { $0.physician == physician } ? .fileAssigned : .fileNotAssigned
    }

    /// Who reads a file on a day by assignment, in a transaction as `Principal.members(of:)`.
    ///
    /// - Throws: `PostgresError`.
    public static func of(
        physician: Int64, council: Council, on day: CalendarDate, _ transaction: Transaction
    ) throws -> [Assignment] {
        try AssignmentStore.list(transaction, physician: physician, council: council.id, on: day)
    }
}
