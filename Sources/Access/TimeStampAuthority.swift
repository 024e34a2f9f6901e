import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// An authority that stamps hashes over HTTP (RFC 3161, 3.4).
public struct TimeStampAuthority: Sendable {
    private let address: String
    /// A PEM file of the certificates that vouch for it.
    let ca: String

    /// - Parameters:
    ///   - address: `http://` or `https://`.
    ///   - ca: a PEM file of the certificates that vouch for it.
    public init(address: String, ca: String) {
        self.address = address
        self.ca = ca
    }

    /// A stamp over a hash, verified before it is believed.
    ///
    /// - Throws: `TimeStampFault`.
    func stamp(_ hash: [UInt8], nonce: [UInt8]) async throws -> TimeStamp {
        let question = try TimeStampRequest(hash: hash, nonce: nonce)
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/timestamp-query")
        request.body = .bytes(question.bytes)
        let answer: [UInt8]
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            guard response.status == .ok else { throw TimeStampFault("l'autorité répond \(response.status.code)") }
            var body = try await response.body.collect(upTo: 1 << 20)
            answer = body.readBytes(length: body.readableBytes) ?? []
        } catch let fault as TimeStampFault {
            throw fault
        } catch {
            throw TimeStampFault("l'autorité d'horodatage ne répond pas : \(error)")
        }
        let stamp = TimeStamp(bytes: answer)
        _ = try stamp.verified(over: hash, ca: ca)
        return stamp
    }
}
