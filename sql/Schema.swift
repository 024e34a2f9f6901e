public import Foundation

/// The statements of `sql/`, in the order they are applied.
public enum Schema {
    /// One file of SQL: its name without folder, and its text.
    public struct Script: Sendable {
        /// Such as `0001_access.sql`.
        public let name: String
        /// The statements.
        public let text: String
    }

    /// The roles of the cluster; harmless to run again.
    public static func roles() throws -> Script { try script(folder.appendingPathComponent("roles.sql")) }

    /// The migrations by number; each runs once and never changes after.
    public static func migrations() throws -> [Script] { try scripts(in: "migrations") }

    /// Rights, policies and views, run again at each migration: rooms from left to right, then what follows from them.
    public static func definitions() throws -> [Script] {
        let rooms = [
            "access", "jobs", "letters", "intake", "registry", "frameworks", "standings", "alerts", "reader",
        ]
        let found = try scripts(in: "definitions")
        return rooms.compactMap { room in found.first { $0.name == "\(room).sql" } }
    }

    private static var folder: URL { Bundle.module.bundleURL }

    private static func scripts(in name: String) throws -> [Script] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appendingPathComponent(name), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(script)
    }

    private static func script(_ file: URL) throws -> Script {
        Script(name: file.lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
    }
}
