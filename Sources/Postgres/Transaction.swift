/// One open transaction, used from the thread it was given to.
///
/// Statements are blocking on purpose: a store reads top to bottom, and the pool keeps them off the
/// cooperative threads.
public final class Transaction {
    private let connection: Connection
    private var prelude: [SQL]?
    private let timeout: Int

    private let isRehearsal: Bool

    /// - Parameter isRehearsal: part of a transaction that stays open and is never committed.
    init(
        _ connection: Connection, principal: Principal?, timeout: Int, isolation: Isolation, isRehearsal: Bool = false
    ) {
        self.connection = connection
        self.timeout = timeout
        self.isRehearsal = isRehearsal
        let start = SQL(unchecked: "begin isolation level \(isolation.rawValue)")
        var opening = [start]
        if isRehearsal { opening = (connection.isIdle ? [start] : []) + ["savepoint part", "reset role"] }
        opening.append(principal?.settings(timeout: timeout) ?? Principal.forms)
        prelude = opening
    }

    /// Runs one statement; the first one travels with `begin` and the tenant in a single round trip.
    ///
    /// - Throws: `PostgresError`.
    @discardableResult
    public func query(_ statement: SQL) throws(PostgresError) -> Rows {
        if let opening = prelude {
            prelude = nil
            return try connection.pipeline(opening + [statement])
        }
        return try connection.run(statement)
    }

    /// The only row of the answer, or nil when there is none.
    public func first(_ statement: SQL) throws -> Row? { try query(statement).first }

    /// Takes another principal for the rest of the transaction: a lot of several councils visits them one by
    /// one and still applies whole. Each statement sees one tenant.
    public func become(_ principal: Principal) throws(PostgresError) {
        try open()
        _ = try connection.run("reset role")
        _ = try connection.run(principal.settings(timeout: timeout))
    }

    /// `copy … from stdin` (a table without row-level security: PostgreSQL refuses the others).
    ///
    /// - Returns: the number of rows.
    @discardableResult
    public func copyIn(_ statement: SQL, _ body: (CopyWriter) throws -> Void) throws -> Int {
        try open()
        return try connection.copyIn(statement, body)
    }

    /// `copy (select …) to stdout`; each row's bytes with the final line feed. No binds: COPY takes none.
    public func copyOut(_ statement: SQL, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try open()
        try connection.copyOut(statement, body)
    }

    /// Runs statements of a file of `sql/`; the text is ours, never a reader's.
    func script(_ text: String) throws(PostgresError) {
        try open()
        _ = try connection.run(text)
    }

    /// Runs `body` under a savepoint and undoes its writes, keeping what it returns: a preview.
    public func rehearse<Value>(_ body: () throws -> Value) throws -> Value {
        try query("savepoint rehearsal")
        let value = try body()
        try query("rollback to savepoint rehearsal")
        return value
    }

    /// Runs `body` under a savepoint: when it throws, its writes are undone and the transaction goes on.
    ///
    /// - Throws: what `body` throws; `PostgresError` when the server is lost.
    public func partly<Value>(_ body: () throws -> Value) throws -> Value {
        try query("savepoint partly")
        do {
            let value = try body()
            try query("release savepoint partly")
            return value
        } catch {
            _ = try? connection.run("rollback to savepoint partly; release savepoint partly")
            throw error
        }
    }

    /// Runs a statement that may be refused, and takes back whatever it did, also its failure.
    ///
    /// - Returns: its rows, or the error of the server.
    /// - Throws: `PostgresError` when the server is lost.
    public func attempt(_ statement: SQL) throws -> Result<Rows, ServerError> {
        try query("savepoint attempt")
        defer { _ = try? connection.run("rollback to savepoint attempt; release savepoint attempt") }
        do {
            return .success(try query(statement))
        } catch PostgresError.server(let error) {
            return .failure(error)
        }
    }

    private func open() throws(PostgresError) {
        guard let opening = prelude else { return }
        prelude = nil
        _ = try connection.pipeline(opening)
    }

    func commit() throws(PostgresError) {
        guard prelude == nil else { return }
        _ = try connection.run(isRehearsal ? "release savepoint part" : "commit")
    }

    func rollback() {
        guard prelude == nil else { return }
        _ = try? connection.run(
            isRehearsal ? "rollback to savepoint part; release savepoint part" : "rollback")
    }
}

/// What a transaction sees of others (PostgreSQL manual, 13.2).
public enum Isolation: String, Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted = "read committed"
    /// Every statement sees what was committed before the first one.
    case repeatableRead = "repeatable read"
}
