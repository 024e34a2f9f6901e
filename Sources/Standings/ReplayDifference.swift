import Vocabulary

/// One thing that is not as it was judged.
public struct ReplayDifference: Hashable, Comparable, Sendable {
    /// What differs.
    public enum Kind: String, Sendable, CaseIterable {
        /// The verdict or the block of an action.
        case verdict
        /// A date: of an action, of a cycle, of the next alert or change.
        case date
        /// A number, or complete, or late.
        case numbers
        /// The state, the référentiel or how sure it is.
        case state
        /// The proof, or its hash.
        case proof
        /// A text of the law.
        case law
        /// The standing that is shown today is not the one on record.
        case standing
        /// A record without the run or the law that would let it be judged again, or no longer readable.
        case record
    }

    /// The code of the council; empty for what belongs to none.
    public let council: String
    /// The key of the record; nil where none is concerned.
    public let record: Int?
    /// The RPPS number, else the key of the physician; empty where nobody is concerned, or what differs may be of block
    /// 4 (rule R24).
    public let physician: String
    /// What differs.
    public let kind: Kind
    /// In French: what is stored, and what is found.
    public let detail: String

    /// By council, record and kind.
    public static func < (left: ReplayDifference, right: ReplayDifference) -> Bool {
        (left.council, left.record ?? -1, left.physician, left.kind.rawValue, left.detail)
            < (right.council, right.record ?? -1, right.physician, right.kind.rawValue, right.detail)
    }

    /// The texts of the law that are no longer as they were recorded.
    static func altered(_ laws: [String: RebuiltLaw]) -> [ReplayDifference] {
        Set(laws.values.flatMap(\.altered)).sorted().map { name in
            ReplayDifference(
                council: "", record: nil, physician: "", kind: .law,
                detail: "texte « \(name) » : ce n'est plus celui par lequel il a été jugé")
        }
    }
}

/// Compares two contents of records, member by member, for a reader; the bytes have been compared before.
enum ContentDifference {
    /// What is said of an action that is or may be for block 4: neither which one, nor whose, nor when (rule R24).
    static let health = "une action du bloc 4 diffère"

    /// Whether it may be one of block 4: then the record alone is named, not the physician (rule R24). A proof says of
    /// all four blocks why, and its hash does not tell which one differs.
    static func mayConcernHealth(_ difference: (kind: ReplayDifference.Kind, detail: String)) -> Bool {
        difference.detail == health || difference.kind == .proof
    }

    /// Kinds and French details; never empty.
    /// - Parameter isTold: whether the action of this id may be named, being for none but blocks 1 to 3.
    static func between(
        stored: String, found: String, isTold: (String) -> Bool = { _ in false }
    ) -> [(kind: ReplayDifference.Kind, detail: String)] {
        guard let old = try? JSON(parsing: stored), case .object(let oldMembers) = old,
            let new = try? JSON(parsing: found), case .object(let newMembers) = new
        else { return [(.record, "le texte conservé ne peut plus être lu")] }
        var all: [(kind: ReplayDifference.Kind, detail: String)] = []
        for key in Set((oldMembers + newMembers).map(\.key)).sorted() where old[key] != new[key] {
            if key == "actions" {
                all += actions(rows(old[key]), rows(new[key]), isTold)
            } else {
                all.append((kind(of: key), "\(key) : \(said(old[key])) au lieu de \(said(new[key]))"))
            }
        }
        return all.isEmpty ? [(.record, "le texte conservé est écrit autrement")] : all
    }

    private static func kind(of key: String) -> ReplayDifference.Kind {
        switch key {
        case "cycles", "cycle", "cycleStart", "cycleEnd", "controlDeadline", "nextAlertOn", "nextChangeOn": .date
        case "required", "counts", "complete", "late": .numbers
        default: .state
        }
    }

    private static func actions(
        _ old: [[JSON]], _ new: [[JSON]], _ isTold: (String) -> Bool
    ) -> [(kind: ReplayDifference.Kind, detail: String)] {
        func byID(_ rows: [[JSON]]) -> [String: [JSON]] {
            Dictionary(rows.compactMap { row in row.first?.string.map { ($0, row) } }, uniquingKeysWith: { $1 })
        }
        let (before, after) = (byID(old), byID(new))
        var all: [(kind: ReplayDifference.Kind, detail: String)] = []
        for id in Set(before.keys).union(after.keys).sorted() where before[id] != after[id] {
            guard isTold(id), !isHealth(before[id]), !isHealth(after[id]) else {
                if !all.contains(where: { $0.detail == health }) { all.append((.verdict, health)) }
                continue
            }
            guard let stored = before[id], let found = after[id], stored.count == 4, found.count == 4 else {
                all.append((.verdict, "action \(id) : \(before[id] == nil ? "absente" : "présente") à tort"))
                continue
            }
            if stored[1...2] != found[1...2] {
                all.append(
                    (
                        .verdict,
                        "action \(id) : \(said(stored[1])) \(said(stored[2])) au lieu de \(said(found[1])) "
                            + said(found[2])
                    ))
            }
            if stored[3] != found[3] {
                all.append((.date, "action \(id) : \(said(stored[3])) au lieu de \(said(found[3]))"))
            }
        }
        return all.isEmpty ? [(.record, "l'ordre des actions")] : all
    }

    /// Whether a row says block 4, or says nothing that can be read.
    private static func isHealth(_ row: [JSON]?) -> Bool {
        guard let row else { return false }
        return row.count != 4 || row[2].integer == Block.health.number
    }

    private static func rows(_ json: JSON?) -> [[JSON]] {
        guard case .array(let rows)? = json else { return [] }
        return rows.map { if case .array(let cells) = $0 { cells } else { [] } }
    }

    private static func said(_ json: JSON?) -> String {
        switch json {
        case nil, .null?: "rien"
        case .string(let text)?: "« \(text) »"
        case .some(let value): value.text
        }
    }
}
