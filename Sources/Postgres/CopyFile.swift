public import Foundation

extension Transaction {
    /// Sends a whole file to `copy … from stdin`; for reference data, which is small.
    ///
    /// - Throws: `PostgresError`, or the error of reading the file.
    public func copyFile(_ statement: SQL, _ file: URL) throws {
        let content = try Data(contentsOf: file)
        try copyIn(statement) { writer in
            try content.withUnsafeBytes { try writer.raw($0) }
        }
    }
}
