import Access
import Crypto
import Documents
import Frameworks
import Intake
import Postgres
import Progress
import Registry
import Vocabulary

/// One lot inside one transaction: read, write, and for a preview take the writing back.
struct LotRun {
    let input: LotInput
    let isApplied: Bool
    let today: CalendarDate
    let progress: @Sendable (Double) -> Void

    /// - Returns: the outcome; lots and quarantine are kept.
    /// - Throws: `Refusal` for a file refused whole.
    func run(_ id: LotID, _ transaction: Transaction, seconds: () -> Double) throws -> LotOutcome {
        do {
            let sum = try checksum()
            let heading = LotHeading(
                id: id, kind: input.kind, fileName: input.fileName, sha256: sum, asOf: input.asOf, actor: input.actor,
                approvedBy: input.approvedBy)
            let outcome =
                try isApplied
                ? write(heading, transaction) : transaction.rehearse { try write(heading, transaction) }
            try keep(outcome, heading, transaction, seconds: seconds())
            return outcome
        } catch let refusal as FileRefusal {
            throw Refusal(refusal.sentence)
        }
    }

    private func write(_ heading: LotHeading, _ transaction: Transaction) throws -> LotOutcome {
        switch input.kind {
        case .rpps:
            return try ApplyExtraction(try extraction(), heading: heading, profession: input.profession)
                .run(transaction, progress: progress)
        case .roll:
            return try ApplyRoll(try roll(), heading: heading, onlyCouncil: input.council)
                .run(transaction, progress: progress)
        case .accounts:
            let assessor = try Assessor.national(on: today, transaction)
            let rulebook = assessor.law.rulebook
            let watch = ProgressWatch(assessor: assessor, asOf: today, isApproved: input.approvedBy != nil)
            return try ApplyAccounts(
                try feed(), heading: heading, onlyCouncil: input.council,
                knowledge: { ActionKnowledge(lines: rulebook.lines($0), exclusions: rulebook.exclusions) }, watch: watch
            ).run(transaction, progress: progress)
        }
    }

    /// Keeps the parts of the lot, its report and its quarantine, each under its tenant.
    private func keep(
        _ outcome: LotOutcome, _ heading: LotHeading, _ transaction: Transaction, seconds: Double
    ) throws {
        var parts = outcome.parts
        let home = try home(of: outcome, transaction)
        if parts[home] == nil { parts[home] = LotPart(counts: LotCounts()) }
        for (council, part) in parts.sorted(by: { $0.key < $1.key }) {
            try transaction.become(council == 0 ? .national : .council(council))
            if !isApplied || outcome.parts[council] == nil { try LotStore.open(heading, for: council, transaction) }
            var counts = part.counts
            var report = LotReport()
            report.notes = part.notes
            if council == home {
                counts.rejected = outcome.rejected.count
                counts.ignored = outcome.ignored
                report = outcome.report
                report.notes += part.notes
                try RejectedLineStore.keep(outcome.rejected, in: heading.id, of: council, transaction)
            }
            try LotStore.finish(
                heading.id, isApplied: isApplied, counts: counts, report: report, seconds: seconds, transaction)
            try event(heading, counts).record(transaction, council: council)
        }
    }

    /// What the journal of each council keeps of the lot: its kind and its numbers.
    private func event(_ heading: LotHeading, _ counts: LotCounts) -> AuditEvent {
        AuditEvent(
            isApplied ? .importApplied : .importRead, by: input.author, on: "lot:\(heading.id)",
            detail: JSON.object([
                .init("kind", .string(heading.kind.rawValue)), .init("new", .integer(counts.new)),
                .init("changed", .integer(counts.changed)), .init("rejected", .integer(counts.rejected)),
                .init("read_by", .string(heading.actor)),
            ]).text)
    }

    /// The tenant that keeps the quarantine: the only council, else the national one.
    private func home(of outcome: LotOutcome, _ transaction: Transaction) throws -> Int32 {
        if input.kind == .rpps { return 0 }
        if let code = input.council, let council = try Councils.key(of: code, transaction) { return council }
        return outcome.parts.count == 1 ? outcome.parts.keys.first ?? 0 : 0
    }

    private func extraction() throws -> [ByteSource] {
        switch input.place {
        case .paths(let paths): try paths.flatMap { try ExtractionFiles.open(path: $0) }
        case .files(let files): try files.flatMap { try ExtractionFiles.open(bytes: $0.bytes, name: $0.name) }
        }
    }

    private func roll() throws -> ByteSource {
        do throws(DocumentFault) {
            switch input.place {
            case .paths(let paths): return try ByteSource(path: paths.first ?? "")
            case .files(let files): return try ByteSource(bytes: files.first?.bytes ?? [], name: input.fileName)
            }
        } catch {
            throw FileRefusal(error, name: input.fileName)
        }
    }

    private func feed() throws -> [FeedFile] {
        switch input.place {
        case .paths(let paths): try paths.flatMap { try FeedFile.files(at: $0) }
        case .files(let files): files.map { FeedFile(bytes: $0.bytes, name: $0.name) }
        }
    }

    private func checksum() throws -> String {
        var sum = SHA256()
        switch input.place {
        case .files(let files):
            for file in files { sum.update(data: file.bytes) }
        case .paths(let paths):
            for path in paths {
                for file in try Checksum.files(at: path) { try Checksum.add(file, to: &sum) }
            }
        }
        return sum.finalize().map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
