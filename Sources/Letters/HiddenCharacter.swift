/// A character that a reader does not see, or that turns the direction of writing.
public struct HiddenCharacter: Hashable, Sendable {
    /// « U+202E, qui change le sens de l'écriture ».
    public let name: String

    /// Those of a text, each once, in their order.
    ///
    /// - Parameter breaksLines: whether a line may end in it.
    public static func all(in text: String, breaksLines: Bool = false) -> [HiddenCharacter] {
        var found: [HiddenCharacter] = []
        for scalar in text.unicodeScalars where PlainText.isHidden(scalar) && !(breaksLines && scalar == "\n") {
            let hidden = HiddenCharacter(scalar)
            if !found.contains(hidden) { found.append(hidden) }
        }
        return found
    }

    private init(_ scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let what =
            switch scalar.value {
            case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: "qui change le sens de l'écriture"
            case 0x09: "tabulation"
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: "fin de ligne"
            default: "invisible"
            }
        name = "\(code), \(what)"
    }
}
