import Foundation
import Jobs

/// A fault as the worker's log may hold it: class and code, and the path of a file; never the words of the database,
/// which may quote a row.
func faultWords(_ error: any Error) -> String {
    guard let error = error as? CocoaError else { return words(of: error) }
    return ["CocoaError \(error.code.rawValue)", error.filePath].compactMap(\.self).joined(separator: " ")
}
