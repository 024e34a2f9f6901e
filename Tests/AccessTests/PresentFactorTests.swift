import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

@Suite("The present second factor, asked again before another one takes its place")
struct PresentFactorTests {
    private let later = Newcomer.noon.adding(seconds: 300)

    /// Somebody inside with a second factor, ten recovery codes and a known browser.
    private struct Inside {
        let newcomer: Newcomer
        let token: SessionToken
        let session: Session
        let mark: DeviceMark
        let code: OneTimeCode
        let recovery: [String]

        func now(_ now: Instant) -> String { code.code(at: OneTimeCode.step(at: now)) }

        func begin(_ typed: String, device: DeviceMark? = nil, at now: Instant) async throws -> PresentFactor.Outcome {
            try await newcomer.enrolment.begin(
                session, token: token, code: .init(typed, device: device), random: Newcomer.random(40, 32), now: now)
        }

        func renew(_ typed: String, at now: Instant) async throws -> PresentFactor.Outcome {
            try await RenewRecoveryCodes(newcomer.database, keys: newcomer.keys).run(
                session, code: .init(typed), random: Newcomer.random(41, RenewRecoveryCodes.randomLength), now: now)
        }

        func isProposed(at now: Instant) async throws -> Bool {
            try await newcomer.enrolment.proposal(token, session: session, now: now) != nil
        }
    }

    private func enter(_ body: (Inside) async throws -> Void) async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org")
            let (token, mark, code) = try await newcomer.enrol("claire@example.org")
            let session = try await newcomer.session(token)
            let codes = try await RenewRecoveryCodes(place.database, keys: newcomer.keys)
                .shown(to: session, now: Newcomer.noon)
            try await body(
                Inside(
                    newcomer: newcomer, token: token, session: session, mark: mark, code: code,
                    recovery: try #require(codes)))
        }
    }

    @Test("a session and a password replace no second factor: its code is asked, and serves once (ASVS 7.5.1)")
    func replacingAsks() async throws {
        try await enter { (inside: Inside) async throws in
            #expect(try await inside.begin("", at: later) == .wrong)
            #expect(try await inside.begin("000000", at: later) == .wrong)
            #expect(try await !inside.isProposed(at: later), "a wrong code proposes nothing")
            #expect(try await inside.begin(inside.now(later), at: later) == .done)
            #expect(try await inside.isProposed(at: later))
            #expect(try await inside.renew(inside.now(later), at: later) == .wrong, "a code serves once")
        }
    }

    @Test("other recovery codes cost a code too, or one of those before, once")
    func renewingAsks() async throws {
        try await enter { (inside: Inside) async throws in
            #expect(try await inside.renew("000000", at: later) == .wrong)
            let account = try await Account.read(inside.newcomer.database, of: inside.session, now: later)
            #expect(!account.messages.map(\.kind).contains(.recoveryCodesRenewed), "a wrong code renews nothing")
            #expect(try await inside.renew(inside.recovery[0], at: later) == .done)
            #expect(try await inside.renew(inside.recovery[1], at: later) == .wrong, "the former ones are gone")
            let next = later.adding(seconds: 60)
            #expect(try await inside.renew(inside.now(next), at: next) == .done)
            let after = try await Account.read(inside.newcomer.database, of: inside.session, now: later)
            #expect(after.messages.map(\.kind).contains(.recoveryCodeUsed))
        }
    }

    @Test("wrong present codes make the next one wait, except in the browser that is known to be the person's")
    func guessesWait() async throws {
        try await enter { (inside: Inside) async throws in
            for _ in 0..<SignInDelay.free { #expect(try await inside.begin("000000", at: later) == .wrong) }
            guard case .wait = try await inside.begin(inside.now(later), at: later) else {
                Issue.record("whoever guesses does not wait"); return
            }
            #expect(try await inside.begin(inside.now(later), device: inside.mark, at: later) == .done)
            #expect(try await inside.begin("000000", at: later) == .wrong, "a right code forgets the wrong ones")
        }
    }
}
