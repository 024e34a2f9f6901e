import Postgres

extension Database {
    /// A transaction that is run again when it lost a race against another: it was undone whole. At most four times.
    func patient<Value: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        for _ in 1...3 {
            do {
                return try await transaction(as: principal, body)
            } catch PostgresError.server(let server) where server.isRetryable {
                continue
            }
        }
        return try await transaction(as: principal, body)
    }
}
