import Vocabulary

/// Reading and checking of the rules.
extension RetentionRules {
    /// - Throws: `InputFault` where something is missing, or two parts contradict each other.
    init(_ json: JSON) throws(InputFault) {
        versions = try Self.each(json, "versions") { (item) throws(InputFault) in try Retention(item) }
        technical = try Self.each(json, "technical") { (item) throws(InputFault) in
            Technical(table: try Self.text(item, "table"), reason: try Self.text(item, "reason"))
        }
        for (index, version) in versions.enumerated() {
            guard version.version == index + 1 else { throw InputFault("versions", "numéros de suite attendus") }
            if index > 0, version.effectiveFrom <= versions[index - 1].effectiveFrom {
                throw InputFault("effectiveFrom", "une date après celle de la version précédente attendue")
            }
            for table in technical where version.category(of: table.table) != nil {
                throw InputFault("technical", "\(table.table) est aussi dans une catégorie")
            }
        }
    }

    static func text(_ json: JSON, _ key: String) throws(InputFault) -> String {
        guard let text = json[key]?.string, !text.isEmpty else { throw InputFault(key, "texte attendu") }
        return text
    }

    static func each<Value>(
        _ json: JSON, _ key: String, _ read: (JSON) throws(InputFault) -> Value
    ) throws(InputFault) -> [Value] {
        guard let items = json[key]?.array else { throw InputFault(key, "liste attendue") }
        var values: [Value] = []
        for (index, item) in items.enumerated() {
            do throws(InputFault) { values.append(try read(item)) } catch { throw error.inside("\(key)[\(index)]") }
        }
        return values
    }
}

extension Retention {
    /// - Throws: `InputFault`.
    init(_ json: JSON) throws(InputFault) {
        guard let number = json["version"]?.integer, number >= 1 else { throw InputFault("version", "nombre attendu") }
        guard let day = json["effectiveFrom"]?.string.flatMap({ CalendarDate(iso: $0) }) else {
            throw InputFault("effectiveFrom", "jour AAAA-MM-JJ attendu")
        }
        version = number
        effectiveFrom = day
        source = try RetentionRules.text(json, "source")
        categories = try RetentionRules.each(json, "categories") { (item) throws(InputFault) in
            try RetentionCategory(item)
        }
        content = json.text
        let tables = categories.flatMap(\.tables)
        guard Set(tables).count == tables.count else { throw InputFault("tables", "une table a deux catégories") }
        for unit in RetentionCategory.Unit.allCases {
            guard Set(categories.filter { $0.unit == unit }.map(\.term)).count == 1 else {
                throw InputFault("unit", "\(unit.rawValue) : une seule durée attendue, car tout part ensemble")
            }
        }
    }
}

extension RetentionCategory {
    /// - Throws: `InputFault`.
    init(_ json: JSON) throws(InputFault) {
        id = try RetentionRules.text(json, "id")
        label = try RetentionRules.text(json, "label")
        purpose = try RetentionRules.text(json, "purpose")
        ground = try RetentionRules.text(json, "ground")
        readers = try RetentionRules.text(json, "readers")
        words = try RetentionRules.text(json, "words")
        source = try RetentionRules.text(json, "source")
        tables = try RetentionRules.each(json, "tables") { (item) throws(InputFault) in
            guard let table = item.string else { throw InputFault("tables", "texte attendu") }
            return table
        }
        guard let removal = Removal(rawValue: try RetentionRules.text(json, "removal")),
            let status = Status(rawValue: try RetentionRules.text(json, "status"))
        else { throw InputFault("removal", "two_people, night ou kept, et un statut connu, attendus") }
        self.removal = removal
        self.status = status
        unit = json["unit"]?.string.flatMap(Unit.init(rawValue:))
        if let months = json["months"]?.integer {
            term = .months(months)
        } else {
            term = json["days"]?.integer.map { .days($0) }
        }
        guard (removal == .kept) == (term == nil), (removal == .twoPeople) == (unit != nil) else {
            throw InputFault(id, "une durée pour ce qui part, et une liste pour ce que deux personnes relisent")
        }
    }
}
