import Testing

/// The glossary is the only bridge between the French of the law and the English of the code.
@Suite("The glossary names the domain")
struct GlossaryTests {
    static let text = Repository.text("Sources/Sextant/Sextant.docc/Glossary.md")

    /// The names between back quotes of one column of `| French | English | Swift | SQL | Article |`.
    static func column(_ index: Int) -> Set<String> {
        var names: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("|") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            guard cells.count == 5 else { continue }
            names.formUnion(quoted(cells[cells.startIndex + index]))
        }
        return names
    }

    /// The names of the list under the heading « Technical names ».
    static let technical: Set<String> = {
        guard let heading = text.firstRange(of: "## Technical names") else { return [] }
        let section = text[heading.upperBound...]
        return quoted(section.firstRange(of: "\n## ").map { section[..<$0.lowerBound] } ?? section)
    }()

    /// Everything between back quotes; a link to a symbol counts by its last part.
    static func quoted(_ text: Substring) -> Set<String> {
        let parts = text.replacing("``", with: "`").split(separator: "`", omittingEmptySubsequences: false)
        let names = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        return Set(names.map { String($0.split(separator: "/").last ?? $0) })
    }

    /// The public types declared at the margin of a file.
    static func publicTypes(in file: Repository.File) -> [String] {
        let kinds: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        return file.lines.compactMap { line -> String? in
            guard line.hasPrefix("public ") else { return nil }
            let words = line.split(separator: " ")
            guard let kind = words.firstIndex(where: kinds.contains), kind < words.count - 1 else { return nil }
            return String(words[kind + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
    }

    @Test("every public type of a domain room is in the glossary", arguments: House.domain)
    func typesAreNamed(room: String) {
        let known = Self.column(2).union(Self.technical)
        for file in Repository.sources where file.room == room {
            for type in Self.publicTypes(in: file) {
                #expect(known.contains(type), "\(type) of \(file.path)")
            }
        }
    }

    @Test("every table is in the glossary")
    func tablesAreNamed() {
        let known = Self.column(3).union(Self.technical)
        for file in Repository.files(under: "sql/migrations", suffixes: [".sql"]) {
            let text = SQLText.withoutComments(file.text).lowercased()
            for mention in StatementTests.mentions(in: text, after: ["table", "exists"]) {
                #expect(known.contains("\(mention.schema).\(mention.name)"), "\(mention.schema).\(mention.name)")
            }
        }
    }

    @Test("the glossary names nothing that is gone")
    func namesAreAlive() {
        let types = Set(Repository.sources.flatMap(Self.publicTypes))
        let nested = Repository.sources.map(\.text).joined()
        for name in Self.column(2) where !types.contains(name) {
            let last = name.split(separator: ".").last.map(String.init) ?? name
            #expect(nested.contains(" \(last)"), "\(name) is in the glossary and not in Sources")
        }
    }
}
