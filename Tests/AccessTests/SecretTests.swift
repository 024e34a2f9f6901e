import Testing

@testable import Access

private let noon = Instant(epochSeconds: 1_795_000_000)
private let ring = KeyRing(key: Array(0..<32))
private let nonce = Array(UInt8(0)..<12)

@Test(
    "the codes are those of RFC 6238, appendix B (eight digits, HMAC-SHA-1)",
    arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
func codesAreThoseOfTheRFC(seconds: Int64, expected: String) {
    let code = OneTimeCode(secret: Array("12345678901234567890".utf8))
    let step = OneTimeCode.step(at: Instant(epochSeconds: seconds))
    #expect(code.code(at: step, digits: 8) == expected)
    #expect(code.code(at: step) == String(expected.suffix(6)))
}

@Test("a code counts one step early or late, never twice, and never two steps away")
func codeCountsOnce() {
    let code = OneTimeCode(secret: Array(1...20))
    let step = OneTimeCode.step(at: noon)
    for offset in -1...1 as ClosedRange<Int64> {
        let typed = code.code(at: step + offset)
        #expect(code.step(of: typed, at: noon, after: 0) == step + offset)
        #expect(code.step(of: typed, at: noon, after: step + offset) == nil)
    }
    for offset in [-2, 2] as [Int64] {
        #expect(code.step(of: code.code(at: step + offset), at: noon, after: 0) == nil)
    }
    let typed = code.code(at: step)
    #expect(code.step(of: " \(typed.prefix(3)) \(typed.suffix(3)) ", at: noon, after: 0) == step)
    #expect(code.step(of: "", at: noon, after: 0) == nil)
}

@Test("the address of a secret is the one that authenticators read, whatever the account is called")
func addressIsRead() {
    let code = OneTimeCode(secret: Array("12345678901234567890".utf8))
    #expect(
        code.address(account: "claire@example.org")
            == "otpauth://totp/Sextant:claire%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sextant")
    #expect(code.groupedSecret == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    #expect(code.address(account: "é&?#/ \"").allSatisfy { $0.isASCII && $0 != " " && $0 != "\"" })
}

@Test("what is sealed opens for its purpose alone, and not once a single bit has changed")
func sealsHold() throws {
    let secret = Array("un secret".utf8)
    let sealed = try ring.seal(secret, for: "second-factor:1", nonce: nonce)
    #expect(try ring.open(sealed, for: "second-factor:1") == secret)
    #expect(!sealed.indices.contains { sealed[$0...].starts(with: secret) })
    #expect(throws: KeyRing.Unreadable.self) { try ring.open(sealed, for: "second-factor:2") }
    for index in sealed.indices {
        var altered = sealed
        altered[index] ^= 1
        #expect(throws: KeyRing.Unreadable.self) { try ring.open(altered, for: "second-factor:1") }
    }
    for length in 0..<sealed.count {
        #expect(throws: KeyRing.Unreadable.self) { try ring.open(Array(sealed.prefix(length)), for: "second-factor:1") }
    }
}

@Test("a new key seals, the former one still opens, and a key that is gone opens nothing")
func keysAreChanged() throws {
    let (old, new) = (String(repeating: "0a", count: 32), String(repeating: "0b", count: 32))
    let sealed = try KeyRing(old).seal([1, 2, 3], for: "x", nonce: nonce)
    let both = try KeyRing("\(new), \(old)")
    #expect(try both.open(sealed, for: "x") == [1, 2, 3])
    let again = try both.seal([4], for: "x", nonce: nonce)
    #expect(try KeyRing(new).open(again, for: "x") == [4])
    #expect(throws: KeyRing.Unreadable.self) { try KeyRing(new).open(sealed, for: "x") }
}

@Test(
    "a key is thirty-two bytes in base 64 or in hexadecimal, and nothing else",
    arguments: ["", "abc", String(repeating: "z", count: 64), String(repeating: "0", count: 63), "AAAA", ","])
