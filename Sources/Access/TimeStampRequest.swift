import CCrypto

/// A request for a time-stamp over a SHA-256 (RFC 3161), built and read by libcrypto.
struct TimeStampRequest {
    /// Its DER bytes, as an authority expects them.
    let bytes: [UInt8]

    /// - Parameters:
    ///   - hash: the thirty-two bytes to be stamped.
    ///   - nonce: eight random bytes, which the answer repeats.
    /// - Throws: `TimeStampFault`.
    init(hash: [UInt8], nonce: [UInt8]) throws(TimeStampFault) {
        guard let request = TS_REQ_new(), let imprint = TS_MSG_IMPRINT_new(), let algorithm = X509_ALGOR_new() else {
            throw TimeStampFault("la mémoire manque")
        }
        defer {
            TS_REQ_free(request)
            TS_MSG_IMPRINT_free(imprint)
            X509_ALGOR_free(algorithm)
        }
        X509_ALGOR_set_md(algorithm, EVP_sha256())
        let number = nonce.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, Int32($0.count), nil) }
        let integer = BN_to_ASN1_INTEGER(number, nil)
        defer {
            BN_free(number)
            ASN1_INTEGER_free(integer)
        }
        var hash = hash
        guard TS_REQ_set_version(request, 1) == 1, TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1,
            TS_MSG_IMPRINT_set_msg(imprint, &hash, Int32(hash.count)) == 1,
            TS_REQ_set_msg_imprint(request, imprint) == 1, TS_REQ_set_nonce(request, integer) == 1,
            TS_REQ_set_cert_req(request, 1) == 1
        else { throw TimeStampFault.last("la demande n'a pas pu être écrite") }
        var start: UnsafeMutablePointer<UInt8>?
        let length = i2d_TS_REQ(request, &start)
        guard length > 0, let start else { throw TimeStampFault.last("la demande n'a pas pu être écrite") }
        bytes = Array(UnsafeBufferPointer(start: start, count: Int(length)))
        CRYPTO_free(start, "TimeStampRequest", 0)
    }
}

/// Why a time-stamp cannot be had or believed, in French.
public struct TimeStampFault: Error, Sendable, CustomStringConvertible {
    /// One sentence, without its full stop.
    public let description: String

    init(_ sentence: String) { description = sentence }

    /// The sentence with what libcrypto said last.
    static func last(_ sentence: String) -> TimeStampFault {
        var reason = [CChar](repeating: 0, count: 256)
        let code = ERR_get_error()
        guard code != 0 else { return TimeStampFault(sentence) }
        ERR_error_string_n(code, &reason, reason.count)
        let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return TimeStampFault("\(sentence) (\(String(decoding: text, as: UTF8.self)))")
    }
}
