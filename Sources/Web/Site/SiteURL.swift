import Access
import Standings

/// Every address of the site: printed here, parsed here, and nowhere else.
///
/// No RPPS number and no name ever stands in an address: what was typed to find somebody is kept on the server, and the
/// address holds its key.
enum SiteURL: Hashable, Sendable {
    case home
    case signIn(next: String?)
    case signOut
    case provider(String, ProviderPart)
    case departure(DeparturePart)
    case membership
    case secondFactor(next: String?)
    case enrolment(next: String?)
    case invitation(String?)
    case account
    case accountPart(AccountPart)
    case identity(String, isDeparting: Bool)
    case drafts
    case dashboard(String)
    case worklist(String, WorklistQuery)
    case worklistFile(String, WorklistQuery)
    case physician(String, Int64, from: WorklistQuery?)
    case frameworkChoice(String, Int64)
    case imports(String, before: Int64?)
    case newImport(String)
    case lot(String, Int64, page: Int)
    case applyLot(String, Int64)
    case undoLot(String, Int64)
    case dropLot(String, Int64)
    case rejectedFile(String, Int64)
    case discrepancies(String, kind: String?, after: Int64?)
    case hideDiscrepancy(String)
    case search(SearchKey?)
    case nationalOffice
    case members(Workspace)
    case journal(Workspace, JournalQuery)
    case journalFile(Workspace, JournalQuery)
    case membersPart(Workspace, MembersPart)
    case figures(Workspace)
    case college(String)
    case region(String)
    case platform
    case queue
    case reviveJob(Int64)
    case ownFiles(String)
    case assignments(String, Int64)
    case endAssignment(String, Int64)
    case thread(String, Int64)
    case threadAddress(String, Int64)
    case certificationOffice
    case frameworks(FrameworkFilter)
    case frameworksFile(FrameworkFilter)
    case frameworkImport
    case frameworkImportApplication
    case frameworkImportRejected
    case specialties(code: String?)
    case specialtiesFile
    case framework(FrameworkAddress, against: String?)
    case frameworkPart(FrameworkAddress, FrameworkPart)
    case frameworkImpact(FrameworkAddress, isFollowed: Bool)
    case help
    case accessibility
    case legal
    case privacy
    case map
    case contact
    case asset(String)
    case apiTokens(Workspace)
    case revokeApiToken(Workspace)
    case apiHelp
    case apiProblem(ApiProblem.Kind)
    case apiDescription
    case reading(ReadingAddress)
    case personalData(PersonalDataAddress)
    case alerts(AlertAddress)
    case postalLots(PostalLotAddress)
    case registered(RegisteredAddress)
    case templates(TemplateAddress)
    case calendar(CalendarAddress)
    case contacts(ContactAddress)
    case employers(EmployerAddress)
    case health
    case ready

