import Vocabulary

/// French numbers, dates and spaces, for the sentences of proofs and advice.
enum French {
    /// `0 action`, `1 action`, `2 actions`; the plural takes an s, whole words apart.
    static func count(_ number: Int, _ word: String) -> String { "\(number) \(number < 2 ? word : word + "s")" }

    /// `une action`, `3 actions`.
    static func some(_ number: Int, _ word: String) -> String { number == 1 ? "une \(word)" : count(number, word) }

    /// A number with a comma, or a whole one.
    static func decimal(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? number.description.split(separator: ".").joined(separator: ",")
    }

    /// `le 12 mars 2025`, `du 1er janvier au 31 décembre 2025`.
    static func days(_ days: ClosedRange<CalendarDate>) -> String {
        days.lowerBound == days.upperBound
            ? "du \(days.lowerBound.inWords)" : "du \(days.lowerBound.inWords) au \(days.upperBound.inWords)"
    }

    /// `a, b et c`.
    static func list(_ words: [String], _ last: String = "et") -> String {
        guard words.count > 1, let end = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(last) \(end)"
    }

    /// The sentence with a capital and a full stop, and the spaces of French punctuation.
    static func sentence(_ text: String) -> String {
        let text = text.prefix(1).uppercased() + text.dropFirst()
        return typeset(text.hasSuffix(".") ? text : text + ".")
    }

    /// No-break spaces before `:` and `;` and inside « », and the apostrophe of print.
    static func typeset(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == ":" || character == "»", result.hasSuffix(" ") {
                result.removeLast()
                result.append("\u{A0}")
            } else if character == ";", result.hasSuffix(" ") {
                result.removeLast()
                result.append("\u{202F}")
            } else if character == "'" {
                result.append("’")
                continue
            } else if character == " ", result.hasSuffix("«") {
                result.append("\u{A0}")
                continue
            }
            result.append(character)
        }
        return result
    }
}
