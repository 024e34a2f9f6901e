import Access
import Frameworks
import Postgres
import Progress
import Registry
import Vocabulary

/// The replay of one council, in a transaction that reads.
struct ReplayCouncil {
    let council: Council
    let laws: [String: RebuiltLaw]
    let period: ReplayPeriod
    let author: Author
    let transaction: Transaction

    func run() throws -> Replay.Summary {
        var summary = Replay.Summary()
        summary.councils = 1
        let store = ReplayStore(transaction: transaction, council: council.id)
        for run in try store.runs(period) { try replay(run, store, &summary) }
        for (record, physician) in try store.withoutRun(period) {
            summary.differences.append(difference(.record, record, "\(physician)", "aucun calcul n'y correspond"))
        }
        try compareStandings(store, &summary)
        if summary.records + summary.standings > 0 { try record(store, summary) }
        return summary
    }

    /// Files were read: of one physician, or of everybody.
    private func record(_ store: ReplayStore, _ summary: Replay.Summary) throws {
        let physician = try period.rppsNumber.flatMap { try store.physician($0) }
        try AuditEvent(
            .recordsReplayed, by: author, on: physician.map { "physician:\($0)" },
            detail: "{\"records\": \(summary.records)}"
        ).record(transaction, council: council.id)
    }

    private func replay(_ run: ReplayStore.Run, _ store: ReplayStore, _ summary: inout Replay.Summary) throws {
        let records = try store.records(of: run.id, period)
        guard !records.isEmpty else { return }
        summary.runs += 1
        summary.records += records.count
        summary.decisions += records.count { $0.proof != nil }
        guard let assessor = laws[run.lawMark]?.assessor else {
            summary.differences += records.map {
                difference(.record, $0.id, "\($0.physicianID)", "la loi de son calcul ne peut plus être lue")
            }
            return
        }
        let physicians = records.map(\.physicianID)
        let cases = CaseStore(transaction: transaction, knowledge: .snapshot(run.known))
        let files = Dictionary(
            uniqueKeysWithValues: try cases.files(.some(physicians)).map { ($0.physicianID, $0) })
        for record in records {
            let file = files[record.physicianID]
            let item = file.flatMap { assessor.assess($0, on: run.asOf) }
            let found = StandingRecord(item, physicianID: record.physicianID, by: assessor, keepsProof: true)
            let name = file.flatMap { $0.rppsNumber.isEmpty ? nil : $0.rppsNumber } ?? "\(record.physicianID)"
            let told = (file?.declarations ?? []).filter { !assessor.law.rulebook.mayCountInBlockFour($0) }.map(\.id)
            summary.differences += compare(record, with: found, told: Set(told)).map {
                difference($0.kind, record.id, ContentDifference.mayConcernHealth($0) ? "" : name, $0.detail)
            }
        }
    }

    private func compare(
        _ stored: ReplayStore.Record, with found: StandingRecord, told: Set<String>
    ) -> [(kind: ReplayDifference.Kind, detail: String)] {
        var all: [(kind: ReplayDifference.Kind, detail: String)] = []
        if stored.content != found.content {
            all += ContentDifference.between(
                stored: stored.content, found: found.content, isTold: told.contains)
        }
        if stored.proofHash != found.proofHash {
            all.append(
                (
                    .proof,
                    "empreinte de la preuve : \(stored.proofHash.prefix(12))… au lieu de "
                        + "\(found.proofHash.prefix(12))…"
                ))
        }
        if let proof = stored.proof, proof != found.proof {
            all.append((.proof, "la preuve conservée en entier n'est plus celle de la décision"))
        }
        return all
    }

    /// What is shown today is what the last record says; a council judged before there were records has none to
    /// compare.
    private func compareStandings(_ store: ReplayStore, _ summary: inout Replay.Summary) throws {
        guard period.from == nil, period.through == nil, try store.isRecorded() else { return }
        for line in try store.standings(period) {
            summary.standings += 1
            guard line.standing != line.recorded else { continue }
            let details =
                line.recorded.map { ContentDifference.between(stored: line.standing, found: $0).map(\.detail) }
                ?? ["aucun état conservé n'y correspond"]
            summary.differences += details.map {
                difference(.standing, nil, $0 == ContentDifference.health ? "" : line.rppsNumber, $0)
            }
        }
    }

    private func difference(
        _ kind: ReplayDifference.Kind, _ record: Int?, _ physician: String, _ detail: String
    ) -> ReplayDifference {
        ReplayDifference(council: council.code, record: record, physician: physician, kind: kind, detail: detail)
    }
}
