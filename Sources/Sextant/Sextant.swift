import ArgumentParser

/// The back office of the periodic certification of health professionals.
@main
struct Sextant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sextant",
        abstract: "Back office of the periodic certification of health professionals.",
        subcommands: [
            Migrate.self, Serve.self, Work.self, Import.self, RunNightly.self, Evaluate.self, Export.self,
            CheckConfig.self, CreateAdmin.self, ResetAccessCommand.self, ProviderCommand.self, Demo.self, Impact.self,
            FrameworkCommand.self, ReplayRecords.self,
            CertifyIsolation.self, VerifyAudit.self, CreateAuditKey.self, ApiTokenCommand.self,
        ])
}
