import Testing

@testable import Access

@Test("every role may do something, and none does the work of both a council and an office")
func everyRoleIsThere() {
    for role in Role.allCases {
        #expect(CouncilAction.allCases.contains { Policy.may(role, $0) }, "\(role)")
    }
    let ofCouncils: [CouncilAction] = [
        .readRegister, .exportRegister, .readImports, .runImport, .approveImport, .hideDiscrepancy, .chooseFramework,
    ]
    for role in Role.allCases {
        let isOfACouncil = role.organisation == .departmental
        for action in CouncilAction.allCases
        where Policy.may(role, action) && action != .readFrameworks && action != .readImpact {
            #expect(ofCouncils.contains(action) == isOfACouncil, "\(role) \(action)")
        }
    }
    #expect(Role.allCases.filter { role in ofCouncils.allSatisfy { Policy.may(role, $0) } } == [.instructingAgent])
}

@Test("whoever manages the council's access sees no physician")
func administratorSeesNoFile() {
    #expect(!Policy.may(.councilAdministrator, .readRegister))
    #expect(!Policy.may(.councilAdministrator, .exportRegister))
}

@Test("an elected member chooses a référentiel but imports nothing (rule R26-3)")
func electedMemberImportsNothing() {
    #expect(Policy.may(.electedMember, .chooseFramework))
    #expect(!Policy.may(.electedMember, .runImport))
    #expect(!Policy.may(.electedMember, .exportRegister))
}

@Test("everybody reads the référentiels; only the CNCP approves one, and only the national council links specialties")
func frameworksHaveTheirRoles() {
    #expect(Role.allCases.allSatisfy { Policy.may($0, .readFrameworks) })
    func roles(_ action: CouncilAction) -> [Role] { Role.allCases.filter { Policy.may($0, action) } }
    #expect(roles(.approveFramework) == [.cncpOfficer])
    #expect(roles(.linkSpecialties) == [.nationalAdministrator])
    #expect(roles(.editFrameworks) == [.nationalAdministrator, .cncpOfficer])
    #expect(roles(.requestImpact) == [.nationalAdministrator, .cncpOfficer])
}
