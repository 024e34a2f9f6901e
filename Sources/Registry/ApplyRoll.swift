public import Documents
public import Intake
public import Postgres
public import Vocabulary

/// Brings a council's roll into the register, whole or not at all (contracts §2, §5).
///
/// A file may hold several councils: they are visited one after the other in the same transaction, each under its
/// own tenant, so that the lot stays one and no statement sees two councils.
public struct ApplyRoll {
    let source: ByteSource
    let heading: LotHeading
    let onlyCouncil: String?

    /// - Parameters:
    ///   - source: the file.
    ///   - onlyCouncil: the code of the only council whose rows are accepted; nil accepts all.
    public init(_ source: ByteSource, heading: LotHeading, onlyCouncil: String?) {
        self.source = source
        self.heading = heading
        self.onlyCouncil = onlyCouncil
    }

    /// Stages, checks and writes; the caller decides whether what was written stays (`ImportDesk`).
    ///
    /// - Throws: `FileRefusal` when the file is refused whole, `PostgresError`.
    public func run(_ transaction: Transaction, progress: (Double) -> Void) throws -> LotOutcome {
        var outcome = LotOutcome()
        let columns = try stage(transaction, &outcome, progress)
        let disagreeing = try RollStaging.gather(heading.id, transaction)
        if disagreeing > 0 { outcome.report.notes.append(RollSentence.disagreeing(disagreeing)) }
        try transaction.query("create temporary table roll_touched (physician_id bigint) on commit drop")
        for council in try RollStaging.councils(transaction) {
            outcome.parts[council] = try write(council, columns, transaction)
        }
        try RollStaging.close(transaction)
        return outcome
    }

    private func stage(
        _ transaction: Transaction, _ outcome: inout LotOutcome, _ progress: (Double) -> Void
    ) throws -> RollColumns {
        let codes = try CodeStore.load(transaction)
        let reader = try RollReader(
            source,
            rules: .init(
                specialties: codes.specialties, councils: Set(codes.councils.keys), asOf: heading.asOf,
                onlyCouncil: onlyCouncil))
        try RollStaging.create(transaction)
        var isMore = true
        while isMore {
            try transaction.copyIn("copy pg_temp.roll_line from stdin") { writer in
                isMore = try reader.read(
                    atMost: 20_000, row: { try RollStaging.write($0, to: writer) },
                    quarantine: { outcome.reject($0, file: source.name) })
            }
            progress(Double(source.bytesRead) / Double(max(1, source.totalBytes)))
        }
        outcome.report.add(reader.report)
        outcome.ignored = reader.report.ignoredLines
        return RollColumns(reader)
    }

    private func write(_ council: Int32, _ columns: RollColumns, _ transaction: Transaction) throws -> LotPart {
        try transaction.become(.council(council))
        try transaction.query("select pg_advisory_xact_lock(7302, \(council))")
        try transaction.query("truncate pg_temp.roll_touched")
        try LotStore.open(heading, for: council, transaction)
        let store = RollStore(
            transaction: transaction, lot: heading.id, council: council, asOf: heading.asOf, columns: columns)
        try store.writeRegistrations()
        try store.writeQualifications()
        try store.writeCare()
        try store.writeExemptions()
        try store.noteChanges()
        var part = LotPart(counts: try store.count())
        let absent = try store.countAbsent()
        if absent > 0 { part.notes.append(RollSentence.absent(absent)) }
        return part
    }
}

/// What a roll's report says.
enum RollSentence {
    static func disagreeing(_ count: Int) -> String {
        "Inscriptions dont plusieurs lignes se contredisent : \(count) ; une seule valeur a été retenue, la "
            + "première par ordre de classement. Vérifiez ces lignes dans votre fichier."
    }

    static func absent(_ count: Int) -> String {
        "Médecins inscrits à ce conseil, absents de ce fichier : \(count) ; rien n'a été retiré."
    }
}
