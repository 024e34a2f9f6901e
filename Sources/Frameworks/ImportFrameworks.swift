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
        /// Further lines set aside, of which only the number is kept.
        public var rejectedBeyond = 0
        /// What reading showed.
        public var report = ReadingReport()

        /// The most lines set aside that are kept one by one.
        public static let rejectedLimit = 10_000

        /// Says that lines set aside are not all told; nil when they are.
        public var beyond: String? {
            rejectedBeyond == 0
                ? nil
                : "Seules les \(Outcome.rejectedLimit) premières lignes écartées sont montrées ; \(rejectedBeyond) autres le "
                    + "sont aussi. Vérifiez que c'est bien la liste attendue."
        }

        /// By class; the unit is a version.
        public var counts: LotCounts {
            var counts = LotCounts()
            counts.new = drafts.count { $0.effect == .new }
            counts.changed = drafts.count { $0.effect == .changed }
            counts.unchanged = drafts.count { $0.effect == .unchanged }
            counts.rejected = rejected.count + rejectedBeyond
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
    /// Why a version may judge what was done before today; nil when it may not.
    public let retroactive: String?

    /// Ready to run.
    public init(
        fileName: String, bytes: [UInt8], source: String, published: CalendarDate, actor: String, today: CalendarDate,
        retroactive: String? = nil
    ) {
        self.fileName = fileName
        self.bytes = bytes
        self.source = source
        self.published = published
        self.actor = actor
        self.today = today
        self.retroactive = retroactive
    }

    /// What a file says, before the register is asked.
    public struct Content: Sendable {
        fileprivate let package: SignedPackage?
        fileprivate let list: ReadList?
    }

    /// The lines of a flat list by référentiel, and those set aside.
    fileprivate struct ReadList: Sendable {
        var rows: [String: [FlatListRow]] = [:]
        var outcome = Outcome()
    }

    /// Checks the file, and keeps its drafts when `isApplied`.
    ///
    /// - Throws: `Refusal` with path and reason when the file is refused whole; `PostgresError`.
    public func run(isApplied: Bool, _ transaction: Transaction) throws -> Outcome {
        try run(try read(knowing: Self.officialCodes(transaction)), isApplied: isApplied, transaction)
    }

    /// The official codes of référentiels, which reading a flat list asks for.
    ///
    /// - Throws: `PostgresError`.
    public static func officialCodes(_ transaction: Transaction) throws -> Set<String> {
        Set(try CollegeStore.list(transaction).map(\.frameworkCode))
    }

    /// Reads the file; no database is held meanwhile.
    ///
    /// - Parameter codes: ``officialCodes(_:)``.
    /// - Throws: `Refusal` with path and reason when the file is refused whole.
    public func read(knowing codes: Set<String>) throws -> Content {
        guard !source.isEmpty else { throw Refusal("Dites d'où vient ce fichier : la source est vide.") }
        guard bytes.count <= SignedPackage.sizeLimit else {
            throw Refusal("Le fichier est trop grand : plus de \(SignedPackage.sizeLimit >> 20) Mio.")
        }
        do {
            return isPackage
                ? Content(package: try SignedPackage(bytes), list: nil)
                : Content(package: nil, list: try readList(codes))
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        } catch let refusal as FileRefusal {
            throw Refusal(refusal.sentence)
        }
    }

    /// Checks what was read against the register, and keeps its drafts when `isApplied`.
    ///
    /// - Throws: `Refusal` with path and reason when the file is refused whole; `PostgresError`.
    public func run(_ content: Content, isApplied: Bool, _ transaction: Transaction) throws -> Outcome {
        do {
            if let package = content.package { return try keep(package, isApplied, transaction) }
            return try keep(content.list ?? ReadList(), isApplied, transaction)
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        }
    }

    /// Whether the first byte that is no blank opens a JSON object.
    private var isPackage: Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let first = bytes[start...].first { !blanks.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private func keep(
        _ package: SignedPackage, _ isApplied: Bool, _ transaction: Transaction
    ) throws -> Outcome {
        let draft = package.draft
        let codes = try FrameworkCodes(transaction)
        guard let code = codes.official(of: draft.key.framework) else {
            throw InputFault("content.id", "référentiel inconnu : « \(draft.key.framework) »")
        }
        guard codes.isName(draft.key.framework, of: code, isPartial: draft.whole?.isPartial ?? false) else {
            throw InputFault(
                "content.id",
                "« \(draft.key.framework) » : le référentiel \(code) a pour identifiant « \(codes.id(of: code)) » et le "
                    + "garde d'une version à l'autre")
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
        try checkIsNewer(package, transaction)
        if let start = draft.effectiveFrom {
            do throws(InputFault) {
                try VersionStart(key: draft.key, publishedOn: draft.publishedOn, effectiveFrom: start)
                    .check(among: try stored(draft.key.framework, transaction), on: today, retroactive: retroactive)
            } catch { throw error.inside("content") }
        }
        var outcome = Outcome()
        outcome.report = ReadingReport()
        outcome.drafts = try DraftStore.keep(
            [text], by: actor, retroactive: retroactive, isApplied: isApplied, transaction)
        return outcome
    }

    /// A package from before the one that is kept under the same number does not take its place.
    private func checkIsNewer(_ package: SignedPackage, _ transaction: Transaction) throws {
        guard let stored = try VersionStore.signature(of: package.draft.key, transaction),
            let kept = try? SignedPackage.Manifest(JSON(parsing: stored.manifest)), let manifest = package.manifest,
            manifest.signedOn < kept.signedOn
        else { return }
        throw InputFault(
            "manifest.signedOn",
            "signé le \(manifest.signedOn.french), alors que le texte gardé sous ce numéro l'a été le "
                + "\(kept.signedOn.french) : un paquet plus ancien ne le remplace pas")
    }

    /// The versions of a référentiel; a failing database is the caller's affair, told by the next statement.
    private func stored(
        _ framework: FrameworkID, _ transaction: Transaction
    ) throws(InputFault) -> [FrameworkVersion] {
        do { return try VersionStore.list(of: framework, transaction) } catch {
            throw InputFault("", "les versions existantes n'ont pas pu être lues")
        }
    }

    private func readList(_ codes: Set<String>) throws -> ReadList {
        let reader = try FlatListReader(bytes: bytes, name: fileName, frameworks: codes)
        var list = ReadList()
        try reader.read {
            list.rows[$0.framework, default: []].append($0)
        } quarantine: {
            if list.outcome.rejected.count < Outcome.rejectedLimit {
                list.outcome.rejected.append($0)
            } else {
                list.outcome.rejectedBeyond += 1
            }
        }
        list.outcome.report = reader.report
        guard !list.rows.isEmpty else {
            throw Refusal("« \(fileName) » ne contient aucune ligne de référentiel que l'on puisse reprendre.")
        }
        return list
    }

    private func keep(_ list: ReadList, _ isApplied: Bool, _ transaction: Transaction) throws -> Outcome {
        let codes = try FrameworkCodes(transaction)
        var outcome = list.outcome
        let texts = try list.rows.keys.sorted().map { code in
            try DraftText(
                flatList: list.rows[code] ?? [], of: code, as: codes.id(of: code), titled: codes.titles[code],
                college: codes.colleges[code],
                published: published, source: source)
        }
        outcome.drafts = try DraftStore.keep(
            texts, by: actor, retroactive: retroactive, isApplied: isApplied, transaction)
        return outcome
    }
}
