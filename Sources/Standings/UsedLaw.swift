import Crypto
import Frameworks
import Postgres
import Progress
import Vocabulary

/// Everything besides the facts that a standing rests on, by name and hash: what a record names, so that no version
/// approved later, no link corrected later and no newer engine slips into a replay.
struct UsedLaw: Hashable, Sendable {
    /// Canonical JSON.
    let text: String
    /// Hexadecimal SHA-256 of the text.
    let mark: String
    /// The generation of the engine.
    let revision: EngineRevision

    init(_ law: Law, _ links: [String: Assessor.SpecialtyLink], _ revision: EngineRevision) {
        var writer = JSONWriter()
        writer.object { object in
            object.member("revision", revision.rawValue)
            object.member("fingerprint", law.fingerprint)
            object.member("rules", law.rules.fingerprint)
            object.key("sources")
            object.array { list in
                for source in law.sources {
                    list.array {
                        $0.string(source.key.framework.rawValue)
                        $0.string(source.key.number)
                        $0.string(source.officialCode)
                        $0.string(source.fingerprint)
                    }
                }
            }
            object.key("links")
            object.array { list in
                for (code, link) in links.sorted(by: { $0.key < $1.key }) {
                    list.array {
                        $0.string(code)
                        $0.string(link.certainty.rawValue)
                        for candidate in link.candidates { $0.string(candidate) }
                    }
                }
            }
            // Without parameters of the council's own the text is the one it always was.
            if let own = law.alertOverride { object.member("alerts", own.text) }
        }
        self.revision = revision
        text = writer.text
        mark = Digest.hexadecimal(writer.bytes)
    }
}

/// The assessor of then, rebuilt from what was named.
struct RebuiltLaw: Sendable {
    /// Nil when nothing can be judged any more: a text is gone or cannot be read.
    let assessor: Assessor?
    /// What is no longer as it was: names of texts, as in « medecine-generale 1 ».
    let altered: [String]

    /// - Parameters:
    ///   - mark: the hash the text was recorded under.
    ///   - text: ``UsedLaw/text``.
    /// - Throws: `PostgresError`.
    init(mark: String, text: String, _ transaction: Transaction) throws {
        guard Digest.hexadecimal(Array(text.utf8)) == mark, let parts = Parts(text) else {
            (assessor, altered) = (nil, ["law_used \(mark.prefix(12))"])
            return
        }
        var altered: [String] = []
        do {
            _ = try parts.load(toleratesAltered: false, transaction)
        } catch let error as Law.Altered {
            altered = error.names
        }
        // A text that cannot even be read any more leaves nothing to judge by; its name is told.
        do {
            let law = try parts.load(toleratesAltered: true, transaction)
            assessor = Assessor(law: law, links: parts.links, revision: parts.revision)
        } catch let error as PostgresError {
            throw error
        } catch {
            assessor = nil
        }
        self.altered = altered
    }

    private struct Parts {
        var revision: EngineRevision
        var fingerprint: String
        var rules: String
        var alerts: AlertOverride?
        var sources: [Law.Source] = []
        var links: [String: Assessor.SpecialtyLink] = [:]

        init?(_ text: String) {
            guard let json = try? JSON(parsing: text),
                let revision = (json["revision"]?.integer).flatMap({ EngineRevision(rawValue: $0) }),
                let fingerprint = json["fingerprint"]?.string, let rules = json["rules"]?.string
            else { return nil }
            (self.revision, self.fingerprint, self.rules) = (revision, fingerprint, rules)
            if let words = json["alerts"]?.string {
                guard let own = AlertOverride(words) else { return nil }
                alerts = own
            }
            for words in Parts.rows(json["sources"]) where words.count == 4 {
                sources.append(
                    Law.Source(
                        key: FrameworkVersion.Key(FrameworkID(words[0]), words[1]), officialCode: words[2],
                        fingerprint: words[3]))
            }
            for words in Parts.rows(json["links"]) where words.count >= 2 {
                links[words[0]] = Assessor.SpecialtyLink(
                    candidates: Array(words[2...]), certainty: FrameworkCertainty(rawValue: words[1]) ?? .ambiguous)
            }
        }

        private static func rows(_ json: JSON?) -> [[String]] {
            guard case .array(let rows)? = json else { return [] }
            return rows.map { row in
                guard case .array(let cells) = row else { return [] }
                return cells.compactMap(\.string)
            }
        }

        func load(toleratesAltered: Bool, _ transaction: Transaction) throws -> Law {
            try Law.load(
                recorded: sources, ruleSet: rules, fingerprint: fingerprint, alerts: alerts,
                toleratesAltered: toleratesAltered, transaction)
        }
    }
}

/// SHA-256 of bytes in memory.
enum Digest {
    /// Two small hexadecimal digits a byte.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
