import Foundation

/// A text as paper can show it.
public enum PrintedText {
    /// The text in composed characters (NFC), without those that show as nothing or turn the direction of writing: a
    /// name turned round by U+202E reads as another one. A control becomes a space, a tabulation or a
    /// carriage return silently so.
    ///
    /// - Parameters:
    ///   - value: any text.
    ///   - keepingLines: whether a line feed stays one.
    /// - Returns: the text, and the characters that it lost, each once, in order.
    public static func clean(_ value: String, keepingLines: Bool = false) -> (text: String, lost: [Unicode.Scalar]) {
        var kept = String.UnicodeScalarView()
        var lost: [Unicode.Scalar] = []
        for scalar in value.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where keepingLines && scalar == "\n": kept.append(scalar)
            case .control where scalar == "\t" || scalar == "\r": kept.append(" ")
            case .control, .lineSeparator, .paragraphSeparator:
                kept.append(" ")
                if !lost.contains(scalar) { lost.append(scalar) }
            case .format, .privateUse, .surrogate, .unassigned:
                if !lost.contains(scalar) { lost.append(scalar) }
            default: kept.append(scalar)
            }
        }
        return (String(kept).precomposedStringWithCanonicalMapping, lost)
    }

    /// A character by its number: `U+202E`.
    public static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
