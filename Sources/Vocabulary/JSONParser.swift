extension JSON {
    /// How many arrays and objects may be nested.
    public static let depthLimit = 64

    /// Reads one JSON text; a leading byte-order mark is tolerated.
    /// - Throws: ``Fault`` with the byte offset: not JSON, not UTF-8, a key twice, too deep, a number out of range.
    public init(parsing bytes: UnsafeRawBufferPointer) throws(Fault) {
        var parser = JSONParser(bytes)
        self = try parser.document()
    }

    /// Reads one JSON text from an array of bytes.
    /// - Throws: ``Fault``.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        let result = bytes.withUnsafeBytes { buffer in JSON.result(of: buffer) }
        self = try result.get()
    }

    /// Reads one JSON text from a string.
    /// - Throws: ``Fault``.
    public init(parsing text: String) throws(Fault) {
        var copy = text
        let result = copy.withUTF8 { JSON.result(of: UnsafeRawBufferPointer($0)) }
        self = try result.get()
    }

    private static func result(of bytes: UnsafeRawBufferPointer) -> Result<JSON, Fault> {
        do throws(Fault) {
            return .success(try JSON(parsing: bytes))
        } catch {
            return .failure(error)
        }
    }
}

/// A cursor over the bytes of one JSON text.
struct JSONParser {
    let bytes: UnsafeRawBufferPointer
    var position = 0
    var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    mutating func document() throws(JSON.Fault) -> JSON {
        let value = try self.value()
        skipSpace()
        guard position == bytes.count else { throw fault("texte en trop après la valeur") }
        return value
    }

    func fault(_ message: String) -> JSON.Fault { JSON.Fault(offset: position, message: message) }

    /// The byte under the cursor, or 0 at the end: 0 is valid nowhere in JSON.
    @inline(__always)
    var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    mutating func value() throws(JSON.Fault) -> JSON {
        skipSpace()
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.Fault) -> JSON {
        let length = word.utf8CodeUnitCount
        guard bytes.count - position >= length else { throw fault("valeur attendue") }
        for index in 0..<length where bytes[position + index] != word.utf8Start[index] {
            throw fault("valeur attendue")
        }
        position += length
        return value
    }

    private mutating func descend() throws(JSON.Fault) {
        depth += 1
        guard depth <= JSON.depthLimit else {
            throw fault("plus de \(JSON.depthLimit) niveaux d’imbrication")
        }
        position += 1
        skipSpace()
    }

    private mutating func array() throws(JSON.Fault) -> JSON {
        try descend()
        var elements: [JSON] = []
        if byte == UInt8(ascii: "]") {
            position += 1
            depth -= 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipSpace()
            if byte == UInt8(ascii: ",") {
                position += 1
            } else if byte == UInt8(ascii: "]") {
                position += 1
                depth -= 1
                return .array(elements)
            } else {
                throw fault("« , » ou « ] » attendu")
            }
        }
    }

    private mutating func object() throws(JSON.Fault) -> JSON {
        try descend()
        var members: [JSON.Member] = []
        var keys: Set<String> = []
        if byte == UInt8(ascii: "}") {
            position += 1
            depth -= 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw fault("clé entre guillemets attendue") }
            let start = position
            let key = try string()
            if isRepeated(key, members, &keys) {
                throw JSON.Fault(offset: start, message: JSON.Fault.repeatedKey)
            }
            skipSpace()
            guard byte == UInt8(ascii: ":") else { throw fault("« : » attendu") }
            position += 1
            members.append(JSON.Member(key, try value()))
            skipSpace()
            if byte == UInt8(ascii: ",") {
                position += 1
            } else if byte == UInt8(ascii: "}") {
                position += 1
                depth -= 1
                return .object(members)
            } else {
                throw fault("« , » ou « } » attendu")
            }
        }
    }

    /// Compares with the keys so far; a set takes over in large objects, so that no input costs quadratic time.
    private func isRepeated(_ key: String, _ members: [JSON.Member], _ keys: inout Set<String>) -> Bool {
        if members.count < 24 {
            for member in members where member.key == key { return true }
            return false
        }
        if keys.isEmpty { for member in members { keys.insert(member.key) } }
        return !keys.insert(key).inserted
    }
}
