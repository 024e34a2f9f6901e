import Testing

@testable import Access

/// Who may do an action in some state.
private func roles(_ action: CouncilAction) -> Set<Role> { Set(Role.allCases.filter { Policy.may($0, action) }) }

@Test("every role may do something, and every action has somebody who may do it")
func everyRoleAndActionIsThere() {
    for role in Role.allCases {
        #expect(CouncilAction.allCases.contains { Policy.may(role, $0) }, "\(role)")
    }
    for action in CouncilAction.allCases { #expect(!roles(action).isEmpty, "\(action)") }
}

@Test("what concerns the physicians of a council is for roles of councils alone")
func casesStayInCouncils() {
    let ofCouncils: [CouncilAction] = [
        .readRegister, .readFile, .readOwnFiles, .assignFiles, .exportRegister, .readImports, .runImport,
        .approveImport, .hideDiscrepancy, .chooseFramework,
    ]
    for action in ofCouncils {
        for role in roles(action) { #expect(role.organisation == .departmental, "\(role) \(action)") }
    }
    let ofOffices: [CouncilAction] = [
        .editFrameworks, .requestImpact, .approveFramework, .linkSpecialties, .openNationalOffice,
        .openCertificationOffice, .openCollege, .readFigures, .readRegion, .readPlatform, .manageQueue,
    ]
    for action in ofOffices {
        for role in roles(action) { #expect(role.organisation != .departmental, "\(role) \(action)") }
    }
}

@Test("the operator sees whether the platform runs and the published référentiels, and no case but by break-glass")
func operatorSeesNoCase() {
    #expect(
        Set(CouncilAction.allCases.filter { Policy.may(.operator, $0) })
            == [.readFrameworks, .readPlatform, .manageQueue, .breakGlass])
}

@Test("who answers for a council's access looks with others' eyes and ends readings; two roles outside break glass")
func exceptionalReadingsAreForFew() {
    for action: CouncilAction in [.viewAs, .acknowledgeNotice, .endExceptionalReading] {
        #expect(roles(action) == [.president, .councilAdministrator], "\(action)")
    }
    #expect(roles(.breakGlass) == [.nationalAdministrator, .operator])
    #expect(ExceptionalReading.Kind.viewAs.longest == 1_800 && ExceptionalReading.Kind.breakGlass.longest == 3_600)
}

@Test("a purge is for those who answer for the council's data; only who instructs or presides copies a file")
func purgesAreForKeepers() {
    let keepers: Set<Role> = [.instructingAgent, .president, .councilAdministrator]
    #expect(roles(.proposePurge) == keepers && roles(.reviewPurge) == keepers)
    #expect(roles(.readRetention) == keepers.union([.auditor]))
    for action: CouncilAction in [.holdFile, .exportPersonFile] {
        #expect(roles(action) == [.instructingAgent, .president], "\(action)")
    }
}

@Test("whoever manages the council's access sees no physician")
func administratorSeesNoFile() {
    for action: CouncilAction in [.readRegister, .readFile, .exportRegister] {
        #expect(!Policy.may(.councilAdministrator, action), "\(action)")
    }
}

@Test("an elected member reads and decides on the files assigned to them, on no other, and has no list (rule R26-3)")
func electedMemberHasAssignedFiles() {
    for action: CouncilAction in [.readFile, .chooseFramework] {
        #expect(Policy.may(.electedMember, action, on: .fileAssigned), "\(action)")
        #expect(!Policy.may(.electedMember, action, on: .fileNotAssigned), "\(action)")
        #expect(Policy.may(.president, action, on: .fileNotAssigned), "\(action)")
    }
    for action: CouncilAction in [.readRegister, .exportRegister, .runImport, .readImpact, .assignFiles] {
        #expect(!Policy.may(.electedMember, action), "\(action)")
    }
}

@Test("an auditor changes nothing, and everything they open is recorded")
func auditorOnlyReads() {
    let changes: [CouncilAction] = [
        .assignFiles, .exportRegister, .runImport, .approveImport, .hideDiscrepancy, .chooseFramework,
        .editFrameworks, .requestImpact, .approveFramework, .linkSpecialties, .manageMembers, .delegateRole,
        .manageTokens, .proposePurge, .reviewPurge, .holdFile, .exportPersonFile,
    ]
    for action in changes { #expect(!Policy.may(.auditor, action), "\(action)") }
    #expect(Policy.may(.auditor, .readFile) && Policy.may(.auditor, .readJournal))
    #expect(Role.allCases.filter(\.isWhollyRecorded) == [.auditor])
}

@Test("what was undone is not imported again, a second person is asked for before a lot is applied")
func lotsHaveTheirStates() {
    for role in roles(.runImport) {
        #expect(Policy.may(role, .runImport, on: .lotPreviewed) && Policy.may(role, .runImport, on: .lotApplied))
        #expect(!Policy.may(role, .runImport, on: .lotUndone))
    }
    for role in roles(.approveImport) {
        #expect(Policy.may(role, .approveImport, on: .lotPreviewed))
        #expect(!Policy.may(role, .approveImport, on: .lotApplied))
    }
}

@Test("everybody reads what is approved; only the CNCP approves, and only what is proposed; drafts are their writers'")
func frameworksHaveTheirStates() {
    #expect(Role.allCases.allSatisfy { Policy.may($0, .readFrameworks, on: .versionApproved) })
    let writers: Set<Role> = [.nationalAdministrator, .cncpOfficer]
    for role in Role.allCases {
        #expect(Policy.may(role, .readFrameworks, on: .versionDraft) == writers.contains(role), "\(role)")
        #expect(!Policy.may(role, .editFrameworks, on: .versionApproved), "\(role)")
        #expect(Policy.may(role, .approveFramework, on: .versionProposed) == (role == .cncpOfficer), "\(role)")
        #expect(!Policy.may(role, .approveFramework, on: .versionDraft), "\(role)")
    }
    #expect(roles(.editFrameworks) == writers && roles(.requestImpact) == writers)
    #expect(roles(.linkSpecialties) == [.nationalAdministrator])
}

@Test("each line of the table speaks of states that its action knows, and no line says again what another said")
func tableIsTidy() {
    var said: Set<String> = []
    for rule in Policy.table {
        #expect(rule.states.isSubset(of: rule.action.states) && !rule.states.isEmpty, "\(rule.action)")
        #expect(!rule.roles.isEmpty, "\(rule.action)")
        for role in rule.roles where rule.action != .readFrameworks && rule.action != .readImpact {
            #expect(said.insert("\(rule.action) \(role)").inserted, "\(rule.action) \(role)")
        }
    }
}

@Test("what the table does not say is refused, whatever the state of another action's thing")
func silenceIsNo() {
    for role in Role.allCases {
        for action in CouncilAction.allCases {
            for state in Set(ObjectState.allCases).subtracting(action.states) {
                #expect(!Policy.may(role, action, on: state), "\(role) \(action) \(state)")
            }
        }
    }
}

@Test("a key opens no more than the role of whoever makes it: cases are the president's, not the administrator's")
func keysFollowTheirMaker() {
    #expect(Policy.may(.president, .manageTokens) && Policy.may(.president, ApiScope.register.action))
    #expect(Policy.may(.councilAdministrator, .manageTokens))
    #expect(!Policy.may(.councilAdministrator, ApiScope.register.action))
}

@Test("a regional council reads référentiels and figures of its region, and manages its own access: no case, no name")
func regionalCouncilsReadFigures() {
    #expect(
        Set(CouncilAction.allCases.filter { Policy.may(.regionalOfficer, $0) })
            == [
                .readFrameworks, .readRegion, .readMembers, .manageMembers, .delegateRole, .manageTokens, .readJournal,
            ])
}

@Test("a key opens what somebody of its kind of organisation may do: offices never the register, each kind its own")
func scopesFollowTheTable() {
    let expected: [Council.Kind: [ApiScope]] = [
        .departmental: [.register, .imports, .frameworks], .national: [.frameworks, .figures],
        .cncp: [.frameworks, .figures], .ministry: [.frameworks, .figures], .college: [.frameworks],
        .regional: [.frameworks, .region], .platform: [.frameworks],
    ]
    for kind in Council.Kind.allCases {
        #expect(ApiScope.allCases.filter { $0.isOpen(to: kind) } == expected[kind], "\(kind)")
    }
    for kind in Council.Kind.allCases {
        let hasPage = Role.all(in: kind).contains { Policy.may($0, .manageTokens) }
        #expect(hasPage == (kind != .platform), "\(kind)")
    }
}
