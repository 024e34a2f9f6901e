import CPq
public import Vocabulary

/// The rows of one answer, kept as libpq received them and decoded on demand.
public final class Rows: RandomAccessCollection, @unchecked Sendable {
    // Read-only once received, hence safe to share (libpq manual, 34.20).
    private let result: OpaquePointer
    private let columns: [String: Int32]
    /// 0.
    public let startIndex = 0
    /// The number of rows.
    public let endIndex: Int
    /// How many rows the statement wrote, 0 for a select.
    public let affected: Int

    init(_ result: OpaquePointer) {
        self.result = result
        endIndex = Int(PQntuples(result))
        affected = Int(String(cString: PQcmdTuples(result))) ?? 0
        var columns: [String: Int32] = [:]
        for index in 0..<PQnfields(result) { columns[String(cString: PQfname(result, index))] = index }
        self.columns = columns
    }

    deinit { PQclear(result) }

    /// The row at this position, from 0.
    public subscript(position: Int) -> Row { Row(rows: self, index: Int32(position)) }

    func column(_ name: String) throws(PostgresError) -> Int32 {
        guard let column = columns[name] else { throw .decoding("no column \(name)") }
        return column
    }

    func bytes(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(result, row, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }
}

/// One row; values are asked by the name of their column and decoded to the type wanted.
public struct Row: Sendable {
    let rows: Rows
    let index: Int32

    /// The value of a column that may be NULL.
    ///
    /// - Throws: `PostgresError.decoding` when there is no such column or its text is not a `Value`.
    public func optional<Value: PostgresDecodable>(_ name: String, as: Value.Type = Value.self) throws -> Value? {
        guard let bytes = rows.bytes(index, try rows.column(name)) else { return nil }
        guard let value = Value(postgresText: bytes) else {
            throw PostgresError.decoding("column \(name) is not a \(Value.self)")
        }
        return value
    }

    /// The value of a column that is never NULL.
    ///
    /// - Throws: `PostgresError.decoding` when it is NULL, missing or of another type.
    public func value<Value: PostgresDecodable>(_ name: String, as: Value.Type = Value.self) throws -> Value {
        guard let bytes = rows.bytes(index, try rows.column(name)) else {
            throw PostgresError.decoding("column \(name) is null")
        }
        guard let value = Value(postgresText: bytes) else {
            throw PostgresError.decoding("column \(name) is not a \(Value.self)")
        }
        return value
    }

    /// A string column that is never NULL.
    public func text(_ name: String) throws -> String { try value(name) }
    /// An integer column that is never NULL.
    public func int(_ name: String) throws -> Int { try value(name) }
    /// A boolean column that is never NULL.
    public func bool(_ name: String) throws -> Bool { try value(name) }
    /// A date column that is never NULL.
    public func date(_ name: String) throws -> CalendarDate { try value(name) }
}

/// A type that reads itself from PostgreSQL's text format.
public protocol PostgresDecodable: Sendable {
    /// Nil when the text is not a value of the type.
    init?(postgresText: UnsafeRawBufferPointer)
}

extension String: PostgresDecodable {
    /// Any text.
    public init?(postgresText: UnsafeRawBufferPointer) { self = String(decoding: postgresText, as: UTF8.self) }
}
extension Int: PostgresDecodable {
    /// Decimal digits.
    public init?(postgresText: UnsafeRawBufferPointer) { self.init(String(decoding: postgresText, as: UTF8.self)) }
}
extension Int32: PostgresDecodable {
    /// Decimal digits.
    public init?(postgresText: UnsafeRawBufferPointer) { self.init(String(decoding: postgresText, as: UTF8.self)) }
}
extension Double: PostgresDecodable {
    /// Decimal or exponent form.
    public init?(postgresText: UnsafeRawBufferPointer) { self.init(String(decoding: postgresText, as: UTF8.self)) }
}
extension Bool: PostgresDecodable {
    /// `t` or `f`.
    public init?(postgresText: UnsafeRawBufferPointer) {
        switch postgresText.first {
        case 0x74: self = true
        case 0x66: self = false
        default: return nil
        }
    }
}
extension CalendarDate: PostgresDecodable {
    /// The ISO form; `datestyle` is set to ISO on each connection.
    public init?(postgresText: UnsafeRawBufferPointer) { self.init(iso: postgresText) }
}
extension Bytes: PostgresDecodable {
    /// The hexadecimal form `\x…`.
    public init?(postgresText: UnsafeRawBufferPointer) {
        guard postgresText.count >= 2, postgresText.count % 2 == 0, postgresText[0] == 0x5C else { return nil }
        func nibble(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        var bytes = [UInt8]()
        bytes.reserveCapacity(postgresText.count / 2 - 1)
        for index in stride(from: 2, to: postgresText.count, by: 2) {
            guard let high = nibble(postgresText[index]), let low = nibble(postgresText[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }
}
