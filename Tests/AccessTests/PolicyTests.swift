import Testing

@testable import Access

@Test("every role may do something, none may do everything but the instructing agent")
func everyRoleIsThere() {
    for role in Role.allCases {
        #expect(CouncilAction.allCases.contains { Policy.may(role, $0) }, "\(role)")
    }
    let complete = Role.allCases.filter { role in CouncilAction.allCases.allSatisfy { Policy.may(role, $0) } }
    #expect(complete == [.instructingAgent])
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
