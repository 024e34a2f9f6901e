import CCrypto
import Foundation
import Vocabulary

/// The answer of a time-stamping authority (RFC 3161), as bytes of DER.
struct TimeStamp {
    let bytes: [UInt8]

    /// Verifies that the authority granted a stamp over this hash, by a certificate that the authorities of `ca` vouched
    /// for at the moment of the stamp: it goes on proving that moment when the certificate has expired.
    ///
    /// - Parameter ca: a PEM file of the certificates that are trusted.
    /// - Returns: the moment of the stamp.
    /// - Throws: `TimeStampFault`.
    func verified(over hash: [UInt8], ca: String) throws(TimeStampFault) -> Instant {
        let response = try read()
        defer { TS_RESP_free(response) }
        guard let context = TS_VERIFY_CTX_new(), let store = X509_STORE_new() else {
            throw TimeStampFault("la mémoire manque")
        }
        // The context owns the store and the imprint from the moment it is given them.
        defer { TS_VERIFY_CTX_free(context) }
        TS_VERIFY_CTX_set_store(context, store)
        guard X509_STORE_load_file(store, ca) == 1 else {
            throw TimeStampFault.last("les certificats de confiance « \(ca) » ne peuvent pas être lus")
        }
        let moment = try TimeStamp.moment(TS_RESP_get_tst_info(response))
        X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), Int(moment.epochSeconds))
        guard let imprint = CRYPTO_malloc(hash.count, "TimeStamp", 0)?.assumingMemoryBound(to: UInt8.self) else {
            throw TimeStampFault("la mémoire manque")
        }
        imprint.update(from: hash, count: hash.count)
        TS_VERIFY_CTX_set_imprint(context, imprint, hash.count)
        _ = TS_VERIFY_CTX_set_flags(context, TimeStamp.checks)
        guard TS_RESP_verify_response(context, response) == 1 else {
            throw TimeStampFault.last("l'horodatage n'est pas celui de cette empreinte par une autorité admise")
        }
        return moment
    }

    /// Signature, version, imprint and, through the store, the chain of certificates.
    private static let checks = Int32(TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_IMPRINT)

    private func read() throws(TimeStampFault) -> OpaquePointer {
        let response = bytes.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return d2i_TS_RESP(nil, &start, buffer.count)
        }
        guard let response else { throw TimeStampFault.last("la réponse de l'autorité n'est pas un horodatage") }
        return response
    }

    private static func moment(_ content: OpaquePointer?) throws(TimeStampFault) -> Instant {
        var parts = tm()
        guard let content, let time = TS_TST_INFO_get_time(content), ASN1_TIME_to_tm(time, &parts) == 1 else {
            throw TimeStampFault.last("la réponse de l'autorité ne dit pas quand elle a horodaté")
        }
        return Instant(epochSeconds: Int64(timegm(&parts)))
    }
}
