import Testing

@testable import Access

private let noon = Instant(epochSeconds: 1_795_000_000)

@Test("the first wrong passwords cost nothing, then the wait doubles up to fifteen minutes")
func delayGrows() {
    #expect((0..<SignInDelay.free).allSatisfy { SignInDelay.seconds(after: $0) == 0 })
    let waits = (SignInDelay.free...SignInDelay.free + 12).map(SignInDelay.seconds(after:))
    #expect(waits.first == 2)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(waits.last == SignInDelay.longest)
    #expect(SignInDelay.seconds(after: Int.max) == SignInDelay.longest)
}

@Test("one address that waits makes no other wait")
func delayIsOfOneAddress() {
    let counter = FailureCounter()
    for _ in 0..<20 { _ = counter.begin("a@example.org", at: noon) }
    #expect(counter.begin("a@example.org", at: noon) != nil)
    #expect(counter.begin("b@example.org", at: noon) == nil)
    counter.forget("a@example.org")
    #expect(counter.begin("a@example.org", at: noon) == nil)
}

@Test("the memory of unknown addresses is bounded")
func counterIsBounded() {
    let counter = FailureCounter(limit: 10)
    for index in 0..<1_000 { _ = counter.begin("x\(index)", at: noon.adding(seconds: Int64(index))) }
    #expect(counter.size <= 10)
}

@Test("the mark of a known browser is worth nothing once the password has changed")
func deviceMarkFollowsThePassword() {
    let before = PasswordHash(encoded: "$argon2id$un")
    let after = PasswordHash(encoded: "$argon2id$deux")
    let mark = DeviceMark(random: Array(0..<32), hash: before)
    #expect(DeviceMark(cookie: mark.text).isValid(for: before))
    #expect(!mark.isValid(for: after))
    #expect(!DeviceMark(cookie: "nonce").isValid(for: before))
    #expect(!DeviceMark(cookie: "a.b.c").isValid(for: before))
}

@Test("a session token is read back from its cookie and from nothing else, and its form proof is its own")
func tokenReadsItself() {
    let token = SessionToken(random: Array(0..<32))
    #expect(SessionToken(cookie: token.text) == token)
    #expect(SessionToken(cookie: token.text.uppercased()) == nil)
    #expect(SessionToken(cookie: token.text + "0") == nil)
    #expect(token.accepts(token.formProof))
    #expect(!token.accepts(SessionToken(random: Array(1..<33)).formProof))
    #expect(!token.accepts(""))
    #expect(!token.formProof.contains(token.text))
}
