import Testing

/// A room's SQL touches its own schema and the published views to its left; base tables stay private.
@Suite("SQL stays in its room")
struct StatementTests {
    /// A table, view or function named in a statement.
    struct Mention: Hashable {
        let schema: String
        let name: String
    }

    /// Every `schema.name` that follows a word of SQL after which a relation stands.
    static func mentions(in text: String, after keywords: Set<String>) -> Set<Mention> {
        var found: Set<Mention> = []
        var previous = ""
        let words = text.lowercased().split { character in
            character.isWhitespace || "(),;\"'".contains(character)
        }
        for word in words {
            defer { previous = String(word) }
            guard keywords.contains(previous) else { continue }
            let parts = word.split(separator: ".")
            if parts.count == 2, House.schemas.contains(String(parts[0])) {
                found.insert(Mention(schema: String(parts[0]), name: String(parts[1])))
            }
        }
        return found
    }

    static let inStatements: Set<String> = ["from", "join", "into", "update", "only", "copy", "truncate", "lateral"]
    static let inDefinitions = inStatements.union(["on", "execute"])

    /// What `sql/definitions/<room>.sql` publishes: its views.
    static let published: Set<Mention> = {
        var found: Set<Mention> = []
        for schema in House.schemas {
            found.formUnion(mentions(in: Repository.text("sql/definitions/\(schema).sql"), after: ["view"]))
        }
        return found
    }()

    /// Whether a room may name it.
    static func isAllowed(_ mention: Mention, to schema: String) -> Bool {
        if mention.schema == schema { return true }
        guard let own = House.schemas.firstIndex(of: schema),
            let other = House.schemas.firstIndex(of: mention.schema)
        else { return false }
        return other < own && published.contains(mention)
    }

    @Test("a statement names its own schema or a published view to its left")
    func statementsStayHome() {
        for file in Repository.sources {
            for mention in Self.mentions(in: file.text, after: Self.inStatements) {
                #expect(
                    Self.isAllowed(mention, to: file.room.lowercased()),
                    "\(file.path) names \(mention.schema).\(mention.name)")
            }
        }
    }

    @Test("a definition names its own schema or a published view to its left", arguments: House.schemas)
    func definitionsStayHome(schema: String) {
        let text = Repository.text("sql/definitions/\(schema).sql")
        for mention in Self.mentions(in: SQLText.withoutComments(text), after: Self.inDefinitions) {
            #expect(Self.isAllowed(mention, to: schema), "\(schema).sql names \(mention.schema).\(mention.name)")
        }
    }

    @Test("every published view reads with the rights of its reader")
    func viewsAreInvokers() {
        for schema in House.schemas {
            let text = SQLText.withoutComments(Repository.text("sql/definitions/\(schema).sql")).lowercased()
            for statement in text.split(separator: ";") where statement.contains("create") {
                guard statement.contains(" view ") else { continue }
                #expect(statement.contains("security_invoker"), "\(schema).sql: \(statement.prefix(90))")
            }
        }
    }

    @Test("a migration opens with why, and its number is one more than the last")
    func migrationsAreNumbered() {
        let files = Repository.files(under: "sql/migrations", suffixes: [".sql"])
        #expect(!files.isEmpty)
        for (index, file) in files.enumerated() {
            let name = file.path.split(separator: "/").last ?? ""
            #expect(Int(name.prefix(4)) == index + 1, "\(file.path)")
            #expect(file.text.hasPrefix("--"), "\(file.path) does not say why")
        }
    }
}

/// What the structure tests need to know of SQL texts.
enum SQLText {
    /// The text without its `--` comments.
    static func withoutComments(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.firstRange(of: "--").map { line[..<$0.lowerBound] } ?? line }
            .joined(separator: "\n")
    }
}
