import Intake
public import Postgres
public import Vocabulary

/// Proposes a draft to a second person: from now on its text is fixed, and its effects can be computed.
public struct ProposeVersion: Sendable {
    /// Which one.
    public let key: FrameworkVersion.Key
    /// Who proposes.
    public let actor: String
    /// Why, in French; may be empty.
    public let reason: String

    /// Ready to run.
    public init(_ key: FrameworkVersion.Key, actor: String, reason: String = "") {
        self.key = key
        self.actor = actor
        self.reason = reason
    }

    /// - Throws: `Refusal` when it is no draft, lacks a part or would start too early; `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let version = try VersionStore.locked(key, transaction)
        guard version.stage == .draft else {
            throw Refusal(
                "La version \(key.number) de « \(key.framework) » est déjà \(version.stage.french) : seul un brouillon "
                    + "se propose.")
        }
        let draft = try FrameworkDraft(try VersionStore.content(key, transaction) ?? "")
        guard draft.missing.isEmpty else {
            throw Refusal(
                "Ce brouillon ne peut pas encore être proposé. Il manque : \(draft.summary.joined(separator: " ; ")).")
        }
        try version.checkStart(transaction)
        try VersionStore.move(version, to: .proposed, by: actor, reason: reason, transaction)
    }
}

extension FrameworkVersion {
    /// - Throws: `Refusal` when it would start too early or says no start.
    func checkStart(_ transaction: Transaction) throws {
        guard let effectiveFrom else {
            throw Refusal("effectiveFrom : la version ne dit pas quel jour elle commence.")
        }
        do {
            try VersionStart(key: key, publishedOn: publishedOn, effectiveFrom: effectiveFrom)
                .check(among: try VersionStore.list(of: key.framework, transaction))
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        }
    }
}

extension FrameworkVersion.Stage {
    /// As it stands in « est déjà … ».
    var french: String {
        switch self {
        case .draft: "à l'état de brouillon"
        case .proposed: "proposée"
        case .approved: "approuvée"
        }
    }
}

extension InputFault {
    /// Path and reason as one sentence, French.
    public var sentence: String { (path.isEmpty ? message : "\(path) : \(message)") + "." }
}
