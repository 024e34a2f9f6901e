/// The members of one object of a package, by key; a fault carries the path of the object.
struct Fields {
    private let path: String
    private var values: [String: JSON] = [:]
    private var keys: [String] = []

    init(_ json: JSON, at path: String) throws(InputFault) {
        self.path = path
        for member in try json.fields(at: path) {
            keys.append(member.key)
            if member.value != .null { values[member.key] = member.value }
        }
    }

    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func maybe(_ key: String) -> JSON? { values[key] }

    /// Refuses a member that the format does not have: a misspelt name would silently drop a rule.
    func only(_ known: [String]) throws(InputFault) {
        for key in keys where !known.contains(key) {
            let nearest = known.min { Spelling.distance($0, key) < Spelling.distance($1, key) } ?? ""
            let isNear = Spelling.distance(nearest, key) <= max(2, key.count / 3)
            throw InputFault(
                place(JSON.excerpt(key)),
                isNear
                    ? "champ inconnu ; vouliez-vous dire « \(nearest) » ?"
                    : "champ inconnu ; champs admis : \(known.joined(separator: ", "))")
        }
    }

    func need(_ key: String) throws(InputFault) -> JSON {
        guard let value = values[key] else { throw InputFault(place(key), "champ obligatoire absent") }
        return value
    }

    func name(_ key: String) throws(InputFault) -> String { try need(key).name(at: place(key)) }

    func slug(_ key: String) throws(InputFault) -> String {
        let text = try name(key)
        guard Declaration.isSlug(text) else {
            throw InputFault(place(key), "lettres, chiffres et tirets seulement, 64 au plus")
        }
        return text
    }

    func versionNumber(_ key: String) throws(InputFault) -> String {
        let text = try name(key)
        guard Framework.isAddress(text) else {
            throw InputFault(
                place(key),
                "lettres, chiffres, points, tirets et tirets bas seulement, 80 au plus, et pas que des points")
        }
        return text
    }

    func text(_ key: String) throws(InputFault) -> String? { try values[key]?.text(at: place(key)) }

    func flag(_ key: String) throws(InputFault) -> Bool { try values[key]?.truth(at: place(key)) ?? false }

    func count(_ key: String) throws(InputFault) -> Int? { try values[key]?.count(at: place(key)) }

    func texts(_ key: String) throws(InputFault) -> [String] { try values[key]?.texts(at: place(key)) ?? [] }

    /// A number of years or months; so bounded that no date leaves the calendar.
    func span(_ key: String) throws(InputFault) -> Int? {
        guard let number = try count(key) else { return nil }
        guard (1...1200).contains(number) else { throw InputFault(place(key), "durée hors des bornes (1 à 1200)") }
        return number
    }

    func objects<Element>(
        _ key: String, _ read: (Fields) throws(InputFault) -> Element
    ) throws(InputFault) -> [Element] {
        guard let json = values[key] else { return [] }
        return try json.list(at: place(key)) { (element) throws(InputFault) in
            try read(try Fields(element, at: ""))
        }
    }

    /// The same, where a member that would be a bare number says that the unit is missing.
    func only(_ known: [String], orUnitless bare: [String]) throws(InputFault) {
        for key in keys where bare.contains(key) {
            throw InputFault(place(key), "seuil sans unité ; seuils admis : \(known.joined(separator: ", "))")
        }
        try only(known)
    }

    /// The object at `key` that holds a number under the name of its unit.
    func measure(_ key: String, units: [String]) throws(InputFault) -> Fields? {
        guard let json = values[key] else { return nil }
        let admitted = "unités admises : \(units.joined(separator: ", "))"
        guard case .object(let members) = json, !members.isEmpty else {
            throw InputFault(place(key), "seuil sans unité ; \(admitted)")
        }
        let fields = try Fields(json, at: place(key))
        try fields.only(units)
        return fields
    }

    /// The object of thresholds at `key`; a bare number says how many and not of what.
    func thresholds(_ key: String) throws(InputFault) -> Fields? {
        try values[key]?.checkUnit(at: place(key))
        return try inner(key)
    }

    /// The members of the object at `key`, each read by `read` under its own path.
    func entries<Element>(
        _ key: String, _ read: (String, Fields) throws(InputFault) -> Element
    ) throws(InputFault) -> [Element] {
        guard let json = values[key] else { return [] }
        var result: [Element] = []
        for member in try json.fields(at: place(key)) {
            result.append(try read(member.key, try Fields(member.value, at: "\(place(key)).\(member.key)")))
        }
        return result
    }

    func inner(_ key: String) throws(InputFault) -> Fields? {
        guard let json = values[key] else { return nil }
        return try Fields(json, at: place(key))
    }
}

extension JSON {
    /// Refuses a number, or a text that is one, where an object with a unit is expected.
    func checkUnit(at path: String) throws(InputFault) {
        let isNumber = number != nil || string.map { Double($0) != nil } ?? false
        guard !isNumber else {
            throw InputFault(path, "seuil sans unité : écrivez par exemple {\"minMeetings\": 4}")
        }
    }
}

/// How far two names are from each other, to guess which one was meant.
enum Spelling {
    /// The number of letters to change, add or remove (Levenshtein); at most 200 letters of each are compared.
    static func distance(_ one: String, _ other: String) -> Int {
        let (left, right) = (Array(one.utf8.prefix(200)), Array(other.utf8.prefix(200)))
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var corner = row[0]
            row[0] = index + 1
            for place in right.indices {
                let change = corner + (letter == right[place] ? 0 : 1)
                corner = row[place + 1]
                row[place + 1] = min(change, row[place] + 1, corner + 1)
            }
        }
        return row[right.count]
    }
}
