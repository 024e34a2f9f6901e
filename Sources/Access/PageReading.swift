import Foundation
public import Postgres

/// A page opened by somebody whose every page leaves a trace (`Role.isWhollyRecorded`).
public struct PageReading: Sendable {
    /// The path; an RPPS number, which somebody typed into the address, gives way to dots.
    public let path: String
    /// Who opened it.
    public let author: Author

    /// No address of the site is longer; the rest of what was typed is not kept.
    private static let longest = 500

    /// A page about to be shown.
    public init(_ path: String, by author: Author) {
        // An encoded digit is a digit, and the database keeps no control character.
        let typed = (path.removingPercentEncoding ?? path).filter { !$0.unicodeScalars.contains { $0.value < 32 } }
        self.path = AuditEvent.masked(String(typed.prefix(PageReading.longest)))
        self.author = author
    }

    /// Writes the trace before the page is shown, in a transaction of the reader's organisation.
    ///
    /// - Throws: `PostgresError`; then the page is not shown.
    public func record(_ transaction: Transaction, council: Int32) throws {
        try AuditEvent(.pageRead, by: author, on: "page:\(path)").record(transaction, council: council)
    }
}

extension Sessions {
    /// Records that somebody whose every page leaves a trace opened one.
    ///
    /// - Throws: `PostgresError`; then the page is not shown.
    public func record(_ reading: PageReading, of session: Session) async throws {
        let council = session.membership.council
        try await database.transaction(as: session.principal) { try reading.record($0, council: council.id) }
    }
}
