import Documents
import Vocabulary

/// Turns one line of `actions.jsonl` into an action, or says why not.
struct ActionLineCheck {
    let discretion: HealthDiscretion

    /// A line longer than this is no action.
    private static let longest = 65_536

    func row(
        _ bytes: UnsafeRawBufferPointer, line: Int, _ report: inout ReadingReport
    ) throws(Rejection) -> FeedAction {
        let json = try object(bytes)
        let sourceID = try sourceID(json)
        let rpps = try rpps(json)
        let origin = try origin(json)
        let isDeleted = try truth(json["deleted"], "deleted") ?? false
        guard let action = json["action"], action != .null else {
            guard isDeleted else { throw ActionLineCheck.fault("action", "champ obligatoire absent") }
            return FeedAction(
                line: line, sourceID: sourceID, rpps: rpps, origin: origin, isDeleted: true, declaration: nil,
                title: nil, organiser: nil)
        }
        let declaration: Declaration
        do throws(InputFault) {
            declaration = try Declaration(json: ActionLineCheck.named(action, sourceID), path: "action")
        } catch {
            throw ActionLineCheck.fault(error.path, error.message)
        }
        let hasOthers = ActionLineCheck.hasUnknownField(json, action)
        let kept = discretion.reduce(declaration, line: line, otherFields: hasOthers, &report).kept
        return FeedAction(
            line: line, sourceID: sourceID, rpps: rpps, origin: origin, isDeleted: isDeleted, declaration: kept,
            title: nil, organiser: nil)
    }

    /// The id of the action that a line names, also when the line is no JSON: the value after the last key `action`.
    func actionNamed(in bytes: UnsafeRawBufferPointer) -> String? {
        if let json = try? JSON(parsing: bytes) { return json["action"]?["action"]?.string }
        let key = Array("\"action\"".utf8)
        var found: String?
        var rest = bytes
        while let hit = rest.firstIndex(ofSequence: key) {
            rest = UnsafeRawBufferPointer(rebasing: rest[(hit + key.count)...])
            guard let colon = rest.first(where: { $0 != 0x20 }), colon == 0x3A,
                let open = rest.place(of: 0x22, from: 0), open < 4, let close = rest.place(of: 0x22, from: open + 1)
            else { continue }
            guard found == nil else { return nil }
            found = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
        }
        return found
    }

    private func object(_ bytes: UnsafeRawBufferPointer) throws(Rejection) -> JSON {
        guard bytes.count <= ActionLineCheck.longest else {
            throw Rejection(
                "line_too_long", "La ligne dépasse \(ActionLineCheck.longest / 1024) Kio : ce n'est pas une action.")
        }
        guard bytes.firstIndex(ofSequence: Array("\\u0000".utf8)) == nil else {
            throw Rejection("nul_character", "La ligne contient un caractère nul (\\u0000). Retirez-le à la source.")
        }
        let json: JSON
        do throws(JSON.Fault) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Rejection(
                "json",
                "La ligne n'est pas un objet JSON complet (octet \(error.offset + 1) : \(error.message)). "
                    + "Demandez un nouvel envoi à la source.")
        }
        guard json.members != nil else {
            throw Rejection("json", "La ligne n'est pas un objet JSON : « { … } » est attendu.")
        }
        return json
    }

    private func sourceID(_ json: JSON) throws(Rejection) -> String {
        guard let text = json["sourceId"]?.string, !text.isEmpty, text.utf8.count <= 200 else {
            throw ActionLineCheck.fault("sourceId", "texte de 1 à 200 octets attendu")
        }
        return text
    }

    private func rpps(_ json: JSON) throws(Rejection) -> String {
        guard case .string(var text) = json["rpps"] else {
            throw ActionLineCheck.fault("rpps", "texte de onze chiffres attendu")
        }
        let result = text.withUTF8 { bytes in
            Result { () throws(Rejection) in try FieldReading.rpps(UnsafeRawBufferPointer(bytes).trimmed) }
        }
        return try result.get()
    }

    private func origin(_ json: JSON) throws(Rejection) -> FeedAction.Origin? {
        guard let value = json["origin"], value != .null else { return nil }
        guard let text = value.string, let origin = FeedAction.Origin(rawValue: text) else {
            let known = FeedAction.Origin.allCases.map(\.rawValue).joined(separator: ", ")
            throw ActionLineCheck.fault("origin", "une de ces valeurs est attendue : \(known)")
        }
        return origin
    }

    private func truth(_ value: JSON?, _ path: String) throws(Rejection) -> Bool? {
        guard let value, value != .null else { return nil }
        guard let truth = value.bool else { throw ActionLineCheck.fault(path, "true ou false attendu") }
        return truth
    }

    /// The action with the id of the source when it has none of its own.
    private static func named(_ action: JSON, _ sourceID: String) -> JSON {
        guard case .object(let members) = action, action["id"] == nil || action["id"] == .null else { return action }
        return .object([JSON.Member("id", .string(sourceID))] + members.filter { $0.key != "id" })
    }

    private static func hasUnknownField(_ json: JSON, _ action: JSON) -> Bool {
        json.members?.contains { !envelope.contains($0.key) } == true
            || action.members?.contains { !fields.contains($0.key) } == true
    }

    private static func fault(_ path: String, _ message: String) -> Rejection {
        Rejection(
            "json_field", "Champ « \(path) » : \(message). Corrigez la ligne à la source.",
            discreet: "Champ « \(knownPath(path)) » : la valeur n'est pas admise. Corrigez la ligne à la source.")
    }

    /// A path without the words that the line itself brought.
    private static func knownPath(_ path: String) -> String {
        let words = path.split { $0 == "." || $0 == "[" || $0 == "]" }
        let known = words.prefix { word in fields.contains(String(word)) || envelope.contains(String(word)) }
        return known.joined(separator: ".")
    }

    private static let envelope: Set<String> = ["sourceId", "rpps", "origin", "deleted", "action"]
    private static let fields: Set<String> = [
        "id", "action", "date", "period", "item", "object", "objectLabelled", "variant", "role", "hasMethodFollowed",
        "industryFunded", "tags", "excludedPractice", "measures", "labelEvents", "evidence", "equivalents",
        "blockWanted", "treatingPhysicianIs", "unmetConditions",
    ]
}
