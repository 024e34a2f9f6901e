/// Where things stand on the sheet of a letter: an A4 page folded in three for an envelope with a window on the right.
/// All lengths are millimetres from the left and upper edges.
public struct LetterGeometry: Hashable, Sendable, Encodable {
    /// A rectangle.
    public struct Box: Hashable, Sendable, Encodable {
        /// From the left edge of the sheet.
        public let left: Double
        /// From the upper edge of the sheet.
        public let top: Double
        /// To the right of `left`.
        public let width: Double
        /// Below `top`.
        public let height: Double
    }

    /// What the window of the envelope shows, wherever the sheet slides to: the address, and nothing else.
    public let window = Box(left: 110, top: 55, width: 85, height: 33)
    /// What the address keeps free of the window on each side.
    public let inset = 3.0
    /// The first fold; a stroke on the left edge marks it.
    public let fold = 99.0
    /// Where the line of place and date begins, under the window.
    public let dateFrom = 93.0
    /// Where the subject begins at the earliest: no window shows it, since it tells of the reader (the letters of
    /// another trade were complained of for that).
    public let subjectFrom = 103.0
    /// What each page keeps free on the left.
    public let leftMargin = 25.0
    /// What each page keeps free on the right.
    public let rightMargin = 20.0
    /// What each page keeps free above.
    public let topMargin = 18.0
    /// What each page keeps free below; the foot stands in it.
    public let bottomMargin = 26.0

    /// The only geometry.
    public static let sheet = LetterGeometry()
}
