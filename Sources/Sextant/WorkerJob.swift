/// What a worker does in the background; each job says under which rule it works.
enum WorkerJob: String, Sendable, CaseIterable {
    /// Standings follow what was recorded.
    case followChanges = "follow-changes"
    /// Once a civil day: what falls due by itself, the national figures, and the removal of what ends by itself.
    case night
    /// The reports on the effect of a version that somebody asked for.
    case impact
    /// Seals of the journals, and their heads where they leave the database.
    case sealJournal = "seal-journal"
    /// The lanes of the queue, until the worker stops.
    case queue
    /// The reports of mails that did not arrive.
    case bounces
    /// On Monday, the summaries of the week.
    case digests

    /// Who may have it done. A job acts for nobody: what it does was asked for by an act that had its own rule.
    var policy: CommandPolicy {
        switch self {
        case .followChanges: .machine([.council])
        case .night: .machine([.council, .national, .access])
        case .impact: .machine([.council, .national, .impact])
        case .sealJournal: .machine([.audit])
        case .queue: .machine([.council, .national, .queue, .access])
        case .bounces: .machine([.council])
        case .digests: .machine([.council, .access])
        }
    }

    /// The longest pause between two rounds, in seconds; nil for what the command was told.
    var longestPause: Int? { self == .sealJournal ? JournalNotary.pause : nil }
}
