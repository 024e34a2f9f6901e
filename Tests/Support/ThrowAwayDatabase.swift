import Glibc
public import Postgres
import Synchronization

/// A database of one test's own: empty, or migrated.
public final class ThrowAwayDatabase: Sendable {
    /// As the application signs in: no right but those of the role that a transaction takes.
    public let database: Database
    /// As the owner of every table, who is bound by row-level security all the same.
    public let owner: Database
    /// Its name in the cluster.
    public let name: String
    /// Where it stands.
    public let cluster: LocalCluster

    init(_ name: String, in cluster: LocalCluster, connections: Int) {
        self.name = name
        self.cluster = cluster
        database = Database(cluster.address(of: name, user: "sextant_login"), connections: connections)
        owner = Database(cluster.address(of: name, user: "sextant_owner"), connections: 1)
    }

    /// Creates a database without any schema, hands it to `body` and drops it.
    public static func empty<Value>(_ body: (ThrowAwayDatabase) async throws -> Value) async throws -> Value {
        let cluster = try LocalCluster.current()
        // The roles are the cluster's: two first migrations at once would both create them.
        _ = try await Template.shared.name(in: cluster)
        return try await withDatabase(in: cluster, from: "template0", body)
    }

    /// Clones the migrated database, hands the clone to `body` and drops it.
    public static func migrated<Value>(_ body: (ThrowAwayDatabase) async throws -> Value) async throws -> Value {
        let cluster = try LocalCluster.current()
        let template = try await Template.shared.name(in: cluster)
        return try await withDatabase(in: cluster, from: template, body)
    }

    /// A clone of the migrated database that lives as long as the process and its cluster.
    public static func kept() async throws -> ThrowAwayDatabase {
        let cluster = try LocalCluster.current()
        let template = try await Template.shared.name(in: cluster)
        let name = nextName()
        try cluster.administer("create database \(name) owner sextant_owner template \(template)")
        return ThrowAwayDatabase(name, in: cluster, connections: 6)
    }

    private static func withDatabase<Value>(
        in cluster: LocalCluster, from template: String, _ body: (ThrowAwayDatabase) async throws -> Value
    ) async throws -> Value {
        await Turnstile.shared.enter()
        let name = nextName()
        do {
            try cluster.administer("create database \(name) owner sextant_owner template \(template)")
            let value = try await body(ThrowAwayDatabase(name, in: cluster, connections: 4))
            try cluster.administer("drop database \(name) with (force)")
            await Turnstile.shared.leave()
            return value
        } catch {
            try? cluster.administer("drop database if exists \(name) with (force)")
            await Turnstile.shared.leave()
            throw error
        }
    }

    private static let counter = Mutex(0)

    static func nextName() -> String {
        let number = counter.withLock { count in
            count += 1
            return count
        }
        return "sextant_test_\(getpid())_\(number)"
    }
}

/// The migrated database that others are cloned from: made once a process, in the cluster that goes with it.
private actor Template {
    static let shared = Template()
    private var making: Task<String, any Error>?

    func name(in cluster: LocalCluster) async throws -> String {
        if let making { return try await making.value }
        let task = Task {
            let name = "sextant_template_\(getpid())"
            try cluster.administer("create database \(name) owner sextant_owner")
            let owner = Database(cluster.address(of: name, user: "sextant_owner"), connections: 1)
            _ = try await owner.transaction(as: nil, timeout: 0) { try Migration.run($0) }
            return name
        }
        making = task
        return try await task.value
    }
}

/// Lets a few tests at a time have databases of their own: the cluster's connections are counted.
private actor Turnstile {
    static let shared = Turnstile(places: 6)
    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}
