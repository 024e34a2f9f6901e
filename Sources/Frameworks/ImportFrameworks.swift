public import Intake
public import Postgres
public import Vocabulary

/// Brings versions of référentiels into the register as drafts: a signed package, or the flat list of the ANS with one
/// draft a référentiel (contracts §9). Nothing that is proposed or approved changes.
public struct ImportFrameworks: Sendable {
    /// A draft that the file brings.
    public struct Draft: Hashable, Sendable {
        /// Référentiel and number.
        public let key: FrameworkVersion.Key
        /// The title, in French.
        public let title: String
        /// The lines it has.
        public let lines: Int
        /// What becomes of it.
        public let effect: Effect
        /// What is missing before it can be proposed, in a few French words each.
        public let missing: [String]
    }

    /// What a file does to one version.
    public enum Effect: String, Sendable {
        /// The register did not have it.
        case new
        /// A draft gets another text.
        case changed
        /// The register has it as it is.
        case unchanged
    }

    /// What a file brings, applied or not.
    public struct Outcome: Sendable {
        /// The drafts, by référentiel.
        public var drafts: [Draft] = []
        /// The lines set aside.
        public var rejected: [QuarantinedLine] = []
        /// What reading showed.
        public var report = ReadingReport()

        /// By class; the unit is a version.
        public var counts: LotCounts {
            var counts = LotCounts()
            counts.new = drafts.count { $0.effect == .new }
            counts.changed = drafts.count { $0.effect == .changed }
            counts.unchanged = drafts.count { $0.effect == .unchanged }
            counts.rejected = rejected.count
            counts.ignored = report.ignoredLines
            return counts
        }
    }

    /// The file as its sender names it.
    public let fileName: String
    /// Its content.
    public let bytes: [UInt8]
    /// The arrêté, decision or list it comes from, in French.
    public let source: String
    /// The day it was published.
    public let published: CalendarDate
    /// Who imports.
    public let actor: String
    /// Today.
    public let today: CalendarDate

    /// Ready to run.
    public init(
        fileName: String, bytes: [UInt8], source: String, published: CalendarDate, actor: String, today: CalendarDate
    ) {
        self.fileName = fileName
        self.bytes = bytes
        self.source = source
        self.published = published
        self.actor = actor
        self.today = today
    }

    /// Checks the file, and keeps its drafts when `isApplied`.
    ///
    /// - Throws: `Refusal` with path and reason when the file is refused whole; `PostgresError`.
    public func run(isApplied: Bool, _ transaction: Transaction) throws -> Outcome {
        guard !source.isEmpty else { throw Refusal("Dites d'où vient ce fichier : la source est vide.") }
        guard bytes.count <= SignedPackage.sizeLimit else {
            throw Refusal("Le fichier est trop grand : plus de \(SignedPackage.sizeLimit >> 20) Mio.")
        }
        do {
            return try isPackage ? package(isApplied, transaction) : flatList(isApplied, transaction)
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        } catch let refusal as FileRefusal {
            throw Refusal(refusal.sentence)
        }
    }

    /// Whether the first byte that is no blank opens a JSON object.
    private var isPackage: Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let first = bytes[start...].first { !blanks.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private func package(_ isApplied: Bool, _ transaction: Transaction) throws -> Outcome {
        let package = try SignedPackage(bytes)
        let draft = package.draft
        let code = try FrameworkCodes(transaction).official(of: draft.key.framework)
        guard let code else {
            throw InputFault("content.id", "référentiel inconnu : « \(draft.key.framework) »")
        }
        try SigningKeyStore.check(package, officialCode: code, on: today, transaction)
        guard draft.publishedOn == published else {
            throw InputFault(
                "content.publishedOn",
                "publié le \(draft.publishedOn.french) selon le paquet, le \(published.french) selon vous")
        }
        let text = DraftText(
            draft: draft, officialCode: code, text: package.content, fingerprint: package.fingerprint,
            source: source, manifest: package.manifest?.text, signature: package.signature,
            keyID: package.manifest?.keyID)
        try VersionStore.lock(draft.key.framework, transaction)
        if let start = draft.effectiveFrom {
            do throws(InputFault) {
                try VersionStart(key: draft.key, publishedOn: draft.publishedOn, effectiveFrom: start)
                    .check(among: try stored(draft.key.framework, transaction))
            } catch { throw error.inside("content") }
        }
        var outcome = Outcome()
        outcome.report = ReadingReport()
        outcome.drafts = try DraftStore.keep([text], by: actor, isApplied: isApplied, transaction)
        return outcome
    }

    /// The versions of a référentiel; a failing database is the caller's affair, told by the next statement.
    private func stored(
        _ framework: FrameworkID, _ transaction: Transaction
    ) throws(InputFault) -> [FrameworkVersion] {
        do { return try VersionStore.list(of: framework, transaction) } catch {
            throw InputFault("", "les versions existantes n'ont pas pu être lues")
        }
    }

    private func flatList(_ isApplied: Bool, _ transaction: Transaction) throws -> Outcome {
        let codes = try FrameworkCodes(transaction)
        let reader = try FlatListReader(bytes: bytes, name: fileName, frameworks: codes.all)
        var rows: [String: [FlatListRow]] = [:]
        var outcome = Outcome()
        try reader.read {
            rows[$0.framework, default: []].append($0)
        } quarantine: {
            outcome.rejected.append($0)
        }
        outcome.report = reader.report
        guard !rows.isEmpty else {
            throw Refusal("« \(fileName) » ne contient aucune ligne de référentiel que l'on puisse reprendre.")
        }
        let texts = try rows.keys.sorted().map { code in
            try DraftText(
                flatList: rows[code] ?? [], of: code, as: codes.id(of: code), college: codes.colleges[code],
                published: published, source: source)
        }
        outcome.drafts = try DraftStore.keep(texts, by: actor, isApplied: isApplied, transaction)
        return outcome
    }
}

/// Official codes and ids of référentiels: an id of its own where one is approved, else the official code
/// (contracts §7).
struct FrameworkCodes {
    let colleges: [String: CollegeStore.College]
    private let idByCode: [String: FrameworkID]
    private let codeByID: [FrameworkID: String]

    init(_ transaction: Transaction) throws {
        let versions = try VersionStore.list(transaction)
        colleges = Dictionary(
            try CollegeStore.list(transaction).map { ($0.frameworkCode, $0) }, uniquingKeysWith: { $1 })
        codeByID = Dictionary(versions.map { ($0.key.framework, $0.officialCode) }, uniquingKeysWith: { $1 })
        idByCode = Dictionary(
            versions.filter { !$0.isPartial }.map { ($0.officialCode, $0.key.framework) },
            uniquingKeysWith: { old, _ in old })
    }

    var all: Set<String> { Set(colleges.keys) }

    func id(of code: String) -> FrameworkID { idByCode[code] ?? FrameworkID(code) }

    /// Nil for a référentiel that nobody knows.
    func official(of id: FrameworkID) -> String? {
        codeByID[id] ?? (colleges[id.rawValue] == nil ? nil : id.rawValue)
    }
}
