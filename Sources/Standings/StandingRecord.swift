public import Postgres
import Progress
public import Vocabulary

/// Where a physician stood, as it was judged: what a decision rests on, and what a replay finds again.
public struct StandingRecord: Hashable, Sendable {
    /// The key of the physician.
    public let physicianID: Int
    /// Canonical JSON: state, cycles, numbers, dates, and the verdict of each action by its id.
    public let content: String
    /// Hexadecimal SHA-256 of the proof, or of nothing where nothing was judged.
    public let proofHash: String
    /// The whole proof as canonical JSON; nil where its hash is enough.
    public let proof: String?

    init(_ item: AssessedCase?, physicianID: Int, by assessor: Assessor, keepsProof: Bool) {
        let bytes = RecordedProof.bytes(item, by: assessor)
        self.physicianID = physicianID
        content = StandingContent.text(item)
        proofHash = Digest.hexadecimal(bytes)
        proof = keepsProof ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Judges a physician of the transaction's council and keeps the record with its whole proof, for a decision.
    ///
    /// The council's lock is taken, and every fact of the transaction must have been written before.
    ///
    /// - Returns: the key of the record and what it says.
    /// - Throws: `PostgresError`.
    public static func keepingProof(
        of physician: Int, in council: Int32, by assessor: Assessor, on asOf: CalendarDate, _ transaction: Transaction
    ) throws -> (id: Int, record: StandingRecord) {
        try transaction.query("select pg_advisory_xact_lock(7302, \(council))")
        let reading = try CaseStore(transaction: transaction).reading(.some([physician]))
        let item = reading.files.first.flatMap { assessor.assess($0, on: asOf) }
        let record = StandingRecord(item, physicianID: physician, by: assessor, keepsProof: true)
        let records = RecordStore(transaction: transaction, council: council)
        try records.keep(assessor.used)
        let runs = RunStore(transaction: transaction, council: council)
        let run = try runs.keep(
            RunStore.Run(asOf: asOf, lawMark: assessor.used.mark, kind: .decision, known: reading.known, examined: 1))
        return (try records.add(record, run: run), record)
    }
}

/// The proof of a record as bytes.
enum RecordedProof {
    /// The hash where nothing was judged: SHA-256 of no byte.
    static let none = Digest.hexadecimal([])

    static func bytes(_ item: AssessedCase?, by assessor: Assessor) -> [UInt8] {
        item.flatMap { assessor.recordedProof($0) }?.json ?? []
    }
}
