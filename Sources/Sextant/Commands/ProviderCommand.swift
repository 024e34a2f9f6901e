import Access
import ArgumentParser
import Intake
import Vocabulary

/// Identity providers: which there are, and who is who at them.
struct ProviderCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "provider", abstract: "Register identity providers (OpenID Connect) and link people to them.",
        subcommands: [Add.self, List.self, Remove.self, Link.self])

    /// Registers a provider.
    struct Add: RuledCommand {
        static let policy = CommandPolicy.machine([.access])
        static let configuration = CommandConfiguration(
            abstract: "Register a provider; its client secret is a setting, SEXTANT_OIDC_<ID>_SECRET.")
        @Argument(help: "The word of its addresses: psc, proconnect.") var id: String
        @Option(help: "As the button shows it.") var name: String
        @Option(help: "Exactly the iss of its tokens.") var issuer: String
        @Option(help: "Where its configuration is read, when not at the usual place.") var discovery: String?
        @Option(help: "Our identifier there.") var client: String
        @Option(help: "basic, post or none.") var authentication = "basic"
        @Option(help: "subject, or national_identifier (health professionals).") var matching = "subject"
        @Option(help: "The claim with the national identifier.") var identifierClaim = "SubjectNameID"
        @Option(help: "The values of acr that are accepted, in order.") var level: [String] = []
        @Option(help: "The scopes asked for.") var scope: [String] = ["openid"]
        @Option(help: "A parameter of the request, name=value.") var parameter: [String] = []
        @Option(help: "What the userinfo endpoint is asked for: none, plain, signed.") var answer = "none"
        @Option(help: "How its demands to close sessions say what they are: typed (logout+jwt), or untyped.")
        var logoutTokens = "typed"
        @Option(help: "A kind of organisation whose members it serves.") var kind: [String] = []
        @Option(help: "The only organisation that it serves, by its code.") var council: String?
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let provider = try self.provider()
                do {
                    try await IdentityProviders(Configuration().database(connections: 1)).add(
                        provider, by: actor.author)
                } catch let refusal as IdentityProviders.Refusal {
                    throw Refusal(refusal.french)
                }
                note("\(id) est enregistré ; son secret se lit dans \(provider.secretVariable)")
            }
        }

        private func provider() throws -> IdentityProvider {
            var parameters: [String: String] = [:]
            for pair in parameter {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { throw ValidationError("a parameter is name=value, not \(pair)") }
                parameters[String(parts[0])] = String(parts[1])
            }
            return IdentityProvider(
                id: id, name: name, issuer: issuer, discovery: discovery, clientID: client,
                authentication: try word(authentication), matching: try word(matching),
                identifierClaim: identifierClaim, levels: level,
                scopes: scope.contains("openid") ? scope : ["openid"] + scope, parameters: parameters,
                answer: try word(answer), logoutTokens: try word(logoutTokens),
                kinds: try kind.map { try word($0) }, councilCode: council)
        }

        private func word<Word: RawRepresentable & CaseIterable>(_ text: String) throws -> Word
        where Word.RawValue == String {
            guard let word = Word(rawValue: text) else {
                throw ValidationError("\(text): one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return word
        }
    }

    /// Lists the providers.
    struct List: RuledCommand {
        static let policy = CommandPolicy.machine([.access])
        static let configuration = CommandConfiguration(abstract: "List the providers, one a line.")

        func run() async throws {
            try await reporting {
                for provider in try await IdentityProviders(Configuration().database(connections: 1)).list() {
                    let reach = provider.councilCode ?? provider.kinds.map(\.rawValue).joined(separator: ",")
                    result(
                        [provider.id, provider.name, provider.issuer, provider.matching.rawValue, reach]
                            .joined(separator: "\t"))
                }
            }
        }
    }

    /// Removes a provider.
    struct Remove: RuledCommand {
        static let policy = CommandPolicy.machine([.access])
        static let configuration = CommandConfiguration(
            abstract: "Remove a provider, the links to it and the sessions opened through it.")
        @Argument(help: "The word of its addresses.") var id: String
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                do {
                    try await IdentityProviders(Configuration().database(connections: 1)).remove(id, by: actor.author)
                } catch let refusal as IdentityProviders.Refusal {
                    throw Refusal(refusal.french)
                }
                note("\(id) est retiré")
            }
        }
    }

    /// Says who somebody is at the providers.
    struct Link: RuledCommand {
        static let policy = CommandPolicy.machine([.access])
        static let configuration = CommandConfiguration(
            abstract: "Say who a member is: by RPPS number, or by the subject of one provider.")
        @Option(help: "The address of the member here; never compared with what a provider says.") var email: String
        @Option(help: "The RPPS number, or 8 and the RPPS number.") var nationalIdentifier: String?
        @Option(help: "The sub of the provider's tokens; with --provider.") var subject: String?
        @Option(help: "The provider of the subject.") var provider: String?
        @OptionGroup var acting: ActorOption

        func run() async throws {
            try await reporting {
                do {
                    try await LinkIdentity(Configuration().database(connections: 1)).run(
                        try mark(), email: email, actor: acting.author,
                        now: Instant(epochSeconds: Int64(Clock.now())))
                } catch let refusal as LinkIdentity.Refusal {
                    throw Refusal(refusal.french)
                }
                note("\(email) est relié")
            }
        }

        private func mark() throws -> LinkIdentity.Mark {
            switch (nationalIdentifier, subject, provider) {
            case (let identifier?, nil, nil): return .nationalIdentifier(identifier)
            case (nil, let subject?, let provider?): return .subject(subject, provider: provider)
            default: throw ValidationError("give --national-identifier, or --subject with --provider")
            }
        }
    }
}

extension IdentityProviders.Refusal {
    /// What to do about it, in French.
    fileprivate var french: String {
        switch self {
        case .idIsNoWord: "Le mot du fournisseur a deux à trente-deux lettres minuscules, chiffres ou traits d'union."
        case .addressIsUnsafe: "L'émetteur et sa configuration sont des adresses https (http sur cette machine seule)."
        case .existsAlready: "Ce fournisseur, ou cet émetteur, est déjà enregistré : retirez-le d'abord."
        case .servesNobody: "Dites qui il sert : --kind departmental, ou --council avec un code qui existe."
        case .unknown: "Aucun fournisseur ne porte ce nom."
        }
    }
}

extension LinkIdentity.Refusal {
    /// What to do about it, in French.
    fileprivate var french: String {
        switch self {
        case .personIsUnknown: "Personne n'a cette adresse."
        case .providerIsUnknown: "Aucun fournisseur ne porte ce nom."
        case .identifierIsNotOne:
            "Un numéro RPPS a onze chiffres ; l'identifiant national en a un de plus, le 8 initial."
        case .isTaken: "Cet identifiant désigne déjà quelqu'un d'autre."
        case .isNoMember: "Cette personne n'est membre d'aucune organisation."
        }
    }
}
