extension Framework {
    /// The word that opens every package of this format.
    public static let format = "sextant-framework/1"

    /// Whether a text may be the number of a version, or stand for a référentiel or a version in an address: letters,
    /// digits, hyphens, underscores and dots, eighty at most, and not dots alone.
    public static func isAddress(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count) && !text.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-_.".utf8.contains(byte)
            }
    }

    /// Reads one package; `Sources/Frameworks/Resources/packages/README.md` describes the format.
    /// - Throws: ``InputFault`` with the path of the first field that is wrong.
    public init(parsing bytes: [UInt8]) throws(InputFault) {
        let json: JSON
        do throws(JSON.Fault) {
            json = try JSON(parsing: bytes)
        } catch {
            throw InputFault("", "\(error.message) (octet \(error.offset))")
        }
        try self.init(json: json)
    }

    private static let members = [
        "format", "id", "title", "cnp", "cnpSource", "profession", "specialtyCodes", "version", "publishedOn",
        "effectiveFrom", "scheme", "versionRule", "partial", "fictitious", "cycle", "generalRules", "blocks",
        "labellingCriteria", "offList", "evidenceDeposit", "trainerNote", "missingAnnexes", "exclusions", "actions",
        "ambiguities",
    ]

    /// Reads one package from its JSON.
    /// - Throws: ``InputFault``.
    public init(json: JSON) throws(InputFault) {
        let fields = try Fields(json, at: "")
        guard try fields.need("format").text(at: "format") == Framework.format else {
            throw InputFault("format", "« \(Framework.format) » attendu")
        }
        try fields.only(Framework.members)
        try fields.inner("offList")?.only(["allowed", "decisionBy", "timing", "futureVersionsMayListIt", "source"])
        self.init(
            id: FrameworkID(try fields.slug("id")), title: try fields.name("title"), cnp: try fields.name("cnp"),
            version: try fields.versionNumber("version"),
            publishedOn: try fields.need("publishedOn").day(at: "publishedOn"),
            effectiveFrom: try fields.maybe("effectiveFrom")?.day(at: "effectiveFrom"),
            isPartial: try fields.flag("partial"), isFictitious: try fields.flag("fictitious"),
            scheme: try fields.maybe("scheme")?.word(CountingScheme.self, at: "scheme") ?? .actions,
            versionRule: try fields.maybe("versionRule")?.word(VersionRule.self, at: "versionRule"),
            specialtyCodes: try fields.texts("specialtyCodes"),
            blocks: try Framework.blocks(try fields.need("blocks")),
            allowsOffList: try fields.maybe("offList")?["allowed"]?.truth(at: "offList.allowed") ?? true,
            exclusions: try fields.objects("exclusions") { (fields) throws(InputFault) in
                try fields.only(["id", "label"])
                return Exclusion(id: try fields.slug("id"), label: try fields.name("label"))
            },
            exclusionSource: Framework.exclusionSource(fields.maybe("generalRules")),
            labellingCriteria: try fields.objects("labellingCriteria") { (fields) throws(InputFault) in
                try fields.only(["id", "when", "source"])
                return LabellingCriterion(
                    id: try fields.slug("id"), condition: try fields.text("when"), source: try fields.name("source"))
            },
            lines: try fields.objects("actions") { (fields) throws(InputFault) in try ActionLine(fields) },
            ambiguities: try Framework.ambiguities(fields.maybe("ambiguities")))
        try checkReferences()
    }

    private static func blocks(_ json: JSON) throws(InputFault) -> [BlockRule] {
        var rules: [BlockRule] = []
        for member in try json.fields(at: "blocks") {
            let path = "blocks.\(member.key)"
            guard let number = Int(member.key), String(number) == member.key, let block = Block(number: number)
            else {
                throw InputFault(path, "numéro de bloc attendu (1 à 4)")
            }
            do throws(InputFault) {
                rules.append(try BlockRule(block, try Fields(member.value, at: "")))
            } catch {
                throw error.inside(path)
            }
        }
        guard !rules.isEmpty else { throw InputFault("blocks", "au moins un bloc attendu") }
        return rules.sorted { $0.block < $1.block }
    }

    /// The place in the text of the general rule about excluded practices; other general rules are for readers.
    private static func exclusionSource(_ rules: JSON?) -> String? {
        rules?.array?.first { $0["id"]?.string == "pratiques-exclues" }?["source"]?.string
    }

    private static func ambiguities(_ json: JSON?) throws(InputFault) -> [Ambiguity] {
        guard let json else { return [] }
        var notes: [Ambiguity] = []
        for member in try json.fields(at: "ambiguities") {
            let note = try member.value.name(at: "ambiguities.\(member.key)")
            notes.append(Ambiguity(id: member.key, note: note))
        }
        return notes
    }

    /// What one field cannot tell: ids are unique, blocks and ambiguities exist, an alias is a line and no alias.
    private func checkReferences() throws(InputFault) {
        guard !self.lines.isEmpty else { throw InputFault("actions", "au moins une ligne attendue") }
        let notes = Set(ambiguities.map(\.id))
        var places: [String: Int] = [:]
        for (index, line) in self.lines.enumerated() {
            let path = "actions[\(index)]"
            guard line.id != Declaration.offList else {
                throw InputFault("\(path).id", "« \(line.id) » est réservé aux actions hors liste")
            }
            if let first = places.updateValue(index, forKey: line.id) {
                throw InputFault("\(path).id", "identifiant déjà pris par actions[\(first)] : « \(line.id) »")
            }
            for block in line.blocks where self[block] == nil {
                throw InputFault("\(path).blocks", "bloc \(block.number) absent de « blocks »")
            }
            for note in line.ambiguities where !notes.contains(note) {
                throw InputFault("\(path).ambiguities", "« \(note) » absent de « ambiguities »")
            }
        }
        for (index, line) in self.lines.enumerated() where line.aliasOf != nil {
            if let message = aliasFault(from: line, places) { throw InputFault("actions[\(index)].aliasOf", message) }
        }
    }

    /// Why the reference of a line leads nowhere; nil when it leads to a line that refers to no other.
    private func aliasFault(from line: ActionLine, _ places: [String: Int]) -> String? {
        var chain = [line.id]
        var next = line.aliasOf
        while let id = next {
            let isCircle = chain.contains(id)
            chain.append(id)
            if isCircle { return "renvoi en boucle : \(Framework.shown(chain))" }
            guard let place = places[id] else {
                return "aucune ligne « \(JSON.excerpt(id)) » (renvoi : \(Framework.shown(chain)))"
            }
            next = lines[place].aliasOf
            if chain.count > 200 { break }
        }
        return chain.count > 2
            ? "renvoi vers une ligne qui renvoie elle-même à une autre : \(Framework.shown(chain))" : nil
    }

    /// A chain of references, its middle left out when it is long.
    private static func shown(_ chain: [String]) -> String {
        let names = chain.count <= 8 ? chain : chain.prefix(4) + ["…"] + chain.suffix(3)
        return names.joined(separator: " → ")
    }
}

extension BlockRule {
    init(_ block: Block, _ fields: Fields) throws(InputFault) {
        try fields.only(["title", "required", "points", "identity", "exemption", "defaultEvidence", "source"])
        let required = try fields.need("required").count(at: "required")
        guard required <= 15 else { throw InputFault("required", "au plus 15 actions par bloc") }
        var exemption: Exemption?
        if let json = fields.maybe("exemption") {
            let inner = try Fields(json, at: "exemption")
            try inner.only(["when", "source"])
            exemption = Exemption(ground: try inner.name("when"), source: try inner.name("source"))
        }
        self.init(
            block: block, title: try fields.name("title"), required: required,
            points: try fields.maybe("points")?.quantity(at: "points"),
            identity: try fields.need("identity").word(Identity.self, at: "identity"), exemption: exemption,
            defaultEvidence: try fields.text("defaultEvidence"), source: try fields.name("source"))
    }
}
