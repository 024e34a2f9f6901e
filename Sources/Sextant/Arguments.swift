import Access
public import ArgumentParser
public import Vocabulary

extension CalendarDate: ExpressibleByArgument {
    /// An ISO date, `2026-11-21`.
    public init?(argument: String) { self.init(iso: argument) }
}

/// Who acts, for the log.
struct ActorOption: ParsableArguments {
    @Option(help: "Who acts, as the log shall name them; an address is a person, who must have the right.")
    var actor = "operateur"

    /// The same for the journal: a person in the role that lets them act, or the operator under the name given.
    var author: Author { CommandGuard.author(actor) }
}