func keysAreWhole(text: String) {
    #expect(throws: KeyRing.Refusal.self) { try KeyRing(text) }
}

@Test("a key may be written in base 64")
func keysInBase64() throws {
    let text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    let sealed = try ring.seal([7], for: "x", nonce: nonce)
    #expect(try KeyRing(text).open(sealed, for: "x") == [7])
}

@Test("ten recovery codes differ, read back however they are typed, and are no six-digit codes")
func recoveryCodesRead() {
    var dice = SystemRandomNumberGenerator()
    let codes = RecoveryCode.codes(random: (0..<160).map { _ in UInt8.random(in: .min ... .max, using: &dice) })
    #expect(Set(codes).count == RecoveryCode.number)
    for code in codes {
        #expect(RecoveryCode.isOne(code))
        let typed = " " + code.uppercased().split(separator: "-").joined(separator: " ")
        #expect(RecoveryCode.digest(typed) == RecoveryCode.digest(code))
    }
    #expect(!RecoveryCode.isOne("123456") && !RecoveryCode.isOne(""))
}

@Test(
    "a password is refused when it is short, known to everybody, or one's own name",
    arguments: [
        ("onze lettre", PasswordRule.Refusal.isTooShort), ("motdepasse2026", .isWellKnown),
        ("MotDePasse123!", .isWellKnown), ("aaaaaaaaaaaaaa", .isWellKnown), ("abababababab", .isWellKnown),
        ("abcdefghijklmnop", .isWellKnown), ("azertyuiop123", .isWellKnown), ("certification2026", .isWellKnown),
        ("claire.petit@x", .isTheName), ("ClairePetit33", .isTheName),
        (String(repeating: "ab1c9", count: 50), .isTooLong),
        ("quatre mots sans rapport", nil), ("une phrase assez longue", nil), ("corail-tambour-87-lune", nil),
    ] as [(String, PasswordRule.Refusal?)])
func passwordsAreJudged(password: String, expected: PasswordRule.Refusal?) {
    #expect(PasswordRule.refusal(of: password, email: "claire.petit@x", name: "Claire Petit") == expected)
}

@Test(
    "an address counts with its network: 24 bits, or 64",
    arguments: [
        ("192.0.2.17", "192.0.2"), ("::ffff:192.0.2.200", "192.0.2"), ("2001:db8::1", "2001:db8:0:0"),
        ("2001:db8:0:0:1:2:3:4", "2001:db8:0:0"), ("2001:db8:0:1::1", "2001:db8:0:1"), ("::1", "0:0:0:0"),
        ("fe80::1%eth0", "fe80:0:0:0"), ("nonsense", "nonsense"), ("1.2.3", "1.2.3"), ("1:2:3", "1:2:3"),
        ("", ""),
    ])
func networksAreCut(address: String, expected: String) {
    #expect(NetworkPrefix(address).text == expected)
}

@Test("whatever a stranger sends as a token, a mark, a link, an address or a sealed text is nothing (fuzz)")
func strangersSendNothing() {
    var dice = Dice(state: fuzzSeed(20_261_121))
    for _ in 0..<rounds(20_000, of: "session tokens, links, marks, sealed texts, addresses") {
        let bytes = (0..<Int.random(in: 0...90, using: &dice)).map { _ in UInt8.random(in: .min ... .max, using: &dice)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(SessionToken(cookie: text) == nil && InvitationToken(text: text) == nil)
        #expect(!DeviceMark(cookie: text).isValid(for: SignIn.decoy))
        #expect((try? ring.open(bytes, for: "x")) == nil)
        #expect(OneTimeCode(secret: Array(1...20)).step(of: text, at: noon, after: 0) == nil)
        _ = (NetworkPrefix(text), RecoveryCode.isOne(text), InvitePerson.isAddress(text), try? KeyRing(text))
    }
}

/// Random numbers that are the same at each run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