    /// Path and query, percent-encoded.
    var text: String {
        let query = query
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0)=\(Query.encode($1))" }.joined(separator: "&")
    }

    var path: String {
        switch self {
        case .home: "/"
        case .signIn: "/connexion"
        case .signOut: "/deconnexion"
        case .provider(let id, let part): "/connexion/\(id)\(part.path)"
        case .departure(let part): "/deconnexion/\(part.rawValue)"
        case .membership: "/compte/appartenance"
        case .secondFactor: "/verification"
        case .enrolment: "/activation"
        case .invitation: "/invitation"
        case .account: "/compte"
        case .accountPart(let part): "/compte/\(part.rawValue)"
        case .identity(let id, let isDeparting): "/compte/fournisseurs/\(id)\(isDeparting ? "/depart" : "")"
        case .drafts: "/compte/brouillons"
        case .search: "/recherche"
        case .nationalOffice: "/national"
        case .members(let workspace): "\(workspace.path)/membres"
        case .journal(let workspace, _): "\(workspace.path)/journal"
        case .journalFile(let workspace, _): "\(workspace.path)/journal.csv"
        case .membersPart(let workspace, let part): "\(workspace.path)/membres/\(part.rawValue)"
        case .figures(.ministry): Workspace.ministry.path
        case .figures(let workspace): "\(workspace.path)/chiffres"
        case .college(let code): Workspace.college(code).path
        case .region(let code): Workspace.region(code).path
        case .platform: "/exploitation"
        case .queue: "/exploitation/file"
        case .reviveJob(let id): "/exploitation/file/\(id)/relance"
        case .certificationOffice: "/cncp"
        case .frameworks: "/referentiels"
        case .frameworksFile: "/referentiels.csv"
        case .frameworkImport: "/referentiels/import"
        case .frameworkImportApplication: "/referentiels/import/application"
        case .frameworkImportRejected: "/referentiels/import/lignes-a-corriger.csv"
        case .specialties: "/referentiels/specialites"
        case .specialtiesFile: "/referentiels/specialites.csv"
        case .framework(let address, _): address.path
        case .frameworkImpact(let address, _): "\(address.path)/impact"
        case .frameworkPart(let address, let part): "\(address.path)/\(part.rawValue)"
        case .help: "/aide"
        case .accessibility: "/accessibilite"
        case .legal: "/mentions-legales"
        case .privacy: "/donnees-personnelles"
        case .map: "/plan-du-site"
        case .contact: "/contact"
        case .asset(let name): "/fichiers/\(name)"
        case .apiTokens(let workspace): "\(workspace.path)/acces-api"
        case .revokeApiToken(let workspace): "\(workspace.path)/acces-api/revocation"
        case .apiHelp: "/aide/api"
        case .apiProblem(let kind): "/erreurs/\(kind.rawValue)"
        case .apiDescription: "/api/v1/openapi.json"
        case .reading(let address): address.path
        case .personalData(let address): address.path
        case .alerts(let address): address.path
        case .postalLots(let address): address.path
        case .registered(let address): address.path
        case .templates(let address): address.path
        case .calendar(let address): address.path
        case .contacts(let address): address.path
        case .employers(let address): address.path
        case .health: "/healthz"
        case .ready: "/readyz"
        default: councilPath
        }
    }

    private var councilPath: String {
        switch self {
        case .dashboard(let code): "/cd/\(code)"
        case .worklist(let code, _): "/cd/\(code)/medecins"
        case .worklistFile(let code, _): "/cd/\(code)/medecins.csv"
        case .physician(let code, let id, _): "/cd/\(code)/medecins/\(id)"
        case .frameworkChoice(let code, let id): "/cd/\(code)/medecins/\(id)/referentiel"
        case .ownFiles(let code): "/cd/\(code)/mes-dossiers"
        case .assignments(let code, let id): "/cd/\(code)/medecins/\(id)/affectations"
        case .endAssignment(let code, let id): "/cd/\(code)/medecins/\(id)/affectations/fin"
        case .thread(let code, let id): "/cd/\(code)/medecins/\(id)/courriers"
        case .threadAddress(let code, let id): "/cd/\(code)/medecins/\(id)/courriers/adresse"
        case .imports(let code, _): "/cd/\(code)/imports"
        case .newImport(let code): "/cd/\(code)/imports/nouveau"
        case .lot(let code, let id, _): "/cd/\(code)/imports/\(id)"
        case .applyLot(let code, let id): "/cd/\(code)/imports/\(id)/application"
        case .undoLot(let code, let id): "/cd/\(code)/imports/\(id)/annulation"
        case .dropLot(let code, let id): "/cd/\(code)/imports/\(id)/abandon"
        case .rejectedFile(let code, let id): "/cd/\(code)/imports/\(id)/lignes-a-corriger.csv"
        case .discrepancies(let code, _, _): "/cd/\(code)/ecarts"
        case .hideDiscrepancy(let code): "/cd/\(code)/ecarts/masques"
        default: "/"
        }
    }

    private var query: [(String, String)] {
        switch self {
        case .provider(_, .start(let next)): next.map { [("suite", $0)] } ?? []
        case .invitation(let token): token.map { [("jeton", $0)] } ?? []
        case .signIn(let next), .secondFactor(let next), .enrolment(let next): next.map { [("suite", $0)] } ?? []
        case .worklist(_, let query), .worklistFile(_, let query): query.pairs
        case .journal(_, let query), .journalFile(_, let query): query.pairs
        case .physician(_, _, let query): query.map { [("liste", "1")] + $0.pairs } ?? []
        case .imports(_, let before): before.map { [("avant", String($0))] } ?? []
        case .lot(_, _, let page): page > 1 ? [("page", String(page))] : []
        case .discrepancies(_, let kind, let after):
            (kind.map { [("type", $0)] } ?? []) + (after.map { [("apres", String($0))] } ?? [])
        case .frameworks(let filter), .frameworksFile(let filter): filter.pairs
        case .frameworkImpact(_, let isFollowed): isFollowed ? [("suivre", "oui")] : []
        case .specialties(let code): code.map { [("code", $0)] } ?? []
        case .framework(_, let against): against.map { [("compare", $0)] } ?? []
        case .search(let key): key.map { [("recherche", $0.text)] } ?? []
        case .alerts(let address): address.query
        case .postalLots(let address): address.query
        case .registered(let address): address.query
        case .templates(let address): address.query
        case .calendar(let address): address.query
        case .contacts(let address): address.query
        default: []
        }
    }
}
