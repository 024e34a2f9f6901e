// Strings and numbers of the JSON parser.
extension JSONParser {
    mutating func string() throws(JSON.Fault) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let text = String(
                    validating: UnsafeRawBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
                guard let text else { throw fault("texte qui n’est pas en UTF-8") }
                position += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw fault("caractère de contrôle dans un texte") }
            position += 1
        }
        throw fault("guillemet fermant manquant")
    }

    private mutating func escapedString(from start: Int) throws(JSON.Fault) -> String {
        var text = [UInt8](bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let result = String(validating: text, as: UTF8.self) else {
                    throw fault("texte qui n’est pas en UTF-8")
                }
                return result
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw fault("caractère de contrôle dans un texte")
            default:
                text.append(byte)
            }
        }
        throw fault("guillemet fermant manquant")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSON.Fault) {
        let byte = self.byte
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeScalar()).utf8)
        default: throw fault("échappement inconnu")
        }
    }

    private mutating func unicodeScalar() throws(JSON.Fault) -> Unicode.Scalar {
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code) {
            guard bytes.count - position >= 6, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw fault("demi-caractère isolé") }
            position += 2
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw fault("demi-caractère isolé") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("demi-caractère isolé") }
        guard code != 0 else { throw fault("caractère nul dans un texte") }
        return scalar
    }

    private mutating func hexadecimal() throws(JSON.Fault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt32
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte) - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt32(byte) - 0x57
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt32(byte) - 0x37
            default: throw fault("quatre chiffres hexadécimaux attendus")
            }
            code = code << 4 | digit
            position += 1
        }
        return code
    }

    mutating func number() throws(JSON.Fault) -> JSON {
        let start = position
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { position += 1 }
        guard isDigit(byte) else {
            position = start
            throw fault("valeur attendue")
        }
        var whole = 0
        if byte == UInt8(ascii: "0") {
            position += 1
            guard !isDigit(byte) else { throw fault("zéro en tête d’un nombre") }
        } else {
            whole = skipDigits()
        }
        let next = byte
        if next != UInt8(ascii: "."), next | 0x20 != UInt8(ascii: "e"), position - start <= 16 {
            return .integer(isNegative ? -whole : whole)
        }
        return try decimal(from: start)
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Skips digits; the value is only meaningful up to sixteen of them, and wraps beyond.
    private mutating func skipDigits() -> Int {
        var value = 0
        while isDigit(byte) {
            value = value &* 10 &+ Int(byte - 0x30)
            position += 1
        }
        return value
    }

    private mutating func decimal(from start: Int) throws(JSON.Fault) -> JSON {
        if byte == UInt8(ascii: ".") {
            position += 1
            guard isDigit(byte) else { throw fault("chiffre attendu après la virgule") }
            _ = skipDigits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            guard isDigit(byte) else { throw fault("chiffre attendu dans l’exposant") }
            _ = skipDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw fault("nombre hors des bornes") }
        guard abs(value) < 9_007_199_254_740_992, let whole = Int(exactly: value) else { return .decimal(value) }
        return .integer(whole)
    }
}
