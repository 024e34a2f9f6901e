import ArgumentParser

/// The back office of the periodic certification of health professionals.
@main
struct Sextant: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "sextant",
        abstract: "Back office of the periodic certification of health professionals.",
        subcommands: [
            Migrate.self, Serve.self, Work.self, Import.self, RunNightly.self, Evaluate.self, Export.self,
            CheckConfig.self, CreateAdmin.self, ResetAccessCommand.self, ProviderCommand.self, Demo.self, Impact.self,
            FrameworkCommand.self, ReplayRecords.self,
            CertifyIsolation.self, VerifyAudit.self, CreateAuditKey.self, ApiTokenCommand.self, PurgeCommand.self,
            PoliciesCommand.self, QueueCommand.self, CheckMail.self, AlertsCommand.self,
            LettersCommand.self,
            ReadReport.self,
        ])

    /// Runs what the arguments name, if it says who may run it.
    static func main() async {
        do {
            var command = try parseAsRoot()
            try await CommandGuard.check(command)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
