import Crypto
public import Frameworks
import Intake
public import Postgres
import Vocabulary

/// A number of an impact report as a reader may see it.
public enum ImpactCell: Hashable, Sendable {
    /// The number.
    case number(Int)
    /// Not told to a reader outside the council: it counts a few physicians, or would give such a number away. Which of
    /// the two is not said either.
    case withheld

    /// As it is shown.
    public var text: String {
        switch self {
        case .number(let number): String(number)
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
}

/// What a proposed version would change, as the reader may see it.
public struct ImpactReport: Sendable {
    /// What was asked for, and how far it is.
    public let run: ImpactRun
    /// The title of the version.
    public let title: String
    /// All physicians the reader may see counted.
    public let total: ImpactRow
    /// By council, in the order of codes.
    public let byCouncil: [ImpactRow]
    /// By specialty, in the order of codes.
    public let bySpecialty: [ImpactRow]
    /// Examples of the reader's council; none for an office.
    public let samples: [ImpactSample]
    /// A group of fewer physicians is not told (``/Frameworks/RuleSet/smallestGroup``); nil for a council, which reads
    /// its own.
    public let smallestShown: Int?

    /// The report for a national office: small groups are hidden, and nobody is named.
    ///
    /// - Parameter transaction: of the role of an office.
    /// - Throws: `Refusal` when there is no such report; `PostgresError`.
    public static func national(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactReport {
        let run = try RunImpact.found(id, transaction)
        guard let tables = try ImpactPublishedStore.tables(of: id, transaction) else {
            throw Refusal("Le rapport d'impact n° \(id) n'est pas terminé ; attendez-le.")
        }
        return ImpactReport(run, titled: try title(of: run, transaction), tables, samples: [])
    }

    /// The report for a council: its own physicians, exactly, with examples.
    ///
    /// - Parameter transaction: of that council.
    /// - Throws: `Refusal` when there is no such report; `PostgresError`.
    public static func ofCouncil(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactReport {
        let run = try RunImpact.found(id, transaction)
        return ImpactReport(
            run, titled: try title(of: run, transaction),
            ImpactTables(try ImpactLineStore.lines(of: id, transaction), hidingBelow: nil),
            samples: try ImpactLineStore.samples(of: id, transaction))
    }

    private static func title(of run: ImpactRun, _ transaction: Transaction) throws -> String? {
        try VersionStore.find(FrameworkVersion.Key(run.framework, run.version), transaction)?.title
    }

    private init(_ run: ImpactRun, titled title: String?, _ tables: ImpactTables, samples: [ImpactSample]) {
        self.run = run
        self.title = title ?? run.framework.rawValue
        self.samples = samples
        (total, byCouncil, bySpecialty) = (tables.total, tables.byCouncil, tables.bySpecialty)
        smallestShown = tables.smallest
    }
}

extension ImpactRun {
    /// Hexadecimal SHA-256 over what the report is about, each of its numbers before any is hidden, what the offices
    /// read, and a secret: without it, whoever reads the hash could try numbers until one fits.
    ///
    /// - Parameter nonce: thirty-two bytes of chance, kept where no office reads.
    func hash(over lines: [ImpactLine], published: String, nonce: [UInt8]) -> String {
        var writer = JSONWriter()
        writer.object { object in
            object.member("framework", framework.rawValue)
            object.member("version", version)
            object.member("content", versionFingerprint)
            object.member("law", lawFingerprint)
            object.member("as_of", asOf)
            object.key("lines")
            object.array { for line in lines { line.write(to: &$0) } }
            object.member("published", published)
            object.member("nonce", nonce.map { String($0) }.joined(separator: " "))
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
