import Standings

extension SiteURL {
    /// Reads path and query; nil when no page has this address. A page asked for after sign-in comes through here,
    /// so nothing can send a reader to another site.
    init?(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, path.hasPrefix("/") else { return nil }
        self.init(path: String(path), query: Query(parts.count == 2 ? String(parts[1]) : ""))
    }

    init?(path: String, query: Query) {
        let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if let url = SiteURL(workspace: steps) ?? SiteURL(account: steps) ?? SiteURL(provider: steps, query: query) {
            self = url
        } else if let url = SiteURL(journal: steps, query: query) {
            self = url
        } else if let address = PersonalDataAddress(steps) {
            self = .personalData(address)
        } else if let address = AlertAddress(steps, query: query) {
            self = .alerts(address)
        } else if let address = EmployerAddress(steps) {
            self = .employers(address)
        } else if let address = PostalLotAddress(steps, query: query) {
            self = .postalLots(address)
        } else if let address = RegisteredAddress(steps, query: query) {
            self = .registered(address)
        } else if let address = TemplateAddress(steps, query: query) {
            self = .templates(address)
        } else if let address = CalendarAddress(steps, query: query) {
            self = .calendar(address)
        } else if let address = ContactAddress(steps, query: query) {
            self = .contacts(address)
        } else if let address = ReadingAddress(steps) {
            self = .reading(address)
        } else if steps.first == "cd", steps.count >= 2, Query.isCode(steps[1]) {
            self.init(council: steps[1], steps: Array(steps.dropFirst(2)), query: query)
        } else if steps.first == "referentiels", steps.count >= 2 {
            self.init(framework: Array(steps.dropFirst()), query: query)
        } else {
            self.init(steps: steps, query: query)
        }
    }

    private init?(steps: [String], query: Query) {
        switch steps {
        case [""]: self = .home
        case ["connexion"]: self = .signIn(next: query["suite"])
        case ["deconnexion"]: self = .signOut
        case ["compte", "appartenance"]: self = .membership
        case ["verification"]: self = .secondFactor(next: query["suite"])
        case ["activation"]: self = .enrolment(next: query["suite"])
        case ["invitation"]: self = .invitation(query["jeton"])
        case ["compte"]: self = .account
        case ["compte", "brouillons"]: self = .drafts
        case ["national"]: self = .nationalOffice
        case ["dgos"]: self = .figures(.ministry)
        case ["exploitation"]: self = .platform
        case ["exploitation", "file"]: self = .queue
        case ["cncp"]: self = .certificationOffice
        case ["referentiels"]: self = .frameworks(FrameworkFilter(query))
        case ["referentiels.csv"]: self = .frameworksFile(FrameworkFilter(query))
        case ["recherche"]: self = .search(query.search)
        case ["aide"]: self = .help
        case ["accessibilite"]: self = .accessibility
        case ["mentions-legales"]: self = .legal
        case ["donnees-personnelles"]: self = .privacy
        case ["plan-du-site"]: self = .map
        case ["contact"]: self = .contact
        case ["aide", "api"]: self = .apiHelp
        case ["api", "v1", "openapi.json"]: self = .apiDescription
        case ["healthz"]: self = .health
        case ["readyz"]: self = .ready
        default:
            if steps.count == 4, steps[0...1] == ["exploitation", "file"], steps[3] == "relance" {
                guard let id = Query.id(steps[2]) else { return nil }
                self = .reviveJob(id)
                return
            }
            guard steps.count == 2 else { return nil }
            if steps[0] == "erreurs", let kind = ApiProblem.Kind(rawValue: steps[1]) {
                self = .apiProblem(kind)
            } else if steps[0] == "fichiers", Query.isCode(steps[1]) {
                self = .asset(steps[1])
            } else {
                return nil
            }
        }
    }

    private init?(council code: String, steps: [String], query: Query) {
        switch steps {
        case []: self = .dashboard(code)
        case ["medecins"]: self = .worklist(code, WorklistQuery(query))
        case ["medecins.csv"]: self = .worklistFile(code, WorklistQuery(query))
        case ["imports"]: self = .imports(code, before: query.id("avant"))
        case ["imports", "nouveau"]: self = .newImport(code)
        case ["mes-dossiers"]: self = .ownFiles(code)
        case ["ecarts"]: self = .discrepancies(code, kind: query["type"], after: query.id("apres"))
        case ["ecarts", "masques"]: self = .hideDiscrepancy(code)
        default:
            guard steps.count >= 2, let id = Query.id(steps[1]) else { return nil }
            let verb = steps.count > 2 ? steps.dropFirst(2).joined(separator: "/") : nil
            self.init(council: code, id: id, kind: steps[0], verb: verb, query: query)
        }
    }

    private init?(council code: String, id: Int64, kind: String, verb: String?, query: Query) {
        switch (kind, verb) {
        case ("medecins", nil):
            self = .physician(code, id, from: query["liste"] == nil ? nil : WorklistQuery(query))
        case ("medecins", "referentiel"): self = .frameworkChoice(code, id)
        case ("medecins", "affectations"): self = .assignments(code, id)
        case ("medecins", "affectations/fin"): self = .endAssignment(code, id)
        case ("medecins", "courriers"): self = .thread(code, id)
        case ("medecins", "courriers/adresse"): self = .threadAddress(code, id)
        case ("imports", nil): self = .lot(code, id, page: max(1, query.id("page").map { Int($0) } ?? 1))
        case ("imports", "application"): self = .applyLot(code, id)
        case ("imports", "annulation"): self = .undoLot(code, id)
        case ("imports", "abandon"): self = .dropLot(code, id)
        case ("imports", "lignes-a-corriger.csv"): self = .rejectedFile(code, id)
        default: return nil
        }
    }
}
