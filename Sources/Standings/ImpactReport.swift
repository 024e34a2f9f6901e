import Crypto
public import Frameworks
import Intake
public import Postgres
import Vocabulary

/// A number of an impact report as a reader may see it.
public enum ImpactCell: Hashable, Sendable {
    /// The number.
    case number(Int)
    /// From one to ten physicians: not told to a reader outside their council.
    case few
    /// Not told because it would give away a number of few.
    case withheld

    /// As it is shown.
    public var text: String {
        switch self {
        case .number(let number): String(number)
        case .few: "moins de \(ImpactReport.smallestShown)"
        case .withheld: "masqué"
        }
    }
}

/// The numbers of a council, of a specialty, or of all.
public struct ImpactRow: Sendable, Hashable {
    /// The code of the council or of the specialty; empty for all, or without a specialty.
    public let code: String
    let cells: [ImpactMeasure: ImpactCell]

    /// The number of a measure.
    public subscript(measure: ImpactMeasure) -> ImpactCell { cells[measure] ?? .number(0) }
}

/// A physician whom the proposed version would touch, shown to the physician's own council only.
public struct ImpactSample: Sendable {
    /// Why the example was chosen.
    public let measure: ImpactMeasure
    /// The key of the physician.
    public let physicianID: Int
    /// Eleven digits.
    public let rppsNumber: String
    /// Nil until an extraction names the physician.
    public let familyName: String?
    /// Nil until an extraction names the physician.
    public let givenName: String?
    /// Under the present law; nil when not subject.
    public let before: ImpactComparison.Side?
    /// With the proposed version; nil when not subject.
    public let after: ImpactComparison.Side?
    /// Actions of blocks 1 to 3 that would no longer count.
    public let lost: [ImpactComparison.ActionChange]
    /// Actions of blocks 1 to 3 that would count.
    public let gained: [ImpactComparison.ActionChange]
    /// How many actions of block 4 would no longer count; nothing else is said of them (rule R24).
    public let healthLost: Int
    /// How many actions of block 4 would count.
    public let healthGained: Int
}

/// What a proposed version would change, as the reader may see it.
public struct ImpactReport: Sendable {
    /// A group of fewer physicians is not told outside its council (no legal value exists; the default of this
    /// program).
    public static let smallestShown = 11

    /// What was asked for, and how far it is.
    public let run: ImpactRun
    /// All physicians the reader may see counted.
    public let total: ImpactRow
    /// By council, in the order of codes.
    public let byCouncil: [ImpactRow]
    /// By specialty, in the order of codes.
    public let bySpecialty: [ImpactRow]
    /// Examples of the reader's council; none for an office.
    public let samples: [ImpactSample]

    /// The report for a national office: small groups are hidden, and nobody is named.
    ///
    /// - Parameter transaction: of the role of an office.
    /// - Throws: `Refusal` when there is no such report; `PostgresError`.
    public static func national(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactReport {
        let run = try RunImpact.found(id, transaction)
        return ImpactReport(run, try ImpactLineStore.lines(of: id, transaction), samples: [], hidesSmall: true)
    }

    /// The report for a council: its own physicians, exactly, with examples.
    ///
    /// - Parameter transaction: of that council.
    /// - Throws: `Refusal` when there is no such report; `PostgresError`.
    public static func ofCouncil(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactReport {
        let run = try RunImpact.found(id, transaction)
        return ImpactReport(
            run, try ImpactLineStore.lines(of: id, transaction),
            samples: try ImpactLineStore.samples(of: id, transaction), hidesSmall: false)
    }

    init(_ run: ImpactRun, _ lines: [ImpactLine], samples: [ImpactSample], hidesSmall: Bool) {
        self.run = run
        self.samples = samples
        func groups(_ code: (ImpactLine) -> String) -> [(code: String, tally: ImpactTally)] {
            Dictionary(grouping: lines, by: code).map { code, lines in
                (code, lines.reduce(ImpactTally()) { $0 + $1.tally })
            }.sorted { $0.0 < $1.0 }
        }
        let all = lines.reduce(ImpactTally()) { $0 + $1.tally }
        let table = { ImpactTable(total: all, groups: $0, hidesSmall: hidesSmall) }
        total = table([]).total
        byCouncil = table(groups(\.council)).rows
        bySpecialty = table(groups(\.key.specialty)).rows
    }
}

extension ImpactRun {
    /// Hexadecimal SHA-256 over what the report is about and each of its numbers, before any is hidden.
    func hash(over lines: [ImpactLine]) -> String {
        var writer = JSONWriter()
        writer.object { object in
            object.member("framework", framework.rawValue)
            object.member("version", version)
            object.member("content", versionFingerprint)
            object.member("law", lawFingerprint)
            object.member("as_of", asOf)
            object.key("lines")
            object.array { for line in lines { line.write(to: &$0) } }
        }
        return SHA256.hash(data: writer.bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// What a second person accepts, to be handed to `ApproveVersion`.
    ///
    /// - Parameter hash: that of the report the person read.
    /// - Throws: `Refusal` when the report is not whole, or another one was read.
    public func acceptance(reading hash: String) throws -> ImpactAcceptance {
        guard state == .done, let reportHash else {
            throw Refusal("Le rapport d'impact n° \(id) n'est pas terminé ; attendez-le avant d'approuver.")
        }
        guard reportHash == hash else {
            throw Refusal("Le rapport que vous avez lu n'est pas le rapport n° \(id). Relisez-le avant d'approuver.")
        }
        return ImpactAcceptance(
            impactID: id.number, asOf: asOf, contentFingerprint: versionFingerprint, lawFingerprint: lawFingerprint,
            reportHash: reportHash)
    }
}

extension ImpactLine {
    func write(to writer: inout JSONWriter) {
        writer.array {
            $0.string(council)
            $0.string(key.specialty)
            $0.string(key.framework)
            for measure in ImpactMeasure.allCases { $0.integer(tally[measure]) }
        }
    }
}
