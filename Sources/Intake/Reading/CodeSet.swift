/// A set of short codes that bytes can be looked up in without making a string.
struct CodeSet: Sendable {
    private let packed: Set<UInt64>
    private let long: Set<String>

    init(_ codes: Set<String>) {
        packed = Set(codes.filter { $0.utf8.count <= 8 }.map { CodeSet.pack($0.utf8) })
        long = codes.filter { $0.utf8.count > 8 }
    }

    func contains(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count <= 8
            ? packed.contains(CodeSet.pack(bytes))
            : !long.isEmpty && long.contains(String(decoding: bytes, as: UTF8.self))
    }

    /// Up to eight bytes in one word; unambiguous since no code holds a zero byte.
    private static func pack(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
