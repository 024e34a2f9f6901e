import Glibc

/// The part of a source that a reader is looking at: contiguous, validated as text, moved forward by `consume`.
///
/// The stream ends early at the first byte that is no text (``flaw``): whatever stands before it can still be read.
final class ByteWindow {
    private let source: ByteSource
    private var room: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var offset = 0
    private var check = TextCheck()
    private(set) var isExhausted = false
    private(set) var flaw: TextCheck.Flaw?

    init(_ source: ByteSource) {
        self.source = source
        room = .allocate(byteCount: 2 * ByteSource.usualChunk, alignment: 16)
    }

    deinit { room.deallocate() }

    /// The bytes at hand; valid until the next `fill`.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[start..<end]) }

    /// Moves past bytes that were used.
    func consume(_ count: Int) { start += count }

    /// Reads on until `count` bytes are at hand; false when the stream ends before.
    func fill(atLeast count: Int) throws(DocumentFault) -> Bool {
        while end - start < count {
            if isExhausted { return false }
            makeRoom(for: count)
            let fresh = UnsafeMutableRawBufferPointer(rebasing: room[end...])
            let read = try source.read(into: fresh)
            accept(UnsafeRawBufferPointer(rebasing: fresh.prefix(read)))
        }
        return true
    }

    private func accept(_ fresh: UnsafeRawBufferPointer) {
        flaw = fresh.isEmpty ? check.atEnd() : check.check(fresh)
        isExhausted = fresh.isEmpty || flaw != nil
        var kept = fresh.count
        if let flaw { kept = flaw.offset - offset }
        end += kept
        offset += kept
    }

    private func makeRoom(for count: Int) {
        if room.count - end >= ByteSource.usualChunk / 4, room.count - start >= count { return }
        let held = end - start
        if start > 0 {
            memmove(room.baseAddress!, room.baseAddress! + start, held)
            (start, end) = (0, held)
        }
        if room.count - end >= ByteSource.usualChunk / 4, room.count >= count { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(room.count * 2, count * 2), alignment: 16)
        memcpy(larger.baseAddress!, room.baseAddress!, held)
        room.deallocate()
        room = larger
    }

    /// Skips the byte order mark; to be called before anything is consumed.
    func skipMark() throws(DocumentFault) {
        if try fill(atLeast: 3), bytes.starts(with: [0xEF, 0xBB, 0xBF]) { consume(3) }
    }

    /// The byte that ends the lines: LF, or CR when the first 64 KiB hold a CR and no LF.
    func sniffTerminator() throws(DocumentFault) -> UInt8 {
        _ = try fill(atLeast: FileKind.sampleSize)
        let sample = UnsafeRawBufferPointer(rebasing: bytes.prefix(FileKind.sampleSize))
        return sample.place(of: 0x0A, from: 0) == nil && sample.place(of: 0x0D, from: 0) != nil ? 0x0D : 0x0A
    }

    /// The fault to throw for the flaw when `before` bytes of line `line` stand before it.
    func fault(line: Int, before: Int) -> DocumentFault? {
        guard let flaw else { return nil }
        return flaw.value == 0
            ? .nulByte(line: line, byte: before + 1)
            : .invalidUTF8(line: line, byte: before + 1, value: flaw.value)
    }
}
