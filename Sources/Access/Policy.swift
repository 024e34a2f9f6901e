/// Something a member may do in the name of an organisation; every route that is not open asks for one.
public enum CouncilAction: String, Sendable, CaseIterable {
    /// See counts, the list of physicians and their files.
    case readRegister
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
}

/// The table of rights: role × action. What is not written here is refused.
public enum Policy {
    /// Whether this role may do that.
    public static func may(_ role: Role, _ action: CouncilAction) -> Bool { rights(of: role).contains(action) }

    private static func rights(of role: Role) -> Set<CouncilAction> {
        switch role {
        case .agent:
            [
                .readRegister, .exportRegister, .readImports, .runImport, .hideDiscrepancy, .readFrameworks,
                .readImpact,
            ]
        case .instructingAgent:
            [
                .readRegister, .exportRegister, .readImports, .runImport, .approveImport, .hideDiscrepancy,
                .chooseFramework, .readFrameworks, .readImpact,
            ]
        case .electedMember: [.readRegister, .chooseFramework, .readFrameworks, .readImpact]
        case .president:
            [
                .readRegister, .exportRegister, .readImports, .runImport, .approveImport, .chooseFramework,
                .readFrameworks, .readImpact,
            ]
        case .councilAdministrator: [.readImports, .runImport, .readFrameworks]
        case .nationalAdministrator:
            [.readFrameworks, .editFrameworks, .readImpact, .requestImpact, .linkSpecialties, .openNationalOffice]
        case .cncpOfficer:
            [
                .readFrameworks, .editFrameworks, .readImpact, .requestImpact, .approveFramework,
                .openCertificationOffice,
            ]
        }
    }
}
