import Foundation

/// The files of this clone, found from the place of this very file.
enum Repository {
    /// The root of the clone.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// One text file.
    struct File {
        /// Its path from the root, with `/`.
        let path: String
        let text: String

        /// Its lines, without their ends.
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// The room it belongs to, for a file under `Sources/`.
        var room: String {
            String(path.split(separator: "/").dropFirst().first ?? "")
        }
    }

    /// The text of one file; empty when there is none.
    static func text(_ path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    /// Whether a file or folder is there.
    static func holds(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Every file under a folder whose name ends in one of `suffixes`, in the order of paths.
    static func files(under folder: String, suffixes: [String]) -> [File] {
        guard let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path) else { return [] }
        let paths = walk.compactMap { $0 as? String }
            .filter { path in suffixes.contains { path.hasSuffix($0) } }
            .filter { !$0.contains("__pycache__") }
        return paths.sorted().map { File(path: "\(folder)/\($0)", text: text("\(folder)/\($0)")) }
    }

    /// The Swift files of every room.
    static let sources = files(under: "Sources", suffixes: [".swift"])

    /// Everything written by hand that a person may read: code, scripts, SQL and texts.
    static let written: [File] = {
        let suffixes = [".swift", ".sql", ".py", ".md", ".sh", ".css", ".json", ".conf", ".example"]
        let folders = ["Sources", "Tests", "sql"].flatMap { files(under: $0, suffixes: suffixes) }
        let scripts = files(under: "deploy", suffixes: [""]) + files(under: ".ci", suffixes: [""])
        let top = ["Package.swift", "README.md", "CHANGELOG.md", "Dockerfile", "NOTICE", ".gitignore"]
        return folders + scripts + top.map { File(path: $0, text: text($0)) }
    }()
}
