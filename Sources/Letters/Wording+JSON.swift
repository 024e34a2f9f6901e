public import Access
public import Postgres
public import Vocabulary

extension Wording {
    /// As it is kept: the keys of what never changes, and the sender itself.
    public var json: JSON {
        let used = CouncilBlock.Kind.allCases.compactMap { kind in blocks.versions[kind].map { (kind, $0) } }
        return .object([
            .init("template", .string(version.id)), .init("version", .integer(version.version)),
            .init("blocks", .object(used.map { .init($0.rawValue, .integer($1)) })), .init("sender", sender.kept),
        ])
    }

    /// Words that were kept, in a transaction of the council; nil when they are none.
    ///
    /// - Throws: `PostgresError`.
    public static func read(
        _ json: JSON, of council: Council, _ transaction: Transaction
    ) throws -> Wording? {
        guard let id = json["template"]?.string, let number = json["version"]?.integer,
            let sender = json["sender"].flatMap(Sender.init(kept:)),
            let version = try WordingStore.version(id, number, transaction)
        else { return nil }
        var versions: [CouncilBlock.Kind: Int] = [:]
        for kind in CouncilBlock.Kind.allCases { versions[kind] = json["blocks"]?[kind.rawValue]?.integer }
        return Wording(
            version: version, blocks: try CouncilBlocks.read(council.id, versions: versions, transaction),
            sender: sender)
    }
}

extension Sender {
    /// As a letter and a campaign keep it.
    var kept: JSON {
        var members: [JSON.Member] = [.init("version", .integer(version)), .init("name", .string(displayName))]
        if let replyTo { members.append(.init("reply", .string(replyTo))) }
        if let phone { members.append(.init("phone", .string(phone))) }
        if !postal.isEmpty { members.append(.init("postal", .array(postal.map { .string($0) }))) }
        return .object(members)
    }

    /// One that was kept; nil when it is none.
    init?(kept json: JSON) {
        guard let name = json["name"]?.string, let version = json["version"]?.integer else { return nil }
        self.init(
            displayName: name, replyTo: json["reply"]?.string, phone: json["phone"]?.string,
            postal: (json["postal"]?.array ?? []).compactMap(\.string), version: version)
    }
}

/// The statements on words that were kept.
enum WordingStore {
    /// National words by their key.
    static func version(_ id: String, _ version: Int, _ transaction: Transaction) throws -> TemplateVersion? {
        try transaction.first(
            "select content from letters.template_version where template_id = \(id) and version = \(version)"
        ).map { try TemplateVersion(JSON(parsing: try $0.text("content"))) }
    }
}
