public import Vocabulary

/// The text of a version that may not be whole: what it says, and what is missing before it can be law.
///
/// A draft has the members of a package; those that its source does not give are absent, never invented.
/// `Resources/packages/README.md` describes the format.
public struct FrameworkDraft: Sendable {
    /// The word that opens a text that is not whole.
    public static let format = "sextant-draft/1"

    /// A part without which the text cannot be published.
    public struct MissingPart: Hashable, Sendable {
        /// Where it belongs, as in `actions[3].labelling`.
        public let path: String
        /// What is missing, in French, as in « mode de labellisation ».
        public let what: String
    }

    /// One line as far as it is known.
    public struct Line: Hashable, Sendable {
        /// Its id.
        public let id: String
        /// The line of the official list; nil when none is named.
        public let officialCode: String?
        /// The blocks.
        public let blocks: [Block]
        /// The action, in French.
        public let label: String
    }

    /// Référentiel and number.
    public let key: FrameworkVersion.Key
    /// The title, in French.
    public let title: String
    /// The day of the arrêté, or of the list.
    public let publishedOn: CalendarDate
    /// The first day it judges; nil when the text does not say.
    public let effectiveFrom: CalendarDate?
    /// The lines in order.
    public let lines: [Line]
    /// What is missing, in the order of the text; empty for a whole one.
    public let missing: [MissingPart]
    /// The whole text; nil as long as anything is missing.
    public let whole: Framework?

    /// Reads a text, whole or not.
    ///
    /// - Throws: `JSON.Fault`, or `InputFault` with the path of what is wrong rather than missing.
    public init(_ text: String) throws {
        try self.init(json: JSON(parsing: text))
    }

    /// Reads a text, whole or not.
    ///
    /// - Throws: `InputFault` with the path of what is wrong rather than missing.
    public init(json: JSON) throws(InputFault) {
        guard json["format"]?.string == FrameworkDraft.format else {
            let framework = try Framework(json: json)
            self.init(framework, missing: [], saysStart: true)
            return
        }
        var gaps = Gaps()
        let filled = gaps.fill(json)
        let framework = try Framework(json: filled)
        self.init(framework, missing: gaps.missing, saysStart: json["effectiveFrom"]?.string != nil)
    }

    private init(_ framework: Framework, missing: [MissingPart], saysStart: Bool) {
        key = FrameworkVersion.Key(framework.id, framework.version)
        title = framework.title
        publishedOn = framework.publishedOn
        effectiveFrom = saysStart ? framework.effectiveFrom : nil
        lines = framework.lines.map {
            Line(id: $0.id, officialCode: $0.officialCode, blocks: $0.blocks, label: $0.label)
        }
        self.missing = missing
        whole = missing.isEmpty ? framework : nil
    }

    /// What is missing in a few French words each: « 33 lignes sans mode de labellisation ».
    public var summary: [String] {
        var order: [String] = []
        var lines: [String: Int] = [:]
        for part in missing {
            let isOfLine = part.path.hasPrefix("actions[")
            if !order.contains(part.what) { order.append(part.what) }
            if isOfLine { lines[part.what, default: 0] += 1 }
        }
        return order.map { what in
            guard let count = lines[what] else { return what }
            return "\(count) ligne\(count > 1 ? "s" : "") sans \(what)"
        }
    }
}

/// Finds what a draft does not say, and puts a filler there so that the rest can be read and checked by the reader of
/// packages. The fillers are never shown nor judged by: a text with a gap has no ``FrameworkDraft/whole``.
private struct Gaps {
    private(set) var missing: [FrameworkDraft.MissingPart] = []

    mutating func fill(_ json: JSON) -> JSON {
        var members = json.members ?? []
        members.removeAll { $0.key == "format" }
        members.insert(.init("format", .string(Framework.format)), at: 0)
        require("cnp", "le nom du conseil national professionnel", .string("?"), in: &members)
        require("effectiveFrom", "la date d'effet", members["publishedOn"] ?? .null, in: &members)
        require("scheme", "le mode de décompte (actions ou points)", .string("actions"), in: &members)
        fillBlocks(&members)
        if case .array(let lines)? = members["actions"] {
            let isNamed = lines.count <= 10_000
            let filled = lines.enumerated().map { isNamed ? fillLine($1, at: "actions[\($0)]") : $1 }
            members.replace("actions", .array(filled))
        }
        if missing.isEmpty {
            note(
                "format",
                "la mention d'un texte complet : remplacez « \(FrameworkDraft.format) » par « \(Framework.format) »")
        }
        return .object(members)
    }

    private mutating func note(_ path: String, _ what: String) {
        missing.append(FrameworkDraft.MissingPart(path: path, what: what))
    }

    private mutating func require(_ key: String, _ what: String, _ filler: JSON, in members: inout [JSON.Member]) {
        guard (members[key] ?? .null) == .null else { return }
        note(key, what)
        members.replace(key, filler)
    }

    private mutating func fillBlocks(_ members: inout [JSON.Member]) {
        var blocks = members["blocks"]?.members ?? []
        if let other = members["blocks"], other.members == nil, other != .null { return }
        var absent: [String] = []
        for block in Block.allCases {
            let key = String(block.number)
            var rule = blocks[key]?.members ?? []
            if blocks[key] == nil || blocks[key] == .null {
                absent.append(key)
            } else {
                requireOfBlock(key, &rule)
            }
            rule.fillIn("title", .string("?"))
            rule.fillIn("required", .integer(2))
            rule.fillIn("identity", .string("line"))
            rule.fillIn("source", .string("?"))
            blocks.replace(key, .object(rule))
        }
        if !absent.isEmpty {
            let names = absent.count == 1 ? "bloc \(absent[0])" : "blocs \(absent.joined(separator: ", "))"
            note("blocks", "le nombre d'actions demandé et l'identité des actions (\(names))")
        }
        members.replace("blocks", .object(blocks))
    }

    private mutating func requireOfBlock(_ key: String, _ rule: inout [JSON.Member]) {
        let parts = [
            ("title", "l'intitulé"), ("required", "le nombre d'actions demandé"),
            ("identity", "l'identité des actions"), ("source", "la source"),
        ]
        for (member, what) in parts where (rule[member] ?? .null) == .null {
            note("blocks.\(key).\(member)", "bloc \(key) : \(what)")
        }
    }

    private mutating func fillLine(_ json: JSON, at path: String) -> JSON {
        guard var members = json.members else { return json }
        let parts: [(String, String, JSON)] = [
            ("category", "rubrique", .string("?")),
            ("labelling", "mode de labellisation", .object([.init("mode", .string("unspecified"))])),
            ("evidence", "nature de justificatif", .array([])),
            ("thresholds", "seuils (à écrire même s'il n'y en a aucun)", .object([])),
            ("conditions", "conditions (à écrire même s'il n'y en a aucune)", .array([])),
            ("source", "source", .string("?")),
        ]
        for (key, what, filler) in parts where (members[key] ?? .null) == .null {
            note("\(path).\(key)", what)
            members.replace(key, filler)
        }
        return .object(members)
    }
}

extension [JSON.Member] {
    fileprivate subscript(key: String) -> JSON? { first { $0.key == key }?.value }

    fileprivate mutating func replace(_ key: String, _ value: JSON) {
        if let place = firstIndex(where: { $0.key == key }) {
            self[place].value = value
        } else {
            append(JSON.Member(key, value))
        }
    }

    fileprivate mutating func fillIn(_ key: String, _ value: JSON) {
        if (self[key] ?? .null) == .null { replace(key, value) }
    }
}
