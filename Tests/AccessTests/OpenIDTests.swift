import Access
import Postgres
import Support
import Testing

@Suite("Identity providers: what is kept, and who is who")
struct OpenIDTests {
    private func provider(_ id: String, council: String? = nil) -> IdentityProvider {
        IdentityProvider(
            id: id, name: "Pro Santé Connect", issuer: "https://\(id).example", clientID: "sextant",
            matching: .nationalIdentifier, levels: ["eidas1", "eidas2"], scopes: ["openid", "scope_all"],
            parameters: ["ui": "l'écran & « fin »"], answer: .signed, logoutTokens: .untyped, kinds: [.departmental],
            councilCode: council)
    }

    @Test("a provider is read back as it was registered; a second one of the same issuer or word is refused")
    func providers() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let providers = IdentityProviders(place.database)
            try await providers.add(provider("psc"))
            #expect(try await providers.list() == [provider("psc")])
            await #expect(throws: IdentityProviders.Refusal.existsAlready) { try await providers.add(provider("psc")) }
            await #expect(throws: IdentityProviders.Refusal.servesNobody) {
                try await providers.add(provider("cd", council: "nulle-part"))
            }
            await #expect(throws: IdentityProviders.Refusal.idIsNoWord) { try await providers.add(provider("P")) }
            let unsafe = IdentityProvider(
                id: "clair", name: "x", issuer: "http://clair.example", clientID: "c", kinds: [.departmental])
            await #expect(throws: IdentityProviders.Refusal.addressIsUnsafe) { try await providers.add(unsafe) }
            try await providers.remove("psc")
            #expect(try await providers.list().isEmpty)
            await #expect(throws: IdentityProviders.Refusal.unknown) { try await providers.remove("psc") }
        }
    }

    @Test("registering and removing a provider leave a line: nationally, or with the only council that it serves")
    func providersLeaveLines() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let providers = IdentityProviders(place.database)
            let author = Author(operator: "exploitante")
            for provider in [provider("psc"), provider("gironde", council: "33")] {
                try await providers.add(provider, by: author)
                try await providers.remove(provider.id, by: author)
            }
            await #expect(throws: IdentityProviders.Refusal.unknown) { try await providers.remove("psc", by: author) }
            var lines: [String] = []
            let gironde = try await place.database.transaction(as: .national) { try Council.find($0, code: "33") }
            for principal in [Principal.national, .council(try #require(gironde).id)] {
                lines += try await place.database.transaction(as: principal) {
                    try $0.query(
                        """
                        select concat_ws(' ', c.code, action, event.kind, subject, detail->>'issuer', actor) as line
                        from access.event join access.council c using (council_id)
                        where action like 'provider%' order by event_id
                        """
                    ).map { try $0.text("line") }
                }
            }
            let told = [("national", "psc"), ("33", "gironde")].flatMap { code, id in
                ["added", "removed"].map {
                    "\(code) provider_\($0) change provider:\(id) https://\(id).example \(author.name)"
                }
            }
            #expect(lines == told)
        }
    }

    @Test("a provider serves the members of its kinds, or of its only council")
    func reach() {
        let gironde = Council(id: 33, code: "33", name: "Gironde", shortName: "Gironde")
        let national = Council(id: 0, code: "national", name: "Conseil national", shortName: "Conseil national")
        #expect(provider("psc").serves(gironde) && !provider("psc").serves(national))
        #expect(provider("psc", council: "33").serves(gironde))
        #expect(!provider("psc", council: "2A").serves(gironde))
        #expect(provider("pro-connect").secretVariable == "SEXTANT_OIDC_PRO_CONNECT_SECRET")
    }

    @Test("a national identifier is one person's, and what is no number of the RPPS is none")
    func links() async throws {
        try await ThrowAwayDatabase.migrated { place in
            for email in ["elise@example.org", "paul@example.org"] {
                try await AddPerson(place.database).run(
                    email: email, name: "Élise", password: "une phrase assez longue", council: "33", role: .president,
                    from: day("2026-01-01"), salt: (0..<16).map { $0 })
            }
            let link = LinkIdentity(place.database)
            let (actor, now) = (Author(operator: "essai"), Instant(epochSeconds: 1_795_000_000))
            try await link.run(.nationalIdentifier("99700000012"), email: "Elise@Example.org", actor: actor, now: now)
            for (mark, email, refusal) in [
                (.nationalIdentifier("8 99700000012"), "paul@example.org", .isTaken),
                (.nationalIdentifier("799700000012"), "paul@example.org", .identifierIsNotOne),
                (.nationalIdentifier("1"), "paul@example.org", .identifierIsNotOne),
                (.nationalIdentifier("99700000020"), "personne@example.org", .personIsUnknown),
                (.subject("x", provider: "psc"), "paul@example.org", .providerIsUnknown),
            ] as [(LinkIdentity.Mark, String, LinkIdentity.Refusal)] {
                await #expect(throws: refusal) { try await link.run(mark, email: email, actor: actor, now: now) }
            }
            let council = try await place.database.transaction(as: .national) { try Council.find($0, code: "33") }
            let gironde = try #require(council?.id)
            let events = try await place.database.transaction(as: .council(gironde)) { transaction in
                try transaction.query("select count(*) as number from access.event where action = 'identity_linked'")[0]
                    .int("number")
            }
            #expect(events == 1)
        }
    }

    @Test(
        "nothing but https leads out of this machine",
        arguments: [
            ("https://psc.example/auth?x=1", true), ("http://127.0.0.1:80/x", true), ("http://localhost", true),
            ("http://[::1]:8080/", true), ("http://psc.example", false), ("ftp://psc.example", false),
            ("https://", false), ("https:///x", false), ("https://a@psc.example", false), ("https://é.example", false),
            ("https://psc.example/#x", false), ("https://psc.example/a b", false), ("http://127.0.0.1.example", false),
            ("http://localhost@mal.example", false), ("https://psc.example/\r\nX: y", false), ("//psc.example", false),
        ])
    func addresses(text: String, isGood: Bool) {
        #expect((OutsideAddress(text) != nil) == isGood)
    }
}
