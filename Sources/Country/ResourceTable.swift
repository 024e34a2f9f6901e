import Foundation

/// A small CSV resource: header names and rows of text (RFC 4180 quoting, comma).
struct ResourceTable {
    let header: [String]
    let rows: [[String]]

    init(path: String, required: [String]) throws {
        let name = (path as NSString).lastPathComponent
        guard let content = FileManager.default.contents(atPath: path) else { throw CountryError.badResource(name) }
        var lines = ResourceTable.parse([UInt8](content))
        guard let header = lines.first, required.allSatisfy(header.contains) else {
            throw CountryError.badResource(name)
        }
        lines.removeFirst()
        guard !lines.isEmpty, lines.allSatisfy({ $0.count == header.count }) else {
            throw CountryError.badResource(name)
        }
        self.header = header
        rows = lines
    }

    /// Each row as the values of these columns, in this order.
    func columns(_ names: String...) -> [[String]] {
        let places = names.map { header.firstIndex(of: $0)! }
        return rows.map { row in places.map { row[$0] } }
    }

    private static func parse(_ bytes: [UInt8]) -> [[String]] {
        var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
        var isQuoted = false
        func take() -> String {
            defer { cell.removeAll(keepingCapacity: true) }
            return String(decoding: cell, as: UTF8.self)
        }
        for byte in bytes {
            switch (byte, isQuoted) {
            case (0x22, _): isQuoted.toggle()
            case (0x2C, false): row.append(take())
            case (0x0A, false):
                row.append(take())
                rows.append(row)
                row = []
            default: cell.append(byte)
            }
        }
        return rows
    }
}
