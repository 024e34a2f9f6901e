/// Why something that was read cannot be used: where it stands and a French sentence.
public struct InputFault: Error, Hashable, Sendable {
    /// The place, as in `actions[2].date`; empty for the whole text.
    public var path: String
    /// What is wrong, in French.
    public var message: String

    /// A fault at a path.
    public init(_ path: String, _ message: String) {
        self.path = path
        self.message = message
    }

    /// The same fault seen from the object that holds `parent`: `date` inside `actions[2]` is `actions[2].date`.
    public func inside(_ parent: String) -> InputFault {
        if path.isEmpty || parent.isEmpty { return InputFault(parent + path, message) }
        return InputFault(path.utf8.first == UInt8(ascii: "[") ? parent + path : "\(parent).\(path)", message)
    }
}

extension JSON {
    /// The text, or a fault at `path`.
    func text(at path: String) throws(InputFault) -> String {
        guard case .string(let text) = self else { throw InputFault(path, "texte attendu") }
        return text
    }

    /// The text, which may not be empty.
    func name(at path: String) throws(InputFault) -> String {
        let text = try text(at: path)
        guard !text.isEmpty else { throw InputFault(path, "texte vide") }
        return text
    }

    /// The truth value, or a fault.
    func truth(at path: String) throws(InputFault) -> Bool {
        guard case .bool(let truth) = self else { throw InputFault(path, "« true » ou « false » attendu") }
        return truth
    }

    /// A whole number that is not negative.
    func count(at path: String) throws(InputFault) -> Int {
        guard case .integer(let number) = self, number >= 0 else {
            throw InputFault(path, "nombre entier positif attendu")
        }
        return number
    }

    /// A number that is not negative.
    func quantity(at path: String) throws(InputFault) -> Double {
        guard let number, number >= 0 else { throw InputFault(path, "nombre positif attendu") }
        return number
    }

    /// A day written `2026-11-21`.
    func day(at path: String) throws(InputFault) -> CalendarDate {
        guard case .string(var text) = self else { throw InputFault(path, "date attendue (AAAA-MM-JJ)") }
        let date = text.withUTF8 { CalendarDate(iso: UnsafeRawBufferPointer($0)) }
        guard let date else { throw InputFault(path, "date impossible : « \(JSON.excerpt(text)) »") }
        return date
    }

    /// The elements of a list, each read by `read`, whose faults are placed at `path[n]`.
    func list<Element>(
        at path: String, _ read: (JSON) throws(InputFault) -> Element
    ) throws(InputFault) -> [Element] {
        guard case .array(let elements) = self else { throw InputFault(path, "liste attendue") }
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(InputFault) {
                result.append(try read(element))
            } catch {
                throw error.inside("\(path)[\(index)]")
            }
        }
        return result
    }

    /// The members of an object, or a fault.
    func fields(at path: String) throws(InputFault) -> [Member] {
        guard case .object(let members) = self else { throw InputFault(path, "objet attendu") }
        return members
    }

    /// One of a closed set of words.
    func word<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type, at path: String
    ) throws(InputFault) -> Word where Word.RawValue == String {
        let text = try text(at: path)
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputFault(path, "« \(JSON.excerpt(text)) » inconnu ; valeurs admises : \(known)")
        }
        return word
    }

    /// The start of a text, short enough for a message.
    static func excerpt(_ text: String) -> String { text.count <= 40 ? text : "\(text.prefix(40))…" }
}
