/// Public keys that stand for no secret: under a point of small order anybody can make a signature that verifies
/// (RFC 8032, section 5.1.7; the list is the one that libsodium refuses), and one point written in two ways would be two keys.
enum WeakPoint {
    /// Whether the key is of small order, or is not written in the one canonical way.
    static func isWeak(_ key: [UInt8]) -> Bool {
        guard key.count == 32 else { return true }
        var point = key
        point[31] &= 0x7F
        return !isBelowPrime(point) || smallOrders.contains(point)
    }

    /// The second coordinates of the eight points of small order, little-endian: 0, 1, the prime less 1, and two pairs.
    private static let smallOrders: Set<[UInt8]> = [
        [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
        [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
        bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        bytes("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ]

    /// Whether a little-endian number is below 2²⁵⁵ − 19.
    private static func isBelowPrime(_ point: [UInt8]) -> Bool {
        !(point[31] == 0x7F && point[1..<31].allSatisfy { $0 == 0xFF } && point[0] >= 0xED)
    }

    private static func bytes(_ digits: String) -> [UInt8] {
        let values = digits.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
