/// The table of rights: role × action × state of the thing acted on. What is not written here is refused.
public enum Policy {
    /// One line of the table.
    struct Rule: Sendable {
        let action: CouncilAction
        let roles: Set<Role>
        let states: Set<ObjectState>

        /// Without states, every state that the action knows.
        init(_ action: CouncilAction, _ roles: Set<Role>, on states: Set<ObjectState>? = nil) {
            self.action = action
            self.roles = roles
            self.states = states ?? action.states
        }
    }

    private static let staff: Set<Role> = [.agent, .instructingAgent, .president, .committeeSecretary]
    private static let importers: Set<Role> = [.agent, .instructingAgent, .president, .councilAdministrator]
    private static let everybody = Set(Role.allCases)

    /// The whole table.
    static let table: [Rule] = [
        // The register of a council.
        Rule(.readRegister, staff.union([.auditor])),
        Rule(.readFile, staff.union([.auditor])),
        Rule(.readFile, [.electedMember], on: [.fileAssigned]),
        Rule(.readOwnFiles, [.electedMember]),
        Rule(.assignFiles, [.instructingAgent, .president]),
        Rule(.exportRegister, staff),
        Rule(.hideDiscrepancy, [.agent, .instructingAgent]),
        Rule(.chooseFramework, [.instructingAgent, .president]),
        Rule(.chooseFramework, [.electedMember], on: [.fileAssigned]),
        // Imports: read, applied or given up; what was applied is undone; what was undone is only read.
        Rule(.readImports, staff.union([.councilAdministrator, .auditor])),
        Rule(.runImport, importers, on: [.lotPreviewed, .lotApplied]),
        Rule(.approveImport, [.instructingAgent, .president], on: [.lotPreviewed]),
        // Référentiels: what is approved is for all, what is written for those who write it.
        Rule(.readFrameworks, everybody, on: [.versionApproved]),
        Rule(.readFrameworks, [.nationalAdministrator, .cncpOfficer]),
        Rule(.editFrameworks, [.nationalAdministrator, .cncpOfficer], on: [.versionDraft, .versionProposed]),
        Rule(.readImpact, staff.union([.auditor, .cncpAnalyst]), on: [.versionProposed, .versionApproved]),
        Rule(.readImpact, [.nationalAdministrator, .cncpOfficer]),
        Rule(.requestImpact, [.nationalAdministrator, .cncpOfficer], on: [.versionDraft, .versionProposed]),
        Rule(.approveFramework, [.cncpOfficer], on: [.versionProposed]),
        Rule(.linkSpecialties, [.nationalAdministrator]),
        // Where the offices begin.
        Rule(.openNationalOffice, [.nationalAdministrator]),
        Rule(.openCertificationOffice, [.cncpOfficer]),
        Rule(.openCollege, [.cnpOfficer, .cnpExpert]),
        Rule(.readFigures, [.nationalAdministrator, .cncpOfficer, .cncpAnalyst, .dgosAnalyst]),
        Rule(.readRegion, [.regionalOfficer]),
        Rule(.readPlatform, [.operator]),
        Rule(.manageQueue, [.operator]),
        // Members, journal, keys of the API.
        Rule(.readMembers, everybody.subtracting([.operator, .dgosAnalyst])),
        Rule(.manageMembers, administrators),
        Rule(.delegateRole, everybody.filter(\.isDelegable)),
        Rule(
            .readJournal,
            administrators.union([.president, .auditor])),
        // A key opens no more than the role of whoever makes it (`IssueApiToken`): those of cases are a president's.
        Rule(.manageTokens, administrators.union([.dgosAnalyst, .president])),
        // Personal data: what is kept and what goes.
        Rule(.readRetention, keepers.union([.auditor])),
        Rule(.proposePurge, keepers),
        Rule(.reviewPurge, keepers),
        Rule(.holdFile, [.instructingAgent, .president]),
        Rule(.exportPersonFile, [.instructingAgent, .president]),
        // Exceptional readings, and whoever must know of them.
        Rule(.viewAs, guardians),
        Rule(.breakGlass, [.nationalAdministrator, .operator]),
        Rule(.acknowledgeNotice, guardians),
        Rule(.endExceptionalReading, guardians),
        // Alerts: the night proposes, an agent prepares, an approver answers for what leaves.
        Rule(.readAlerts, staff.union([.auditor])),
        Rule(.prepareAlerts, [.agent, .instructingAgent]),
        Rule(.approveAlerts, [.instructingAgent, .president]),
        Rule(.prepareLots, [.agent, .instructingAgent]),
        // An employer is told only where the president chose it, by two people of the council each time.
        Rule(.chooseEmployers, [.president]),
        Rule(.proposeEmployer, [.instructingAgent]),
        Rule(.approveEmployer, [.instructingAgent, .president]),
        // Words of letters: two people of the same organisation.
        Rule(.previewLetters, staff),
        Rule(.editTemplates, [.instructingAgent, .president, .nationalAdministrator]),
        Rule(.publishTemplate, [.president, .nationalAdministrator]),
        // Milestones of a council's own: two people of it, the president the second.
        Rule(.proposeAlertRules, [.instructingAgent, .president]),
        Rule(.publishAlertRules, [.president]),
        Rule(.writeThread, staff),
        Rule(.writeThread, [.electedMember], on: [.fileAssigned]),
    ]

    /// Whoever answers for the access to a council's cases.
    private static let guardians: Set<Role> = [.president, .councilAdministrator]

    /// Whoever may say that a council's data has reached its term; two of them review each list.
    private static let keepers: Set<Role> = [.instructingAgent, .president, .councilAdministrator]

    /// Whoever manages the access of an organisation.
    private static let administrators: Set<Role> = [
        .councilAdministrator, .nationalAdministrator, .cncpOfficer, .cnpOfficer, .regionalOfficer,
    ]

    private static let rights: [Role: [CouncilAction: Set<ObjectState>]] = {
        var rights: [Role: [CouncilAction: Set<ObjectState>]] = [:]
        for rule in table {
            for role in rule.roles { rights[role, default: [:]][rule.action, default: []].formUnion(rule.states) }
        }
        return rights
    }()

    /// Whether this role may do that to something, whatever its state: what a menu and the rule of a route ask.
    public static func may(_ role: Role, _ action: CouncilAction) -> Bool { rights[role]?[action] != nil }

    /// Whether this role may do that to a thing in this state: what a handler asks once it has the thing.
    public static func may(_ role: Role, _ action: CouncilAction, on state: ObjectState) -> Bool {
        rights[role]?[action]?.contains(state) == true
    }
}
