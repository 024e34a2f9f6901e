public import Access

/// What a council calls a letter by, printed at its foot and typed or scanned when it comes back: `33-1042-K`, the code of
/// the council, the number of the notice, and a letter that tells most mistypings. Names nobody.
public struct LetterReference: Hashable, Sendable {
    private static let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE")

    /// The code of the council.
    public let council: String
    /// The key of the notice.
    public let notice: Int64

    /// The reference of a notice.
    public init(_ notice: Int64, of council: Council) {
        self.init(notice: notice, code: council.code)
    }

    private init(notice: Int64, code: String) {
        self.notice = notice
        council = code.uppercased()
    }

    /// A reference as it was typed or scanned, in capitals or not, with blanks around it; nil when it is none.
    public init?(_ text: String) {
        let parts = text.uppercased().filter { !$0.isWhitespace }.split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let notice = Int64(parts[1]), notice > 0
        else { return nil }
        self.init(notice: notice, code: String(parts[0]))
        guard String(parts[2]) == String(mark) else { return nil }
    }

    /// As it is printed.
    public var text: String { "\(council)-\(notice)-\(mark)" }

    /// One wrong character, or two exchanged, give another letter.
    private var mark: Character {
        Self.letters["\(council)-\(notice)".utf8.reduce(0) { ($0 * 31 + Int($1)) % 23 }]
    }
}
