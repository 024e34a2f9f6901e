/// Something a member may do in the name of an organisation; every route that is not open asks for one.
public enum CouncilAction: String, Sendable, CaseIterable {
    /// See counts, the list of physicians, the search and the discrepancies.
    case readRegister
    /// Open a physician's file.
    case readFile
    /// See the list of the files that were assigned to the reader.
    case readOwnFiles
    /// Say to whom a file is assigned, and until when.
    case assignFiles
    /// Take the list away as a file.
    case exportRegister
    /// See the imports and their refused lines.
    case readImports
    /// Load a file, apply it, undo it.
    case runImport
    /// Be the second person that a lot which lowers many standings needs (contract §4).
    case approveImport
    /// Put a discrepancy aside until a date.
    case hideDiscrepancy
    /// Choose the référentiel where the specialty does not name one (rule R26-3).
    case chooseFramework
    /// Read the référentiels: those in force or published for all, drafts for those who write them.
    case readFrameworks
    /// Import a draft, propose it, withdraw it, discard it.
    case editFrameworks
    /// Read the effect of a proposed version: a council on its own physicians, an office as numbers.
    case readImpact
    /// Have the effect of a proposed version counted.
    case requestImpact
    /// Accept the report on a version that somebody else proposed, which publishes it.
    case approveFramework
    /// Say to which référentiel a specialty leads.
    case linkSpecialties
    /// See what waits at the national council.
    case openNationalOffice
    /// See what waits at the CNCP.
    case openCertificationOffice
    /// See the référentiel of one's own college.
    case openCollege
    /// Read the published national figures, in which small numbers are hidden.
    case readFigures
    /// Read the published figures of one's own region, council by council, in which small numbers are hidden.
    case readRegion
    /// See whether the platform runs; no case.
    case readPlatform
    /// Put back in the queue a job that was set aside; no content of it.
    case manageQueue
    /// See who is a member of the organisation, who is away and who stands in.
    case readMembers
    /// Invite members, end memberships, record absences and delegations of others.
    case manageMembers
    /// Hand one's own role on for a time, and say when one is away.
    case delegateRole
    /// Read the journal of the organisation.
    case readJournal
    /// Create and revoke the keys with which programs read the API.
    case manageTokens
    /// See why and how long each kind of data is kept, the holds, the purges and their certificates.
    case readRetention
    /// Have the list made of what has reached its term.
    case proposePurge
    /// Review a list, refuse it, and execute what two people have reviewed.
    case reviewPurge
    /// Hold a physician's file back from every purge, and let it go again.
    case holdFile
    /// Hand a physician a copy of everything that the council holds about them (GDPR, article 15).
    case exportPersonFile
    /// See the site as another role or member of one's own council sees it: read-only, for a short time.
    case viewAs
    /// Read a council from outside, for an incident: read-only, for a short time, with the council told.
    case breakGlass
    /// See the notices of exceptional readings and say that one has.
    case acknowledgeNotice
    /// End an exceptional reading of one's own council at once.
    case endExceptionalReading
    /// See the campaigns of alerts, their recipients and their exclusions.
    case readAlerts
    /// Exclude a recipient of a proposed campaign, or add one, with a reason.
    case prepareAlerts
    /// Write down a call with a physician, an answer, a letter that came back.
    case writeThread
    /// Have letters on paper made in a lot, print it, say that it was deposited, and record what comes back.
    case prepareLots
    /// Approve a campaign, release, stop, resume or abandon it, and take an alert back.
    case approveAlerts
    /// Try the words of letters on real files: whoever prepares alerts, or answers for the words.
    case previewLetters
    /// Choose whether the council tells employers of alerts at all, and how long a physician has before.
    case chooseEmployers
    /// Propose to tell an employer of one alert that left.
    case proposeEmployer
    /// Decide, as another person, to tell an employer; refuse it, or take it back.
    case approveEmployer
    /// Propose other words of letters: the national ones, or the council's own blocks.
    case editTemplates
    /// Publish words of letters that somebody else proposed, or send them back.
    case publishTemplate
    /// Propose milestones of alerts of the council's own, within the national bounds.
    case proposeAlertRules
    /// Publish milestones of alerts that somebody else proposed, or send them back.
    case publishAlertRules
}

extension CouncilAction {
    /// The states between which the table of rights tells a difference for this action.
    public var states: Set<ObjectState> {
        switch self {
        case .readFile, .chooseFramework, .assignFiles, .holdFile, .exportPersonFile, .writeThread:
            ObjectState.files
        case .runImport, .approveImport, .readImports: ObjectState.lots
        case .readFrameworks, .editFrameworks, .readImpact, .requestImpact, .approveFramework: ObjectState.versions
        default: [.none]
        }
    }
}
