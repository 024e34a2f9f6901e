public import Access
public import Intake
public import Postgres
public import Standings
public import Vocabulary

/// A council's work from files to standings, on a cloned database, at a fixed clock.
public struct Journey: Sendable {
    /// The clone.
    public let place: ThrowAwayDatabase
    /// The legal date of the imports.
    public let today: CalendarDate

    /// The clone as the application signs in.
    public var database: Database { place.database }
    /// The desk of that day; its clock stands still.
    public var desk: ImportDesk {
        let today = today
        return ImportDesk(database: database, today: { today }, clock: { 0 })
    }

    /// Runs `body` on a database of its own.
    public static func run(today: String = "2026-11-21", _ body: (Journey) async throws -> Void) async throws {
        try await ThrowAwayDatabase.migrated { place in
            try await body(Journey(place: place, today: day(today)))
        }
    }

    /// Applies a roll.
    @discardableResult
    public func roll(
        _ lines: [RollSheet.Line], columns: [String] = [], asOf: String = "2026-11-21", council: String? = nil
    ) async throws -> LotResult {
        try await lot(.roll, [("tableau.csv", RollSheet(lines, columns: columns).text)], asOf, council)
    }

    /// Applies an extraction.
    @discardableResult
    public func extraction(_ lines: [ExtractionSheet.Line], asOf: String = "2026-11-21") async throws -> LotResult {
        try await lot(.rpps, [("PS_LibreAcces_Personne_activite.txt", ExtractionSheet(lines).text)], asOf, nil)
    }

    /// Applies the declarations of an account feed.
    @discardableResult
    public func accounts(
        _ actions: [AccountFeed.Action], approvedBy: String? = nil, council: String? = nil
    ) async throws -> LotResult {
        try await lot(
            .accounts, [("actions.jsonl", AccountFeed(actions).text)], "2026-11-21", council, approvedBy: approvedBy)
    }

    /// Applies files given as texts.
    @discardableResult
    public func lot(
        _ kind: LotKind, _ files: [(name: String, text: String)], _ asOf: String = "2026-11-21",
        _ council: String? = nil, approvedBy: String? = nil, isApplied: Bool = true
    ) async throws -> LotResult {
        let input = LotInput(
            kind: kind, place: .files(files.map { ImportFile(name: $0.name, bytes: Array($0.text.utf8)) }),
            council: council, asOf: day(asOf), actor: "essai", approvedBy: approvedBy)
        return try await desk.run(input, isApplied: isApplied)
    }

    /// Brings every standing up to a day.
    @discardableResult
    public func nightly(_ iso: String) async throws -> Nightly.Summary {
        try await Nightly(database: database, asOf: day(iso)).run()
    }

    /// The export of a day.
    public func standings(_ iso: String, council: String? = nil) async throws -> [StandingLine] {
        try await ExportStandings(database: database, asOf: day(iso), actor: "essai").run(council: council)
    }

    /// The only line of a physician in the export of a day; nil when there is none.
    public func standing(of practitioner: Practitioner, on iso: String) async throws -> StandingLine? {
        let lines = try await standings(iso).filter { $0.rpps == practitioner.rpps }
        guard lines.count < 2 else { throw Ambiguous(lines: lines) }
        return lines.first
    }

    /// A physician stands on the lists of two councils at once.
    public struct Ambiguous: Error {
        /// What the export gave.
        public let lines: [StandingLine]
    }

    /// A council by its code.
    public func council(_ code: String) async throws -> Council {
        let found = try await database.transaction(as: .national) { try Council.find($0, code: code) }
        guard let found else { throw PostgresError.decoding("no council \(code)") }
        return found
    }

    /// The rows of a select as their text, `(a,b)`, in order, as a council sees them.
    public func rows(_ select: SQL, in code: String = "33") async throws -> [String] {
        let council = try await council(code)
        return try await database.transaction(as: .council(council.id)) { transaction in
            try transaction.query("select t::text as line from (\(select)) t").map { try $0.text("line") }
        }
    }
}

extension Journey {
    /// How many rows of a table a council sees.
    ///
    /// - Parameter table: spelt out by the test, with its schema.
    public func count(_ table: String, in code: String = "33") async throws -> Int {
        let council = try await council(code)
        return try await database.transaction(as: .council(council.id)) { transaction in
            try transaction.query(SQL(stringLiteral: "select count(*) as number from \(table)"))[0].int("number")
        }
    }
}
