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
    /// See whether the platform runs; no case.
    case readPlatform
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
}

extension CouncilAction {
    /// The states between which the table of rights tells a difference for this action.
    public var states: Set<ObjectState> {
        switch self {
        case .readFile, .chooseFramework, .assignFiles: ObjectState.files
        case .runImport, .approveImport, .readImports: ObjectState.lots
        case .readFrameworks, .editFrameworks, .readImpact, .requestImpact, .approveFramework: ObjectState.versions
        default: [.none]
        }
    }
}
