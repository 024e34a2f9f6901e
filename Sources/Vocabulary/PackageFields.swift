/// The members of one object of a package, by key; a fault carries the path of the object.
struct Fields {
    private let path: String
    private var values: [String: JSON] = [:]

    init(_ json: JSON, at path: String) throws(InputFault) {
        self.path = path
        for member in try json.fields(at: path) where member.value != .null { values[member.key] = member.value }
    }

    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func maybe(_ key: String) -> JSON? { values[key] }

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
