import CPq
import Foundation

/// The throw-away cluster of `deploy/database`, found in the environment that it prepares.
public struct LocalCluster: Sendable {
    /// Why no test may use the database of the environment.
    public struct Refused: Error, CustomStringConvertible {
        /// One line for whoever started the tests.
        public let description: String
    }

    private let host: String
    private let port: String
    private let superuser: String

    /// The cluster of the environment.
    ///
    /// - Throws: ``Refused`` when there is none, or when it is not one of this machine's own sockets.
    public static func current() throws -> LocalCluster {
        try LocalCluster(ProcessInfo.processInfo.environment)
    }

    /// The cluster that an environment names.
    ///
    /// - Throws: ``Refused`` unless every name in it leads to the same local socket.
    public init(_ environment: [String: String]) throws {
        guard let host = environment["PGHOST"], let superuser = environment["PGUSER"] else {
            throw Refused(description: "no database: run the tests as `deploy/database swift test`")
        }
        guard host.hasPrefix("/"), environment["PGHOSTADDR"] == nil, environment["PGSERVICE"] == nil else {
            throw Refused(description: "\(host) is not a local socket: tests create and drop databases")
        }
        for name in ["SEXTANT_DATABASE", "SEXTANT_OWNER_DATABASE"] {
            let words = (environment[name] ?? "").split(separator: " ")
            guard words.contains("host=\(host)"), !words.contains(where: { $0.hasPrefix("hostaddr=") }) else {
                throw Refused(description: "\(name) is not the database of `deploy/database`")
            }
        }
        self.host = host
        self.superuser = superuser
        port = environment["PGPORT"] ?? "5432"
    }

    /// The connection string of one of the roles that may sign in.
    public func address(of database: String, user: String) -> String {
        "host=\(host) port=\(port) dbname=\(database) user=\(user)"
    }

    /// Runs a statement that no transaction may hold, such as `create database`, as the superuser.
    public func administer(_ statement: String) throws {
        let handle = PQconnectdb(address(of: "postgres", user: superuser))
        defer { PQfinish(handle) }
        let result = PQexec(handle, statement)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK else {
            throw Refused(description: "\(statement): \(String(cString: PQerrorMessage(handle)))")
        }
    }
}
