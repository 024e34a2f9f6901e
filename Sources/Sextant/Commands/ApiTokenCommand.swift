import Access
import ArgumentParser
import Postgres
import Vocabulary

/// The keys with which programs of an organisation read the API.
struct ApiTokenCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "api-token", abstract: "Create, list and revoke the keys with which programs read the API.",
        subcommands: [Create.self, List.self, Revoke.self])

    /// Makes a key and prints it once.
    struct Create: RuledCommand {
        static let policy = CommandPolicy.right(.manageTokens, [.access])
        var acting: Acting { Acting(actor, in: council) }
        static let configuration = CommandConfiguration(abstract: "Create a key and print it, once.")
        @Option(help: "The code of the organisation.") var council: String
        @Option(help: "What the key is called: the program that uses it.") var name: String
        @Option(help: "What it opens: \(ApiScope.allCases.map(\.rawValue).joined(separator: ", ")); repeatable.")
        var scope: [String]
        @Option(help: "For how many days, 1 to 366.") var days = 365
        @OptionGroup var actor: ActorOption

        func validate() throws {
            for word in scope where ApiScope(rawValue: word) == nil { throw ValidationError("unknown scope \(word)") }
        }

        func run() async throws {
            try await reporting {
                let configuration = Configuration()
                let database = try configuration.database(connections: 1)
                let council = try await ApiTokenCommand.organisation(council, database)
                let now = Instant(epochSeconds: Int64(Clock.now()))
                let command = IssueApiToken(
                    name: name, scopes: scope.compactMap(ApiScope.init(rawValue:)), days: days, author: actor.author)
                do {
                    let key = try await database.transaction(as: .members(of: council.id)) {
                        try command.run(council, random: randomBytes(32), now: now, $0)
                    }
                    result(key.text)
                } catch let refused as IssueApiToken.Refused {
                    throw ValidationError(ApiTokenCommand.sentence(refused))
                }
            }
        }
    }

    /// Prints the keys of an organisation, without their secrets.
    struct List: RuledCommand {
        static let policy = CommandPolicy.right(.manageTokens, [.access])
        static let configuration = CommandConfiguration(abstract: "List the keys of an organisation; never a secret.")
        @Option(help: "The code of the organisation.") var council: String

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let council = try await ApiTokenCommand.organisation(council, database)
                let now = Instant(epochSeconds: Int64(Clock.now()))
                let tokens = try await database.transaction(as: .members(of: council.id)) {
                    try ApiTokens.list(of: council, $0)
                }
                for token in tokens {
                    let scopes = token.scopes.map(\.rawValue).joined(separator: ",")
                    result("\(token.id)\t\(token.state(at: now))\t\(scopes)\t\(token.name)")
                }
            }
        }
    }

    /// Ends a key before its time.
    struct Revoke: RuledCommand {
        static let policy = CommandPolicy.right(.manageTokens, [.access])
        var acting: Acting { Acting(actor, in: council) }
        static let configuration = CommandConfiguration(abstract: "Revoke a key, at once and for ever.")
        @Option(help: "The code of the organisation.") var council: String
        @Argument(help: "The number that api-token list gives.") var number: Int64
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let council = try await ApiTokenCommand.organisation(council, database)
                let now = Instant(epochSeconds: Int64(Clock.now()))
                let isDone = try await database.transaction(as: .members(of: council.id)) {
                    try RevokeApiToken(id: number, author: actor.author).run(council, now: now, $0)
                }
                guard isDone else {
                    throw ValidationError("no key \(number) of \(council.code) that is not revoked already")
                }
                note("key \(number) of \(council.code) is revoked")
            }
        }
    }

    private static func organisation(_ code: String, _ database: Database) async throws -> Council {
        let found = try await database.transaction(as: .access) { try Council.find($0, code: code) }
        guard let found else { throw ValidationError("no organisation has the code \(code)") }
        return found
    }

    private static func sentence(_ refused: IssueApiToken.Refused) -> String {
        switch refused {
        case .nameIsMissing: "--name takes 1 to 100 letters"
        case .scopeIsMissing: "--scope is missing: a key opens something"
        case .scopeIsNotOpen(let scope): "nobody of this organisation may use \(scope.rawValue)"
        case .scopeIsNotOwn(let scope): "whoever makes this key may not use \(scope.rawValue)"
        case .lifeIsWrong: "--days takes a number from 1 to 366"
        }
    }
}
