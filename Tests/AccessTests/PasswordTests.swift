import Testing

@testable import Access

private func salt(_ seed: UInt8) -> [UInt8] { (0..<16).map { seed &+ $0 } }

@Test("a password matches its own hash and no other; the parameters are those of OWASP's first choice")
func passwordMatches() throws {
    let hash = try PasswordHash(of: "une phrase de passe", salt: salt(1))
    #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(hash.matches("une phrase de passe"))
    #expect(!hash.matches("une phrase de passe "))
    #expect(!hash.matches(""))
    #expect(try PasswordHash(of: "une phrase de passe", salt: salt(2)) != hash)
}

@Test("the decoy of an unknown address is a whole hash, so that refusing takes the same work")
func decoyCostsTheSame() throws {
    let clock = ContinuousClock()
    let real = try PasswordHash(of: "mot de passe réel", salt: salt(3))
    let known = clock.measure { _ = real.matches("essai") }
    let unknown = clock.measure { _ = SignIn.decoy.matches("essai") }
    #expect(unknown * 4 > known)
    #expect(known * 4 > unknown)
}

@Test("the queue refuses whoever comes when it is full, and serves again afterwards")
func queueIsBounded() async throws {
    let queue = PasswordQueue(limit: 3)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<12 {
            group.addTask {
                do {
                    return try await queue.run {
                        _ = try PasswordHash(of: "lent", salt: salt(4))
                        return true
                    }
                } catch {
                    return false
                }
            }
        }
        return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.contains(true))
    #expect(outcomes.contains(false))
    #expect(try await queue.run { 7 } == 7)
}
