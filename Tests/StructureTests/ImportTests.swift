import Testing

/// Facts flow left to right and imports point right to left. The compiler lets a transitive import pass; this does not.
@Suite("Imports follow the house plan")
struct ImportTests {
    /// The module of an import line, or nil for any other line.
    static func module(of line: Substring) -> String? {
        var words = line.split(separator: " ").prefix { !$0.hasPrefix("//") }[...]
        while let word = words.first, word.hasPrefix("@") || ["public", "package", "internal"].contains(word) {
            words = words.dropFirst()
        }
        guard words.first == "import" else { return nil }
        words = words.dropFirst()
        if let kind = words.first, ["struct", "enum", "class", "func", "protocol", "typealias", "var"].contains(kind) {
            words = words.dropFirst()
        }
        return words.first.map { String($0.prefix { $0 != "." }) }
    }

    @Test("every import of a room is allowed by the plan", arguments: House.rooms.map(\.name))
    func importsAreAllowed(name: String) throws {
        let room = try #require(House.rooms.first { $0.name == name })
        let allowed = room.rooms.union(room.modules).union(House.toolchain)
        for file in Repository.sources where file.room == name {
            for module in file.lines.compactMap(Self.module) {
                #expect(allowed.contains(module), "\(file.path) imports \(module)")
            }
        }
    }

    @Test("every folder of Sources is a room of the plan, and every room has its folder")
    func roomsAreFolders() {
        let folders = Set(Repository.sources.map(\.room))
        let planned = Set(House.rooms.map(\.name))
        #expect(folders.subtracting(planned).isEmpty)
        for name in planned { #expect(Repository.holds("Sources/\(name)"), "\(name)") }
    }

    @Test("no room imports a room that imports it, however far round")
    func planHasNoCircle() {
        var settled: Set<String> = ["Schema"]
        var waiting = House.rooms
        while let next = waiting.firstIndex(where: { $0.rooms.isSubset(of: settled) }) {
            settled.insert(waiting.remove(at: next).name)
        }
        #expect(waiting.map(\.name) == [])
    }

    @Test("the manifest gives a room nothing that the plan does not")
    func manifestFollowsThePlan() {
        let manifest = Repository.text("Package.swift")
        for room in House.rooms {
            guard let uses = ManifestText.uses(of: room.name, in: manifest) else { continue }
            let planned = room.rooms
            #expect(uses.isSubset(of: planned), "\(room.name) is given \(uses.subtracting(planned).sorted())")
        }
    }
}

/// Reads the one form in which our manifest declares a room.
enum ManifestText {
    /// The rooms between quotes in `room("Name", uses: […])`; nil when the room is declared in another way.
    static func uses(of name: String, in manifest: String) -> Set<String>? {
        let flat = manifest.split(whereSeparator: \.isWhitespace).joined()
        guard let start = flat.firstRange(of: "room(\"\(name)\",uses:[") else { return nil }
        let list = flat[start.upperBound...].prefix { $0 != "]" }
        let quoted = list.split(separator: ",").filter { $0.hasPrefix("\"") }
        return Set(quoted.map { String($0.dropFirst().dropLast()) })
    }
}
