import Foundation

/// What the process of the typesetter answers: one line of JSON, and for a letter that many bytes after it.
enum TypesetAnswer: Hashable, Sendable {
    /// Said once, at the start.
    case ready(engine: String)
    case set(pages: Int, pdf: [UInt8])
    case missing(String)
    case refused(String)
}

/// Reads one answer, however its bytes are cut.
struct TypesetAnswerReader {
    /// The bytes are no answer.
    struct Garbled: Error, Hashable {}

    private struct Head: Decodable {
        var engine: String?
        var pages: Int?
        var bytes: Int?
        var missing: String?
        var refused: String?
    }

    /// The most bytes of the line of JSON.
    static let longestHead = 65_536
    /// The most bytes of a file.
    static let largestFile = 1 << 30

    private var buffer: [UInt8] = []
    /// Where the file begins, and how many pages and bytes it has, once the line is read.
    private var file: (start: Int, pages: Int, count: Int)?

    /// Takes bytes; the answer once it is whole.
    ///
    /// - Throws: ``Garbled`` when they are none, or when more bytes follow than were announced.
    mutating func take(_ bytes: some Collection<UInt8>) throws(Garbled) -> TypesetAnswer? {
        let seen = buffer.count
        buffer.append(contentsOf: bytes)
        if file == nil {
            guard let end = buffer[seen...].firstIndex(of: 0x0A) else {
                guard buffer.count <= Self.longestHead else { throw Garbled() }
                return nil
            }
            guard end <= Self.longestHead else { throw Garbled() }
            if let answer = try read(head: buffer[..<end], end: end + 1) {
                guard buffer.count == end + 1 else { throw Garbled() }
                return answer
            }
        }
        guard let file else { throw Garbled() }
        guard buffer.count <= file.start + file.count else { throw Garbled() }
        guard buffer.count == file.start + file.count else { return nil }
        return .set(pages: file.pages, pdf: Array(buffer[file.start...]))
    }

    private mutating func read(head line: ArraySlice<UInt8>, end: Int) throws(Garbled) -> TypesetAnswer? {
        guard let head = try? JSONDecoder().decode(Head.self, from: Data(line)) else { throw Garbled() }
        if let pages = head.pages, let bytes = head.bytes {
            guard pages > 0, (1...Self.largestFile).contains(bytes) else { throw Garbled() }
            file = (end, pages, bytes)
            return nil
        }
        if let engine = head.engine { return .ready(engine: engine) }
        if let missing = head.missing { return .missing(missing) }
        if let refused = head.refused { return .refused(refused) }
        throw Garbled()
    }
}
