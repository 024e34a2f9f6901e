/// Something a member may do in the name of a council; every route of a council asks for one.
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
}

/// The table of rights: role × action. What is not written here is refused.
public enum Policy {
    /// Whether this role may do that.
    public static func may(_ role: Role, _ action: CouncilAction) -> Bool { rights(of: role).contains(action) }

    private static func rights(of role: Role) -> Set<CouncilAction> {
        switch role {
        case .agent: [.readRegister, .exportRegister, .readImports, .runImport, .hideDiscrepancy]
        case .instructingAgent:
            [
                .readRegister, .exportRegister, .readImports, .runImport, .approveImport, .hideDiscrepancy,
                .chooseFramework,
            ]
        case .electedMember: [.readRegister, .chooseFramework]
        case .president:
            [.readRegister, .exportRegister, .readImports, .runImport, .approveImport, .chooseFramework]
        case .councilAdministrator: [.readImports, .runImport]
        }
    }
}
