import Foundation

/// Names as they are compared: lower case, without accents, hyphens and apostrophes as spaces.
public enum WorklistName {
    /// `Lefèvre-O’Brien` becomes `lefevre o brien`, `Œuvrard` becomes `oeuvrard`.
    public static func folded(_ text: String) -> String {
        var folded = ""
        for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            switch scalar {
            case "œ": folded += "oe"
            case "æ": folded += "ae"
            case "ß": folded += "ss"
            case "a"..."z", "0"..."9": folded.unicodeScalars.append(scalar)
            case _ where scalar.properties.canonicalCombiningClass != .notReordered: break
            default: if !folded.hasSuffix(" "), !folded.isEmpty { folded += " " }
            }
        }
        return folded.hasSuffix(" ") ? String(folded.dropLast()) : folded
    }

    /// The pattern of `like` for names that begin so; what is typed holds no wildcard once folded.
    static func pattern(_ typed: String) -> String { folded(typed) + "%" }
}
