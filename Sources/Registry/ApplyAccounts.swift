public import Intake
public import Postgres
public import Vocabulary

/// Brings the account feed into the register, whole or not at all (contracts §4, §5).
public struct ApplyAccounts {
    /// Looks at the physicians whose declarations a lot changes or deletes, before and after it writes.
    public protocol Watch {
        /// Before writing in the council of the transaction.
        func before(_ physicians: [Int], _ transaction: Transaction) throws
        /// After writing in the same council.
        func after(_ physicians: [Int], _ transaction: Transaction) throws
        /// When all councils are written.
        ///
        /// - Throws: `Refusal` when the lot has to stop.
        func decide(amongPhysicians total: Int) throws
    }

    let files: [FeedFile]
    let heading: LotHeading
    let onlyCouncil: String?
    let knowledge: (String) -> ActionKnowledge
    let watch: any Watch

    /// - Parameters:
    ///   - onlyCouncil: the code of the only council that may be written; nil follows the manifest.
    ///   - knowledge: what the référentiels know of an action, for the privacy of block 4.
    public init(
        _ files: [FeedFile], heading: LotHeading, onlyCouncil: String?,
        knowledge: @escaping (String) -> ActionKnowledge, watch: any Watch
    ) {
        self.files = files
        self.heading = heading
        self.onlyCouncil = onlyCouncil
        self.knowledge = knowledge
        self.watch = watch
    }

    /// Stages, checks and writes; the caller decides whether what was written stays.
    ///
    /// - Throws: `FileRefusal`, `Refusal`, `PostgresError`.
    public func run(_ transaction: Transaction, progress: (Double) -> Void) throws -> LotOutcome {
        var outcome = LotOutcome()
        let reader = try AccountFeedReader(files, knowledge: knowledge)
        let codes = try CodeStore.load(transaction)
        let named = try council(reader.manifest, codes)
        try FeedStaging.create(transaction)
        try transaction.copyIn("copy pg_temp.feed_row from stdin") { writer in
            try reader.read(
                row: { try FeedStaging.write($0, to: writer) },
                quarantine: { outcome.reject($1, file: $0) })
        }
        progress(0.5)
        outcome.report.add(reader.report)
        outcome.ignored = reader.report.ignoredLines
        try FeedStaging.gather(on: reader.manifest?.extractedOn ?? heading.asOf, transaction)
        if let named {
            try transaction.become(.council(named))
            try FeedStaging.keepOwn(transaction)
        }
        outcome.rejected += try FeedStaging.strangers(transaction)
        var physicians = 0
        for council in named.map({ [$0] }) ?? codes.councils.values.sorted() {
            try write(council, &outcome, &physicians, transaction)
        }
        try watch.decide(amongPhysicians: physicians)
        return outcome
    }

    private func council(_ manifest: FeedManifest?, _ codes: Codes) throws -> Int32? {
        let code = manifest?.council == "all" ? nil : manifest?.council
        if let code, codes.councils[code] == nil {
            throw Refusal(
                "Le manifeste nomme le conseil « \(code) », qui n'existe pas. Demandez un nouvel envoi à son émetteur.")
        }
        if let code, let onlyCouncil, code != onlyCouncil {
            throw Refusal(
                "Ce lot est destiné au conseil \(code), et non au conseil \(onlyCouncil) : rien n'a été lu. Déposez-le "
                    + "dans l'espace du conseil \(code).")
        }
        return (onlyCouncil ?? code).flatMap { codes.councils[$0] }
    }

    private func write(
        _ council: Int32, _ outcome: inout LotOutcome, _ physicians: inout Int, _ transaction: Transaction
    ) throws {
        try transaction.become(.council(council))
        let store = FeedStore(transaction: transaction, lot: heading.id, council: council)
        let concerned = try store.pick()
        guard concerned > 0 else { return }
        physicians += concerned
        try transaction.query("select pg_advisory_xact_lock(7302, \(council))")
        try LotStore.open(heading, for: council, transaction)
        let reconsidered = try store.reconsidered()
        try watch.before(reconsidered, transaction)
        try store.writeDeclarations()
        try store.writeAlerts()
        let accounts = try store.writeAccounts()
        try store.noteChanges()
        try watch.after(reconsidered, transaction)
        var part = LotPart(counts: try store.count())
        if accounts > 0 { part.notes.append("États de compte ou adresses manquantes mis à jour : \(accounts).") }
        outcome.parts[council] = part
    }
}
