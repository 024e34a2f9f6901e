import Access
import ArgumentParser

/// Helps somebody who lost the second factor or the password; the person reads on the account page who did.
struct ResetAccessCommand: RuledCommand {
    static let policy = CommandPolicy.machine([.access])
    static let configuration = CommandConfiguration(
        commandName: "reset-access",
        abstract: "Remove a person's second factor, or print a one-time link to choose another password.")
    /// What was lost.
    enum Lost: String, ExpressibleByArgument { case secondFactor = "second-factor", password }
    @Option(help: "The address the person signs in with.") var email: String
    @Option(help: "second-factor or password.") var lost: Lost
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let reset = ResetAccess(try configuration.database(connections: 1))
            let (author, now) = (actor.author, Instant(epochSeconds: Int64(Clock.now())))
            switch lost {
            case .secondFactor:
                try await reset.secondFactor(ofEmail: email, by: author, now: now)
                note("\(email) : second facteur retiré ; un autre sera choisi à la prochaine connexion")
            case .password:
                let path = try await reset.password(ofEmail: email, by: author, token: randomBytes(32), now: now)
                note("À transmettre à \(email) ; ce lien sert une fois, pendant 72 heures :")
                result((try configuration.text("SEXTANT_ADDRESS") ?? "http://127.0.0.1:8080") + path)
            }
        }
    }
}
