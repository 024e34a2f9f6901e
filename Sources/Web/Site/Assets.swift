import Crypto
import Foundation

/// The files that pages refer to, each under a name that changes with its content: kept by browsers for a year.
struct Assets: Sendable {
    struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        let tag: String
    }

    private let files: [String: File]
    /// The address of the style sheet.
    let styleSheet: SiteURL

    /// Reads the style sheet from the room's resources.
    init(folder: URL? = nil) throws {
        let folder = folder ?? Bundle.module.bundleURL.appendingPathComponent("Resources")
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("style.css")))
        let digest = SHA256.hash(data: bytes).prefix(8).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        let name = "style.\(digest).css"
        files = [name: File(bytes: bytes, type: "text/css; charset=utf-8", tag: "\"\(digest)\"")]
        styleSheet = .asset(name)
    }

    /// The description of the API (OpenAPI 3.1), from the room's resources.
    static func apiDescription() throws -> [UInt8] {
        [UInt8](
            try Data(contentsOf: Bundle.module.bundleURL.appendingPathComponent("Resources/openapi.json")))
    }

    subscript(name: String) -> File? { files[name] }
}
