import Intake
import Postgres
import Progress
import Registry
import Vocabulary

/// Stops a lot that would lower the progress of more than 2 % of its physicians until a second person has agreed
/// (contracts §4).
final class ProgressWatch: ApplyAccounts.Watch {
    /// The share above which a second person is asked for.
    static let toleratedShare = 0.02

    private let assessor: Assessor
    private let asOf: CalendarDate
    private let isApproved: Bool
    private var totals: [Int: Int] = [:]
    private var lowered = 0

    init(assessor: Assessor, asOf: CalendarDate, isApproved: Bool) {
        self.assessor = assessor
        self.asOf = asOf
        self.isApproved = isApproved
    }

    func before(_ physicians: [Int], _ transaction: Transaction) throws {
        totals = try progress(physicians, transaction)
    }

    func after(_ physicians: [Int], _ transaction: Transaction) throws {
        for (physician, total) in try progress(physicians, transaction) where total < totals[physician] ?? 0 {
            lowered += 1
        }
    }

    func decide(amongPhysicians total: Int) throws {
        guard !isApproved, Double(lowered) > Double(total) * ProgressWatch.toleratedShare else { return }
        throw Refusal(
            "Ce lot ferait reculer \(lowered) médecin\(lowered < 2 ? "" : "s") sur \(total), soit plus de 2 % : rien n'a été appliqué. Faites "
                + "vérifier le lot par une deuxième personne, qui l'applique en son nom (option --approved-by).")
    }

    private func progress(_ physicians: [Int], _ transaction: Transaction) throws -> [Int: Int] {
        guard !physicians.isEmpty else { return [:] }
        let files = try CaseStore(transaction: transaction).files(.some(physicians))
        return Dictionary(
            uniqueKeysWithValues: files.map { ($0.physicianID, assessor.assess($0, on: asOf)?.standing?.total ?? 0) })
    }
}
