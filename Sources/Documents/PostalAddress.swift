/// Where the post delivers, as it wants to read it (NF Z 10-011): at most six lines of 38 characters, the last three
/// in capitals and without punctuation. The first line is the addressee's and keeps its letters.
public struct PostalAddress: Hashable, Sendable {
    /// The most lines of an address.
    public static let mostLines = 6
    /// The most characters of a line.
    public static let mostCharacters = 38

    /// Two to six lines, none empty.
    public let lines: [String]

    /// An address from its lines as they are kept. Lines without a letter or a figure are left out, blanks are made
    /// single, and what paper cannot show is dropped (``PrintedText``).
    ///
    /// - Throws: ``AddressFault``, whose numbers are those of the lines given, from 1.
    public init(lines given: [String]) throws(AddressFault) {
        let kept = given.enumerated()
            .map { (number: $0.offset + 1, text: Self.singleSpaced(PrintedText.clean($0.element).text)) }
            .filter { $0.text.contains { $0.isLetter || $0.isNumber } }
        guard kept.count <= Self.mostLines else { throw .tooManyLines(kept.count) }
        guard kept.count >= 2 else { throw .tooFewLines(kept.count) }
        var lines: [String] = []
        for (place, line) in kept.enumerated() {
            let isForSorting = place > 0 && place >= kept.count - 3
            let text = isForSorting ? Self.capitals(line.text) : line.text
            guard text.count <= Self.mostCharacters else {
                throw .lineTooLong(line: line.number, characters: text.count)
            }
            lines.append(text)
        }
        self.lines = lines
    }

    private static func singleSpaced(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// « 12, rue d’Alsace » as the sorting machine reads it: « 12 RUE D ALSACE ».
    private static func capitals(_ text: String) -> String {
        singleSpaced(
            String(text.uppercased().map { $0.isLetter || $0.isNumber || $0.isWhitespace || $0 == "/" ? $0 : " " }))
    }
}

/// Why lines are no address.
public enum AddressFault: Error, Hashable, Sendable {
    /// An addressee and a place at least are asked for; how many lines hold something.
    case tooFewLines(Int)
    /// More than six lines hold something; how many.
    case tooManyLines(Int)
    /// A line of more than 38 characters: its number from 1 among the lines given, and its length as it would be
    /// printed.
    case lineTooLong(line: Int, characters: Int)
}

extension PostalAddress: Codable {
    /// Reads an array of lines.
    ///
    /// - Throws: ``AddressFault``, or the fault of the decoder.
    public init(from decoder: any Decoder) throws {
        try self.init(lines: decoder.singleValueContainer().decode([String].self))
    }

    /// Writes an array of lines.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(lines)
    }
}
