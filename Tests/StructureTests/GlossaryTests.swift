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
        let types = Repository.sources.filter { $0.room == room }.flatMap(Self.publicTypes)
        #expect(types.filter { !known.contains($0) }.sorted() == [], "missing from Glossary.md")
    }

    @Test("every table is in the glossary")
    func tablesAreNamed() {
        let known = Self.column(3).union(Self.technical)
        let migrations = Repository.files(under: "sql/migrations", suffixes: [".sql"]).map(\.text).joined()
        let tables = StatementTests.mentions(in: SQLText.withoutComments(migrations), after: ["table", "exists"])
        let names = tables.map { "\($0.schema).\($0.name)" }
        #expect(names.filter { !known.contains($0) }.sorted() == [], "missing from Glossary.md")
    }

    @Test("the glossary names nothing that is gone")
    func namesAreAlive() {
        let types = Set(Repository.sources.flatMap(Self.publicTypes))
        let nested = Repository.sources.map(\.text).joined()
        let gone = Self.column(2).filter { name in
            !types.contains(name) && !nested.contains(" \(name.split(separator: ".").last ?? "")")
        }
        #expect(gone.sorted() == [], "in Glossary.md and not in Sources")
    }
}
