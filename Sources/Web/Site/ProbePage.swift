/// What a page says, read once for everybody it might betray.
struct ProbePage: Sendable {
    /// Every run of eleven digits.
    let numbers: Set<String>
    /// The ends of addresses, each a word and a number: `medecins/12`.
    let links: Set<String>
    /// The words, record by record: a record of a file ends with a carriage return, and nobody's name goes over it;
    /// a page without any is one record.
    let records: [[String]]

    init(_ bytes: [UInt8]) {
        numbers = ProbePage.numbers(in: bytes)
        links = ProbePage.links(in: bytes)
        records = bytes.split(separator: UInt8(ascii: "\r")).map { ProbeMarks.words(Array($0)) }
    }

    /// Every run of eleven digits, with or without spaces inside: RPPS numbers, as any page writes them.
    static func numbers(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var run: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if (0x30...0x39).contains(byte) {
                run.append(byte)
            } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
                index += 1
            } else if !run.isEmpty {
                if run.count == 11 { found.insert(String(decoding: run, as: UTF8.self)) }
                run.removeAll(keepingCapacity: true)
            }
            index += 1
        }
        if run.count == 11 { found.insert(String(decoding: run, as: UTF8.self)) }
        return found
    }

    /// Each step of an address that is a number, with the step before it.
    static func links(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var steps: (before: Int, last: Int)?
        for index in 0...bytes.count {
            let byte = index < bytes.count ? bytes[index] : 0
            if isOfAStep(byte) { continue }
            if let steps, steps.before > 0, index > steps.last,
                bytes[steps.last..<index].allSatisfy({ (0x30...0x39).contains($0) })
            {
                found.insert(String(decoding: bytes[steps.before..<index], as: UTF8.self))
            }
            steps = byte == UInt8(ascii: "/") ? (steps?.last ?? 0, index + 1) : nil
        }
        return found
    }

    private static func isOfAStep(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
