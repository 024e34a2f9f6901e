/// The département of a practice site, guessed from its commune or its postcode (rpps-format §5).
///
/// The column made for it is empty in practice.
struct SiteDepartment {
    private let southCorsica = StaticString("2A")
    private let northCorsica = StaticString("2B")
    private let northernIslands = StaticString("977")
    private let saintMartin = StaticString("978")

    /// The code (`33`, `2A`, `974`), or nothing when the site is abroad, absent or not understood.
    func code(
        commune: UnsafeRawBufferPointer, postcode: UnsafeRawBufferPointer, country: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        if !country.isEmpty, !country.elementsEqual("99000".utf8), !isOverseas(country) { return nothing }
        let fromCommune = ofCommune(commune)
        return fromCommune.isEmpty ? ofPostcode(postcode) : fromCommune
    }

    private var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

    private func ofCommune(_ code: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard code.count == 5 else { return nothing }
        if code[0] == 0x32, code[1] == 0x41 || code[1] == 0x42 { return first(2, of: code) }
        guard code.allSatisfy(FieldReading.isDigit) else { return nothing }
        return mainlandOrOverseas(code)
    }

    private func ofPostcode(_ code: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard code.count == 5, code.allSatisfy(FieldReading.isDigit) else { return nothing }
        if code.elementsEqual("97133".utf8) { return bytes(northernIslands) }
        if code.elementsEqual("97150".utf8) { return bytes(saintMartin) }
        if code[0] == 0x32, code[1] == 0x30 {
            return bytes(code[2] == 0x30 || code[2] == 0x31 ? southCorsica : northCorsica)
        }
        return mainlandOrOverseas(code)
    }

    private func mainlandOrOverseas(_ code: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let number = Int(code[0] - 0x30) * 10 + Int(code[1] - 0x30)
        switch number {
        case 20, 0, 96, 99: return nothing
        case 97: return code[2] >= 0x31 && code[2] <= 0x38 ? first(3, of: code) : nothing
        case 98: return code[2] == 0x34 || code[2] >= 0x36 && code[2] <= 0x38 ? first(3, of: code) : nothing
        default: return first(2, of: code)
        }
    }

    /// Territories such as `98818` appear in place of a country.
    private func isOverseas(_ country: UnsafeRawBufferPointer) -> Bool {
        country.count == 5 && country[0] == 0x39 && (country[1] == 0x37 || country[1] == 0x38)
    }

    private func first(_ count: Int, of code: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: code.prefix(count))
    }

    private func bytes(_ text: StaticString) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
