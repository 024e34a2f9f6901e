import Access
public import ArgumentParser
public import Vocabulary

extension CalendarDate: ExpressibleByArgument {
    /// An ISO date, `2026-11-21`.
    public init?(argument: String) { self.init(iso: argument) }
}

/// Who acts, for the log.
struct ActorOption: ParsableArguments {
    @Option(help: "Who acts, as the log shall name them.")
    var actor = "operateur"

    /// The same for the journal: a command of the platform, without a role.
    var author: Author { Author(operator: actor) }
}
