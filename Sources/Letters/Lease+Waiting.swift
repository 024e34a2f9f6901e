import Jobs
import Postgres

extension Lease {
    /// Keeps what is left of it lent while an answer is waited for that may take longer than it lasts.
    ///
    /// - Parameter pulse: how often it is lent for a whole while again.
    func held<Value: Sendable>(
        in database: Database, every pulse: Duration = .seconds(20), _ body: () async -> Value
    ) async -> Value {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await beat(database, pulse) }
            let value = await body()
            group.cancelAll()
            return value
        }
    }

    /// Ends when its task is cancelled.
    private func beat(_ database: Database, _ pulse: Duration) async {
        while (try? await Task.sleep(for: pulse)) != nil {
            _ = try? await database.patient(as: .council(council)) { try keep($0) }
        }
    }
}
