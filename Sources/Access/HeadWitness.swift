import Vocabulary

/// What left the database, read and verified: heads, daily roots and their time-stamps.
public struct HeadWitness: Sendable {
    private let folder: AuditFolder
    private let key: AuditPublicKey
    private let ca: String?
    private let expectsStamps: Bool

    /// - Parameters:
    ///   - key: the public half of the key that signs; it must not come from the database.
    ///   - ca: a PEM file of the certificates that vouch for the time-stamping authority; nil leaves stamps unread.
    ///   - expectsStamps: an authority is asked: a root without its stamp, or stamps without `ca`, are findings.
    public init(_ folder: AuditFolder, key: AuditPublicKey, ca: String?, expectsStamps: Bool = false) {
        self.folder = folder
        self.key = key
        self.ca = ca
        self.expectsStamps = expectsStamps
    }

    /// Verifies the folder itself: signatures, the chain of roots, and that each head of a root was exported.
    ///
    /// - Returns: the heads whose signature holds, by the code of their organisation.
    func check(_ summary: inout VerifyJournal.Summary) throws -> [String: [AuditHead]] {
        let (heads, unreadable) = try folder.heads()
        for name in unreadable {
            summary.findings.append(AuditFinding(.unreadable, council: nil, "une ligne de \(name) n'est pas une tête"))
        }
        for head in heads where !head.isSigned(by: key) {
            summary.findings.append(
                AuditFinding(
                    .headForged, council: head.council, seal: head.seal,
                    "la tête exportée le \(head.exportedAt) ne porte pas la signature de la clé"))
        }
        if expectsStamps, ca == nil {
            summary.findings.append(
                AuditFinding(
                    .stampMissing, council: nil,
                    "une autorité horodate les racines, et aucun certificat n'est donné pour vérifier ses horodatages"))
        }
        var previous = AuditSeal.none
        let known = Set(heads.map { AuditRoot.Entry(council: $0.council, seal: $0.seal, hash: $0.hash) })
        for (name, root, stamp) in try folder.roots() {
            guard let root else {
                summary.findings.append(AuditFinding(.unreadable, council: nil, "\(name) n'est pas une racine"))
                continue
            }
            check(root, named: name, after: previous, known, &summary)
            if let stamp {
                check(stamp, of: root, named: name, &summary)
            } else if expectsStamps {
                summary.findings.append(AuditFinding(.stampMissing, council: nil, "\(name) n'a pas d'horodatage"))
            }
            summary.roots += 1
            if root.isSigned(by: key) { summary.newestRoot = max(summary.newestRoot ?? root.day, root.day) }
            previous = root.root
        }
        return Dictionary(grouping: heads.filter { $0.isSigned(by: key) }, by: \.council)
    }

    private func check(
        _ root: AuditRoot, named name: String, after previous: [UInt8], _ known: Set<AuditRoot.Entry>,
        _ summary: inout VerifyJournal.Summary
    ) {
        func find(_ detail: String, _ entry: AuditRoot.Entry? = nil) {
            summary.findings.append(
                AuditFinding(.headForged, council: entry?.council, seal: entry?.seal, "\(name) : \(detail)"))
        }
        if !root.isWhole { find("son contenu n'a plus son empreinte") }
        if !root.isSigned(by: key) { find("elle ne porte pas la signature de la clé") }
        if root.previous != previous { find("elle ne suit pas la racine précédente : il en manque une") }
        for entry in root.entries where !known.contains(entry) {
            find("la tête qu'elle contient n'est plus parmi les têtes exportées", entry)
        }
    }

    private func check(
        _ stamp: TimeStamp, of root: AuditRoot, named name: String, _ summary: inout VerifyJournal.Summary
    ) {
        guard let ca else { return }
        do {
            let moment = try stamp.verified(over: root.root, ca: ca)
            summary.stamps += 1
            let day = ParisTime(epochSeconds: moment.epochSeconds).day
            guard abs(day.dayNumber - root.day.dayNumber) > 1 else { return }
            summary.findings.append(
                AuditFinding(
                    .headForged, council: nil, "\(name) : elle est du \(root.day) et a été horodatée le \(day)"))
        } catch {
            summary.findings.append(AuditFinding(.headForged, council: nil, "\(name) : \(error)"))
        }
    }
}
