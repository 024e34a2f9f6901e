public import Documents
public import Intake
public import Postgres
import Vocabulary

/// Brings the public RPPS extraction into the directory, whole or not at all (contracts §3, §5).
public struct ApplyExtraction {
    let sources: [ByteSource]
    let heading: LotHeading
    let profession: String

    /// - Parameters:
    ///   - sources: the files of one extraction.
    ///   - profession: the code of the profession to keep, `10` for physicians.
    public init(_ sources: [ByteSource], heading: LotHeading, profession: String) {
        self.sources = sources
        self.heading = heading
        self.profession = profession
    }

    /// Stages, checks and writes, as tenant 0; the caller decides whether what was written stays.
    ///
    /// - Throws: `FileRefusal` when a file is refused whole, `PostgresError`.
    public func run(_ transaction: Transaction, progress: (Double) -> Void) throws -> LotOutcome {
        var outcome = LotOutcome()
        try transaction.become(.national)
        try transaction.query("select pg_advisory_xact_lock(7302, 0)")
        try LotStore.open(heading, for: 0, transaction)
        let codes = try CodeStore.load(transaction)
        try ExtractionStaging.create(transaction)
        var hasActivities = false
        for source in sources {
            let reader = try ExtractionReader(
                source,
                rules: .init(profession: profession, specialties: profession == "10" ? codes.specialties : nil))
            hasActivities = hasActivities || reader.kind == .activity
            try stage(reader, source, &outcome, transaction, progress)
        }
        let disagreeing = try ExtractionStaging.gather(transaction)
        if disagreeing > 0 {
            outcome.report.notes.append(
                "Médecins dont les lignes se contredisent sur leur identité : \(disagreeing) ; la valeur la plus "
                    + "fréquente a été retenue.")
        }
        let store = ExtractionStore(
            transaction: transaction, lot: heading.id, asOf: heading.asOf, hasActivities: hasActivities)
        let absent = hasActivities ? try store.markAbsent() : 0
        outcome.parts[0] = LotPart(counts: try store.write())
        if absent > 0 {
            outcome.report.notes.append(
                "Médecins connus, absents de l'extraction du \(heading.asOf.french) : \(absent) ; ils sont marqués "
                    + "absents, rien n'a été retiré.")
        }
        return outcome
    }

    private func stage(
        _ reader: ExtractionReader, _ source: ByteSource, _ outcome: inout LotOutcome, _ transaction: Transaction,
        _ progress: (Double) -> Void
    ) throws {
        var isMore = true
        while isMore {
            try transaction.copyIn("copy pg_temp.extraction_row from stdin") { writer in
                isMore = try reader.read(
                    atMost: 50_000, row: { try ExtractionStaging.write($0, to: writer) },
                    quarantine: { outcome.reject($0, file: source.name) })
            }
            progress(Double(source.bytesRead) / Double(max(1, source.totalBytes)))
        }
        outcome.report.add(reader.report)
        outcome.ignored += reader.report.ignoredLines
    }
}
