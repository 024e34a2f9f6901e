/// Cuts one record of separated values (RFC 4180) out of the bytes at hand.
struct RecordParser {
    /// How an attempt ended.
    enum Outcome: Equatable {
        /// A whole record: how many bytes it has with its end, and without.
        case record(whole: Int, text: Int)
        /// The record goes on beyond the bytes at hand.
        case needsMore
        /// The quotes are wrong; nothing after the first line end may be trusted.
        case fault(DelimitedReader.RecordFault)
    }

    private enum Stop { case separator, lineEnd, needsMore, stray }

    let separator: UInt8
    let terminator: UInt8
    /// The most bytes between an opening quote and its closing one.
    let reach: Int
    /// The most fields that are kept; more are counted.
    let capacity: Int
    let slices: UnsafeMutablePointer<UnsafeRawBufferPointer>
    private(set) var count = 0
    private(set) var escaped: [Int] = []
    private var next = 0

    init(separator: UInt8, terminator: UInt8, reach: Int, capacity: Int) {
        (self.separator, self.terminator) = (separator, terminator)
        (self.reach, self.capacity) = (reach, capacity)
        slices = .allocate(capacity: capacity)
        slices.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: capacity)
    }

    /// Cuts the record that starts at the first byte; `atEnd` says that no byte follows those at hand.
    mutating func parse(_ bytes: UnsafeRawBufferPointer, atEnd: Bool) -> Outcome {
        count = 0
        if !escaped.isEmpty { escaped.removeAll(keepingCapacity: true) }
        next = 0
        while true {
            let isQuoted = next < bytes.count && bytes[next] == 0x22
            let (stop, end) = isQuoted ? quoted(bytes, atEnd) : plain(bytes, atEnd)
            switch stop {
            case .separator: continue
            case .lineEnd: return .record(whole: next, text: end)
            case .needsMore:
                if isQuoted, bytes.count - next > reach || atEnd { return .fault(.unclosedQuote) }
                return .needsMore
            case .stray: return .fault(end - next > reach ? .unclosedQuote : .strayQuote)
            }
        }
    }

    private mutating func keep(_ slice: UnsafeRawBufferPointer) {
        if count < capacity { slices[count] = slice }
        count += 1
    }

    /// A field without quotes: up to the separator or the end of the line.
    private mutating func plain(_ bytes: UnsafeRawBufferPointer, _ atEnd: Bool) -> (Stop, Int) {
        let start = next
        var place = start
        let total = bytes.count
        while place < total, bytes[place] != separator, bytes[place] != terminator { place &+= 1 }
        if place == total {
            guard atEnd else { return (.needsMore, place) }
            keep(UnsafeRawBufferPointer(rebasing: bytes[start..<place]))
            next = place
            return (.lineEnd, place)
        }
        if bytes[place] == separator {
            keep(UnsafeRawBufferPointer(rebasing: bytes[start..<place]))
            next = place + 1
            return (.separator, place)
        }
        let text = terminator == 0x0A && place > start && bytes[place - 1] == 0x0D ? place - 1 : place
        keep(UnsafeRawBufferPointer(rebasing: bytes[start..<text]))
        next = place + 1
        return (.lineEnd, text)
    }

    /// A field that starts with a quote, at `next`.
    private mutating func quoted(_ bytes: UnsafeRawBufferPointer, _ atEnd: Bool) -> (Stop, Int) {
        let start = next + 1
        var from = start
        var hasEscape = false
        while true {
            guard let quote = bytes.place(of: 0x22, from: from) else { return (.needsMore, bytes.count) }
            if quote - next > reach { return (.stray, quote) }
            if quote + 1 < bytes.count, bytes[quote + 1] == 0x22 {
                hasEscape = true
                from = quote + 2
                continue
            }
            let (stop, text, following) = afterQuote(bytes, quote + 1, atEnd)
            if stop == .needsMore || stop == .stray { return (stop, quote) }
            if hasEscape, count < capacity { escaped.append(count) }
            keep(UnsafeRawBufferPointer(rebasing: bytes[start..<quote]))
            next = following
            return (stop, text)
        }
    }

    /// What follows a closing quote: where the text of the record ends, and where reading resumes.
    private func afterQuote(_ bytes: UnsafeRawBufferPointer, _ place: Int, _ atEnd: Bool) -> (Stop, Int, Int) {
        guard place < bytes.count else { return (atEnd ? .lineEnd : .needsMore, place, place) }
        let byte = bytes[place]
        if byte == separator { return (.separator, place, place + 1) }
        if byte == terminator { return (.lineEnd, place, place + 1) }
        guard byte == 0x0D, terminator == 0x0A else { return (.stray, place, place) }
        guard place + 1 < bytes.count else { return (atEnd ? .lineEnd : .needsMore, place, place + 1) }
        return bytes[place + 1] == 0x0A ? (.lineEnd, place, place + 2) : (.stray, place, place)
    }
}
