public import Postgres

/// A file that was uploaded or pasted.
public struct ImportFile: Sendable {
    /// As the sender names it.
    public let name: String
    /// The content.
    public let bytes: [UInt8]

    /// Both fields.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// The files of lots that wait for a decision.
public enum LotFileStore {
    /// Keeps the files of a previewed lot.
    public static func keep(
        _ files: [ImportFile], in id: LotID, of council: Int32, _ transaction: Transaction
    ) throws {
        for (position, file) in files.enumerated() {
            try transaction.query(
                """
                insert into intake.lot_file (council_id, lot_id, position, name, content)
                values (\(council), \(id.number), \(position), \(file.name), \(Bytes(file.bytes)))
                """)
        }
    }

    /// The files of a lot, in the order they were given.
    public static func files(of id: LotID, _ transaction: Transaction) throws -> [ImportFile] {
        try transaction.query(
            "select name, content from intake.lot_file where lot_id = \(id.number) order by position"
        ).map { row in
            ImportFile(name: try row.text("name"), bytes: try row.value("content", as: Bytes.self).bytes)
        }
    }
}
