/// Looks at the chain of one organisation, seal after seal, and keeps what is wrong. It asks nothing of a database.
struct AuditChain {
    /// The code of the organisation.
    let council: String
    /// Its key.
    let key: Int32
    private(set) var findings: [AuditFinding] = []
    private(set) var events = 0
    private(set) var unsealed = 0
    private(set) var seals: [Int64: [UInt8]] = [:]
    private var last: AuditSeal?
    private var compared = 0
    /// When the newest seal was made, as it says; nil when there is none.
    var sealedAt: String? { last?.sealedAt }
    private var seen: AuditSnapshot?
    private var highest: Int64 = 0

    /// Clocks of servers are corrected now and then: so many seconds are no sign of anything.
    static let clockTolerance = 60.0

    init(council: String, key: Int32) {
        self.council = council
        self.key = key
    }

    /// The next seal, and the events that the journal holds for it.
    mutating func add(_ seal: AuditSeal, _ records: [AuditRecord]) {
        checkPlace(of: seal)
        checkContent(of: seal)
        let snapshot = AuditSnapshot(seal.seen)
        if let snapshot, let seen, !snapshot.follows(seen) {
            find(.sealAltered, seal, "ce qu'il dit avoir vu ne suit pas le sceau précédent")
        }
        checkEvents(of: seal, records, snapshot)
        for record in records { checkMoment(of: record, seal.number) }
        events += records.count
        seals[seal.number] = seal.hash
        highest = max(highest, seal.events.last ?? 0)
        last = seal
        seen = snapshot ?? seen
    }

    /// The events that no seal holds yet.
    mutating func end(_ records: [AuditRecord]) {
        for record in records {
            if record.transaction == 0 || seen?.sees(record.transaction) == true {
                findings.append(
                    AuditFinding(
                        .inserted, council: council, seal: last?.number, event: record.number,
                        "ajouté après coup parmi des événements déjà scellés"))
            }
            checkMoment(of: record, nil)
        }
        events += records.count
        unsealed += records.count
    }

    /// A head that was exported: the chain must still hold that very seal.
    mutating func compare(_ head: AuditHead) {
        compared += 1
        guard let hash = seals[head.seal] else {
            findings.append(
                AuditFinding(
                    .truncated, council: council, seal: head.seal,
                    "exporté le \(head.exportedAt), il n'est plus dans la chaîne : la fin en a été coupée"))
            return
        }
        guard hash != head.hash else { return }
        findings.append(
            AuditFinding(
                .rewritten, council: council, seal: head.seal,
                "son empreinte n'est pas celle qui a été exportée le \(head.exportedAt) : la chaîne a été réécrite"))
    }

    /// After every head was compared: seals of which no head ever left the database have no witness.
    mutating func endHeads() {
        guard compared == 0, !seals.isEmpty else { return }
        findings.append(
            AuditFinding(
                .headMissing, council: council, seal: last?.number,
                "aucune tête exportée n'est de cette organisation : rien ne dit que ses sceaux sont les vrais"))
    }

    /// Events that no seal holds, the oldest for so many seconds.
    mutating func wait(_ seconds: Int?, atMost most: Int) {
        guard let seconds, seconds > most else { return }
        findings.append(
            AuditFinding(
                .unsealed, council: council, seal: last?.number,
                "des événements attendent leur sceau depuis \(seconds) secondes, plus que les \(most) permises"))
    }

    private mutating func find(
        _ kind: AuditFinding.Kind, _ seal: AuditSeal, event: Int64? = nil, _ detail: String
    ) {
        findings.append(AuditFinding(kind, council: council, seal: seal.number, event: event, detail))
    }

    private mutating func checkPlace(of seal: AuditSeal) {
        let expected = (last?.number ?? 0) + 1
        if seal.number != expected {
            find(.sealMissing, seal, "le sceau \(expected) était attendu : il manque ou l'ordre a changé")
        } else if seal.previous != last?.hash ?? AuditSeal.none {
            find(.sealAltered, seal, "il ne suit pas l'empreinte du sceau précédent")
        }
        if seal.council != key { find(.sealAltered, seal, "il est d'une autre organisation") }
    }

    private mutating func checkContent(of seal: AuditSeal) {
        if seal.root != seal.expectedRoot { find(.sealAltered, seal, "ses empreintes d'événements ont changé") }
        if seal.hash != seal.expectedHash { find(.sealAltered, seal, "son contenu n'a plus son empreinte") }
    }

    private mutating func checkEvents(of seal: AuditSeal, _ records: [AuditRecord], _ snapshot: AuditSnapshot?) {
        var found: [Int64: AuditRecord] = [:]
        for record in records {
            if found.updateValue(record, forKey: record.number) != nil {
                find(.inserted, seal, event: record.number, "le même numéro est là deux fois")
            }
        }
        for (index, number) in seal.events.enumerated() {
            guard let record = found.removeValue(forKey: number) else {
                find(.deleted, seal, event: number, "il a été scellé et n'est plus au journal")
                continue
            }
            if ArraySlice(record.hash) != seal.hash(at: index) {
                find(.edited, seal, event: number, "il ne dit plus ce qu'il disait quand il a été scellé")
            } else if snapshot?.sees(record.transaction) != true {
                find(.sealAltered, seal, event: number, "le sceau ne pouvait pas encore voir cet événement")
            }
        }
        for number in found.keys.sorted() {
            find(.inserted, seal, event: number, "il est au journal et n'a pas été scellé")
        }
    }

    /// A transaction that began after the last seal writes later moments and higher numbers than that seal's.
    private mutating func checkMoment(of record: AuditRecord, _ seal: Int64?) {
        guard let last, let seen, record.transaction >= seen.xmax else { return }
        func late(_ detail: String) {
            findings.append(
                AuditFinding(.inserted, council: council, seal: seal, event: record.number, detail))
        }
        if record.number < highest {
            late("son numéro est plus ancien que le sceau \(last.number), sa transaction est plus récente")
        } else if let at = AuditMoment.seconds(record.at), let sealed = AuditMoment.seconds(last.sealedAt),
            at < sealed - AuditChain.clockTolerance
        {
            late("sa date est d'avant le sceau \(last.number), sa transaction d'après")
        }
    }
}
