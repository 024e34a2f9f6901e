import Access
import Testing

@Suite("A certificate is signed, and a change of a single letter shows")
struct CertificateKeyTests {
    private let seed = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    @Test("a signed report verifies with its own key and with no other")
    func signatureHolds() throws {
        let key = try CertificateKey(seed + "\n")
        let signed = try key.sign("Verdict : conforme\n")
        #expect(try CertificateKey.verify(signed) == key.publicKey)
        #expect(try CertificateKey.verify(signed, trusted: key.publicKey) == key.publicKey)
        #expect(throws: CertificateKey.Fault.self) { try CertificateKey.verify(signed, trusted: seed) }
    }

    @Test("a report that was changed, cut or never signed is refused")
    func changesShow() throws {
        let signed = try CertificateKey(seed).sign("Verdict : NON CONFORME\nun défaut\n")
        for wrong in [
            signed.replacing("NON CONFORME", with: "conforme"), signed.replacing("un défaut\n", with: ""),
            "Verdict : conforme\n", "",
        ] {
            #expect(throws: CertificateKey.Fault.self) { try CertificateKey.verify(wrong) }
        }
    }

    @Test("a key file is thirty-two bytes in base 64, alone or in the JSON of a college's key")
    func keysAreRead() throws {
        let public0 = try CertificateKey(seed).publicKey
        #expect(try CertificateKey("{\"privateKey\":\"\(seed)\"}").publicKey == public0)
        for wrong in ["", "AAAA", "{\"privateKey\":1}", "not base 64 !"] {
            #expect(throws: CertificateKey.Fault.self) { try CertificateKey(wrong) }
        }
    }
}
