public import Postgres

/// Thrown inside a transaction so that nothing of a test stays.
private struct Rollback: Error {}

/// Carries a value out of a transaction that is rolled back.
private final class Outcome<Value: Sendable>: @unchecked Sendable {
    var value: Value?
}

extension Database {
    /// Runs `body` in a transaction that is always rolled back, and gives what it returned.
    ///
    /// - Throws: what `body` throws.
    @discardableResult
    public func rolledBack<Value: Sendable>(
        as principal: Principal?, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let outcome = Outcome<Value>()
        do {
            try await transaction(as: principal) { transaction in
                outcome.value = try body(transaction)
                throw Rollback()
            }
        } catch is Rollback {}
        guard let value = outcome.value else { throw PostgresError.decoding("a test that returned nothing") }
        return value
    }
}

/// The migrated database that every rolled-back test of the process shares; nobody writes to it for good.
public enum SharedDatabase {
    private static let sharing = Sharing()

    /// The database, migrated.
    public static func open() async throws -> ThrowAwayDatabase { try await sharing.open() }
}

private actor Sharing {
    private var opening: Task<ThrowAwayDatabase, any Error>?

    func open() async throws -> ThrowAwayDatabase {
        if let opening { return try await opening.value }
        let task = Task { try await ThrowAwayDatabase.kept() }
        opening = task
        return try await task.value
    }
}
