import Frameworks
public import Postgres
public import Progress
public import Vocabulary

/// One physician's file, judged and explained for a reader of the council.
///
/// Nothing of block 4 but counts leaves this type (rule R24): a declaration that counts there, or may, is never among
/// the actions.
public struct WorklistCase: Sendable {
    /// The state, the cycle and why.
    public let assessed: AssessedCase
    /// What the engine says; also of a référentiel of which only a part is known, for information.
    public let standing: Standing?
    /// Whether `standing` comes from a part of a référentiel: shown as « extrait », never a verdict on the person.
    public let isExtract: Bool
    /// The actions of blocks 1 to 3, the latest first.
    public let actions: [WorklistAction]
    /// What may be said of block 4.
    public let health: WorklistHealth
    /// Why the programme stands where it does, in words; nil without a standing.
    public let reasons: ProofText?
    /// What would be enough to complete it, in words; nil without a standing.
    public let advice: ProofText?
    /// Official codes that the qualifications lead to, whatever the council has chosen.
    public let qualifying: [String]
    /// Référentiels among which the council may choose, each with its id.
    public let candidates: [FrameworkID]

    /// Reads and judges; nil when the physician has no file in this council or is not subject to certification.
    ///
    /// - Throws: `PostgresError`.
    public static func read(
        _ transaction: Transaction, _ assessor: Assessor, physician: Int64, on day: CalendarDate
    ) throws -> WorklistCase? {
        guard let file = try CaseStore(transaction: transaction).files(.some([Int(physician)])).first,
            let assessed = assessor.assess(file, on: day)
        else { return nil }
        return WorklistCase(assessed: assessed, assessor: assessor)
    }

    init(assessed: AssessedCase, assessor: Assessor) {
        let law = assessor.law
        self.assessed = assessed
        let framework = assessed.frameworkCode.map { FrameworkID($0) }
        isExtract = assessed.standing == nil && framework.map { law.partial.contains($0) } == true
        let judged = assessed.standing?.framework ?? (isExtract ? framework : nil)
        let engine = Engine(rulebook: law.rulebook, policies: law.rules.progress)
        let explained = assessed.cycle.flatMap { cycle in
            judged.flatMap { id in
                engine.explained(
                    of: cycle, profile: assessor.profile(assessed.file, currently: id),
                    declarations: assessed.file.declarations, asOf: assessed.asOf)
            }
        }
        standing = explained?.standing
        let all = WorklistAction.all(assessed.file.declarations, explained, law.rulebook)
        let isPrivate: (WorklistAction) -> Bool = {
            $0.block == .health || law.rulebook.mayCountInBlockFour($0.declaration)
        }
        actions = all.filter { !isPrivate($0) }.sorted {
            ($1.sortDay, $0.declaration.id) < ($0.sortDay, $1.declaration.id)
        }
        health = WorklistHealth(all.filter(isPrivate))
        reasons = assessor.recordedProof(assessed)?.text()
        advice = assessed.standing.flatMap { standing in
            assessed.cycle.flatMap { cycle in
                engine.advice(
                    for: cycle, profile: assessor.profile(assessed.file, currently: standing.framework),
                    declarations: assessed.file.declarations, asOf: assessed.asOf)?.text()
            }
        }
        qualifying = assessor.leads(of: assessed)
        let codes = qualifying.isEmpty ? law.idByOfficialCode.keys.sorted() : qualifying
        candidates = codes.compactMap { law.idByOfficialCode[$0] }.filter { !law.partial.contains($0) }
    }
}

extension Assessor {
    /// The official codes that the qualifications of the day lead to: a choice may be changed for one of these.
    fileprivate func leads(of assessed: AssessedCase) -> [String] {
        guard assessed.certainty == .chosen else { return assessed.candidates }
        var file = assessed.file
        file.chosenFramework = nil
        return choose(file, on: assessed.asOf).candidates
    }
}

/// An action of blocks 1 to 3, with its verdict and the reason.
public struct WorklistAction: Sendable {
    /// What was declared.
    public let declaration: Declaration
    /// What the engine says; nil when nothing was judged for want of a référentiel.
    public let verdict: Verdict?
    /// The block in which it counts.
    public let block: Block?
    /// The blocks in which its line may count.
    public let blocks: [Block]
    /// When it was realised.
    public let realisedOn: CalendarDate?
    /// Why.
    public let proof: Proof?
    /// The line of the référentiel, in its words.
    public let lineLabel: String?

    var sortDay: CalendarDate {
        realisedOn ?? declaration.date ?? declaration.period?.upperBound ?? CalendarDate(dayNumber: 0)
    }

    static func all(
        _ declarations: [Declaration], _ explained: (standing: Standing, proofs: [Proof])?, _ rulebook: Rulebook
    ) -> [WorklistAction] {
        declarations.indices.map { index in
            let declaration = declarations[index]
            let outcome = explained?.standing.outcomes[index]
            let lines = rulebook.lines(declaration.action)
            return WorklistAction(
                declaration: declaration, verdict: outcome?.verdict, block: outcome?.block,
                blocks: lines.first?.blocks ?? [declaration.blockWanted].compactMap { $0 },
                realisedOn: outcome?.realisedOn, proof: explained?.proofs[index], lineLabel: lines.first?.label)
        }
    }
}

/// What the council may know of block 4 beside its count: whether the evidence is in order, yes or no.
public struct WorklistHealth: Sendable {
    /// Nothing was declared.
    public let isEmpty: Bool
    /// No action that counts, or that lacks nothing else, lacks an admissible proof.
    public let isEvidenceValid: Bool
    /// Actions counted in blocks 1 to 3 whose line may also count in block 4, and which are therefore not shown.
    public let hiddenElsewhere: Int

    init(_ actions: [WorklistAction]) {
        isEmpty = actions.isEmpty
        isEvidenceValid = Verdict.isEvidenceValid(actions.compactMap(\.verdict)) ?? true
        hiddenElsewhere = actions.filter { $0.block != nil && $0.block != .health }.count
    }
}
