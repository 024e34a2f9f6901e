import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a form, read with a limit.
struct Body: Sendable {
    var form = Query("")
    var files: [UploadedFile] = []

    /// Reads a form of either encoding.
    ///
    /// A body that is too large is read to its end (within reason) and dropped, so that the browser shows the page
    /// that says so instead of a broken connection.
    static func read(_ request: Request, limit: Int) async throws -> Body {
        let type = request.headers[.contentType] ?? ""
        if let multipart = Multipart(contentType: type) { return try await read(request, multipart, limit: limit) }
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else { return Body() }
        var bytes: [UInt8] = []
        try await pieces(request, limit: limit) { bytes.append(contentsOf: $0) }
        return Body(form: Query(String(decoding: bytes, as: UTF8.self)))
    }

    private static func read(_ request: Request, _ multipart: Multipart, limit: Int) async throws -> Body {
        var multipart = multipart
        do {
            try await pieces(request, limit: limit) { try multipart.feed($0) }
        } catch is Multipart.Malformed {
            throw Problem.unprocessable("Le formulaire est arrivé incomplet. Rien n'a été enregistré.")
        }
        guard multipart.isComplete else {
            throw Problem.unprocessable("L'envoi du fichier s'est interrompu. Rien n'a été enregistré.")
        }
        return Body(form: Query(multipart.form), files: multipart.files)
    }

    private static func pieces(_ request: Request, limit: Int, _ take: (ByteBufferView) throws -> Void) async throws {
        var total = 0
        do {
            for try await piece in request.body {
                total += piece.readableBytes
                if total <= limit { try take(piece.readableBytesView) }
                if total > limit + (64 << 20) { break }
            }
        } catch let malformed as Multipart.Malformed {
            throw malformed
        } catch {
            // The sender went away: no fault of ours, and nobody reads the answer.
            throw Problem.unprocessable("L'envoi s'est interrompu. Rien n'a été enregistré.")
        }
        guard total <= limit else { throw Problem.tooLarge(limit: limit) }
    }
}
