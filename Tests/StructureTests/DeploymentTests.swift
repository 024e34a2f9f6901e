import Foundation
import Testing

/// What is deployed is what is built, and each setting is both documented and read.
@Suite("Deployment")
struct DeploymentTests {
    /// Every `SEXTANT_…` name of a text.
    static func settings(in text: String) -> Set<String> {
        let words = text.split { !($0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_")) }
        let names = words.filter { $0.hasPrefix("SEXTANT_") && !$0.hasSuffix("_") }
        return Set(names.map(String.init).filter { !$0.hasSuffix("_FILE") && $0 != "SEXTANT_X" })
    }

    @Test("each variable of env.example is read by the program, and each one read is documented there")
    func settingsAreDocumented() {
        let documented = Self.settings(in: Repository.text("deploy/env.example"))
        let code = Repository.sources.filter { $0.room == "Sextant" }.map(\.text).joined(separator: "\n")
        let read = Self.settings(in: code)
        #expect(documented.subtracting(read).sorted() == [], "documented and never read")
        #expect(read.subtracting(documented).sorted() == [], "read and not documented")
    }

    @Test("each command of deploy can be run, and each line of env.example says what it is for")
    func commandsAreExecutable() {
        for file in Repository.files(under: "deploy", suffixes: [""]) where file.text.hasPrefix("#!") {
            let path = Repository.root.appending(path: file.path).path
            #expect(FileManager.default.isExecutableFile(atPath: path), "\(file.path)")
        }
        let lines = Repository.text("deploy/env.example").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.hasPrefix("SEXTANT_") || line.hasPrefix("#SEXTANT_") {
            #expect(index > 0 && lines[index - 1].hasPrefix("# "), "\(line) has no sentence above it")
        }
    }

    /// The paths that an instruction of the Dockerfile copies: (from the build stage?, source).
    static let copied: [(fromBuild: Bool, path: String)] = {
        let lines = Repository.text("Dockerfile").replacing("\\\n", with: " ").split(separator: "\n")
        return lines.filter { $0.hasPrefix("COPY ") }.flatMap { line -> [(fromBuild: Bool, path: String)] in
            let words = line.split(separator: " ").dropFirst().map(String.init)
            let sources = words.filter { !$0.hasPrefix("--") }.dropLast()
            return sources.map { (words.contains { $0.hasPrefix("--from=") }, $0) }
        }
    }()

    @Test("the image copies what the clone holds and what its own build stage puts aside")
    func imageCopiesWhatIsBuilt() {
        let image = Repository.text("Dockerfile")
        #expect(Self.copied.contains { $0.fromBuild } && Self.copied.contains { !$0.fromBuild })
        for (fromBuild, path) in Self.copied {
            if fromBuild {
                #expect(image.contains("cp --recursive") && image.contains(path), "\(path) is never made")
            } else {
                #expect(Repository.holds(path), "\(path) is not in the clone")
            }
        }
        #expect(image.contains(".build/release/sextant"))
    }

    @Test("every room with resources leaves a bundle beside the program, where the image takes it")
    func bundlesAreBuilt() throws {
        let flat = Repository.text("Package.swift").split(whereSeparator: \.isWhitespace).joined()
        let rooms = flat.split(separator: "room(\"").dropFirst()
            .filter { $0.prefix { $0 != ")" }.contains("resources:true") }
            .map { String($0.prefix { $0 != "\"" }) }
        let kind = ["release", "debug"].first { Repository.holds(".build/\($0)/sextant") }
        guard let kind else { return }
        for room in rooms {
            #expect(Repository.holds(".build/\(kind)/sextant_\(room).resources"), "sextant_\(room).resources")
        }
    }

    @Test("the image holds no secret, runs as nobody in particular and is asked whether it is ready")
    func imageIsPlain() {
        let image = Repository.text("Dockerfile")
        for word in ["PASSWORD", "SECRET", "TOKEN", "postgres://"] { #expect(!image.contains(word), "\(word)") }
        #expect(image.contains("\nUSER sextant"))
        #expect(image.contains("HEALTHCHECK") && image.contains("/readyz"))
    }

    @Test("every folder of outside data names its origin and its licence")
    func originsAreNamed() {
        let notice = Repository.text("NOTICE")
        let tables = Repository.files(under: "Sources", suffixes: [".csv"]).map { $0.path.split(separator: "/") }
        #expect(!tables.isEmpty)
        for parts in tables {
            let folder = parts.dropLast().joined(separator: "/")
            let name = parts.last ?? ""
            #expect(notice.contains(folder), "NOTICE does not name \(folder)")
            #expect(Repository.text("\(folder)/README.md").contains(name), "\(folder)/README.md: \(name)")
        }
        #expect(Repository.text("LICENSE").contains("Apache License"))
    }
}
