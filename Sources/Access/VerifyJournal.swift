public import Postgres
public import Vocabulary

/// Verifies journals: against their seals, and the seals against the heads that left the database.
public struct VerifyJournal: Sendable {
    /// What was looked at and what is wrong.
    public struct Summary: Sendable {
        /// How many organisations were verified.
        public var councils = 0
        /// How many events were read.
        public var events = 0
        /// How many of them no seal holds yet.
        public var unsealed = 0
        /// How many seals were read.
        public var seals = 0
        /// How many exported heads were compared.
        public var heads = 0
        /// How many daily roots were read, and how many of them bear a time-stamp that was verified.
        public var (roots, stamps) = (0, 0)
        /// The day of the newest root; nil when there is none.
        var newestRoot: CalendarDate?
        /// What is wrong; empty when the journals are whole.
        public var findings: [AuditFinding] = []
    }

    private let heads: HeadWitness?
    private let longestWait: Int?

    /// - Parameters:
    ///   - heads: what left the database; nil leaves truncation and rewriting of a whole chain unseen.
    ///   - longestWait: seconds that an event may wait for its seal where somebody seals; nil where nobody has to.
    public init(heads: HeadWitness?, longestWait: Int? = nil) {
        self.heads = heads
        self.longestWait = longestWait
    }

    /// Verifies in the database, one organisation or all.
    ///
    /// - Parameter today: the civil day, up to which there must be a root a day; nil looks at the days of seals alone.
    /// - Throws: `PostgresError`, `AuditFolder.Fault`.
    public func run(_ database: Database, only code: String?, on today: CalendarDate? = nil) async throws -> Summary {
        var summary = Summary()
        let longestWait = longestWait
        var newest = today.map { $0.description }
        var exported = try heads?.check(&summary) ?? [:]
        let councils = try await database.transaction(as: .role("sextant_audit")) {
            try AuditStore.organisations($0)
        }
        for council in councils where code == nil || council.code == code {
            let chain = try await database.transaction(
                as: AuditStore.principal(of: council.id), timeout: 0, isolation: .repeatableRead
            ) { transaction in
                var chain = AuditChain(council: council.code, key: council.id)
                try AuditWalk(store: AuditStore(transaction: transaction, council: council.id)).run(
                    seal: { chain.add($0, $1) }, end: { chain.end($0) })
                if let longestWait {
                    let store = AuditStore(transaction: transaction, council: council.id)
                    chain.wait(try store.unsealedAge(), atMost: longestWait)
                }
                return chain
            }
            close(chain, exported.removeValue(forKey: chain.council), &summary)
            newest = max(newest ?? "", chain.sealedAt ?? "")
        }
        for gone in exported.keys.sorted() where code == nil || gone == code {
            summary.findings.append(
                AuditFinding(
                    .headMissing, council: gone, seal: exported[gone]?.map(\.seal).max(),
                    "des têtes ont été exportées pour cette organisation, qui n'est plus dans la base sous ce code"))
        }
        checkDays(through: newest, &summary)
        return summary
    }

    /// Verifies an export of ``ExportJournal``; no database.
    ///
    /// - Parameter lines: the lines of the file.
    /// - Throws: `AuditFolder.Fault`.
    public func run(_ lines: some Sequence<Substring>) throws -> Summary {
        var summary = Summary()
        let exported = try heads?.check(&summary) ?? [:]
        var reader = AuditExportReader()
        for line in lines { reader.take(line) }
        reader.finish()
        summary.findings += reader.findings
        if let chain = reader.chain {
            close(chain, exported[chain.council], &summary)
            checkDays(through: chain.sealedAt, &summary)
        }
        return summary
    }

    /// A root is written each day: none, or none for more than a day before the newest seal, means that the newest ones
    /// are gone or were never written.
    private func checkDays(through newest: String?, _ summary: inout Summary) {
        guard heads != nil, summary.seals > 0, let last = newest.flatMap({ CalendarDate(iso: String($0.prefix(10))) })
        else { return }
        guard let root = summary.newestRoot else {
            summary.findings.append(
                AuditFinding(
                    .rootMissing, council: nil, "aucune racine n'est dans le dossier, alors qu'il y a des sceaux"))
            return
        }
        guard last.dayNumber - root.dayNumber > 1 else { return }
        summary.findings.append(
            AuditFinding(
                .rootMissing, council: nil,
                "la dernière racine est du \(root), il en faudrait une du \(last) : les suivantes manquent"))
    }

    private func close(_ chain: AuditChain, _ exported: [AuditHead]?, _ summary: inout Summary) {
        var chain = chain
        for head in exported ?? [] {
            chain.compare(head)
            summary.heads += 1
        }
        if heads != nil { chain.endHeads() }
        summary.councils += 1
        summary.events += chain.events
        summary.unsealed += chain.unsealed
        summary.seals += chain.seals.count
        summary.findings += chain.findings
    }
}

/// Reads the lines of an export into a chain.
struct AuditExportReader {
    private(set) var chain: AuditChain?
    private(set) var findings: [AuditFinding] = []
    private var waiting: [AuditRecord] = []
    private var number = 0
    private var counts: (events: Int, seals: Int)?

    mutating func take(_ line: Substring) {
        number += 1
        guard !line.isEmpty else { return }
        guard let json = try? JSON(parsing: String(line)), counts == nil else { return refuse() }
        if chain == nil {
            guard json["format"]?.string == ExportJournal.format, let code = json["council"]?.string,
                let key = json["key"]?.integer
            else { return refuse() }
            chain = AuditChain(council: code, key: Int32(truncatingIfNeeded: key))
        } else if let record = AuditRecord(json) {
            waiting.append(record)
        } else if let seal = AuditSeal(json) {
            chain?.add(seal, waiting)
            waiting = []
        } else if json["type"]?.string == "end", let events = json["events"]?.integer,
            let seals = json["seals"]?.integer
        {
            counts = (events, seals)
        } else {
            refuse()
        }
    }

    mutating func finish() {
        chain?.end(waiting)
        guard let chain else { return }
        if counts?.events != chain.events || counts?.seals != chain.seals.count {
            findings.append(
                AuditFinding(
                    .unreadable, council: chain.council, "le fichier n'a pas le nombre de lignes que sa fin annonce"))
        }
    }

    private mutating func refuse() {
        findings.append(
            AuditFinding(.unreadable, council: chain?.council, "la ligne \(number) du fichier n'est pas d'un journal"))
    }
}
