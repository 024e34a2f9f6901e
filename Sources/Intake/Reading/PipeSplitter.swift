/// Cuts a line at its `|`: no quotes, no escapes (rpps-format §2).
final class PipeSplitter {
    /// How many fields the last line has, also beyond those that are kept.
    private(set) var count = 0
    private let capacity: Int
    private let ends: UnsafeMutablePointer<Int32>
    private var line = UnsafeRawBufferPointer(start: nil, count: 0)

    init(capacity: Int) {
        self.capacity = capacity
        ends = .allocate(capacity: capacity)
        ends.initialize(repeating: 0, count: capacity)
    }

    deinit { ends.deallocate() }

    /// Finds the fields of a line: eight bytes at a time, each match as one high bit.
    func split(_ bytes: UnsafeRawBufferPointer) {
        line = bytes
        count = 0
        let total = bytes.count
        var index = 0
        while index &+ 8 <= total {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x7C7C_7C7C_7C7C_7C7C
            let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
            var hits = ~(((word & low) &+ low) | word | low)
            while hits != 0 {
                end(at: index &+ hits.trailingZeroBitCount / 8)
                hits &= hits &- 1
            }
            index &+= 8
        }
        while index < total {
            if bytes[index] == 0x7C { end(at: index) }
            index &+= 1
        }
        end(at: total)
    }

    @inline(__always) private func end(at place: Int) {
        if count < capacity { ends[count] = Int32(truncatingIfNeeded: place) }
        count &+= 1
    }

    /// One field as written; empty beyond the last kept one.
    func field(_ index: Int) -> UnsafeRawBufferPointer {
        guard index >= 0, index < min(count, capacity) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let start = index == 0 ? 0 : Int(ends[index &- 1]) &+ 1
        return UnsafeRawBufferPointer(rebasing: line[start..<Int(ends[index])])
    }
}
