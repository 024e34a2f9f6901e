import Access
import Letters
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

private func samples() throws -> [SiteURL] {
    var filter = WorklistFilter()
    filter.state = .toVerify
    filter.framework = "medecine-generale"
    filter.isLate = true
    filter.isComplete = false
    filter.hasEmail = true
    filter.endsThrough = try #require(CalendarDate(iso: "2031-12-31"))
    filter.alertThrough = try #require(CalendarDate(iso: "2027-01-01"))
    filter.missingBlock = 3
    let version = FrameworkAddress("REF.10.01_1", "2026-11-21")
    var query = WorklistQuery(filter: filter, sort: .deadline, isDescending: true, size: 100, place: .after(42))
    query.search = String(repeating: "0a", count: 16)
    let key = SearchKey(random: (0..<16).map { $0 })
    return [
        .home, .secondFactor(next: nil), .secondFactor(next: "/cd/33"), .enrolment(next: nil), .invitation(nil),
        .invitation(String(repeating: "0a", count: 32)), .account, .drafts, .signIn(next: nil),
        .signIn(next: "/cd/33?x=1&y=2"), .signOut, .membership, .dashboard("2A"),
        .worklist("33", .init()), .worklist("974", query), .worklistFile("33", query), .physician("33", 12, from: nil),
        .physician("33", 12, from: .init()), .physician("33", 12, from: query), .frameworkChoice("33", 9),
        .imports("33", before: nil), .imports("33", before: 8), .newImport("33"), .lot("33", 5, page: 1),
        .lot("33", 5, page: 3), .applyLot("33", 5), .undoLot("33", 5), .dropLot("33", 5), .rejectedFile("33", 5),
        .discrepancies("33", kind: nil, after: nil), .discrepancies("33", kind: "specialite", after: 7),
        .hideDiscrepancy("33"), .search(nil), .search(key), .help, .accessibility, .legal, .privacy, .map,
        .contact, .asset("style.0a1b.css"), .health, .ready, .nationalOffice, .certificationOffice,
        .provider("psc", .start(next: nil)), .provider("psc", .start(next: "/cd/33?x=1")), .provider("psc", .back),
        .provider("psc", .unknown), .provider("psc", .demand), .departure(.offer), .departure(.leave),
        .departure(.back),
        .journal(.college("urologie"), .init()), .journal(.region("bretagne"), .init()), .journalFile(.cncp, .init()),
        .platform, .queue, .reviveJob(12), .college("urologie"), .figures(.ministry), .figures(.cncp),
        .figures(.national), .ownFiles("33"),
        .assignments("33", 9), .endAssignment("33", 9), .thread("33", 9), .threadAddress("33", 9),
        .members(.council("2A")),
        .members(.college("urologie")),
        .members(.national), .members(.cncp), .members(.region("bretagne")), .region("bretagne"),
        .identity("psc", isDeparting: false), .identity("psc", isDeparting: true),
        .reading(.viewAs("2A")), .reading(.breakGlass), .reading(.end), .reading(.notices("33")),
        .reading(.acknowledgement("33")), .reading(.councilEnd("33")),
        .frameworks(.init()), .frameworks(.init(profession: "10", state: "en-vigueur", text: "é & =")),
        .frameworksFile(.init(state: "brouillon")), .frameworkImport, .frameworkImportApplication,
        .frameworkImportRejected,
        .specialties(code: nil), .specialties(code: "SM54"), .specialtiesFile,
        .framework(version, against: nil), .framework(version, against: "1"),
        .frameworkImpact(version, isFollowed: false), .frameworkImpact(version, isFollowed: true),
    ] + MembersPart.allCases.flatMap { [.membersPart(.council("33"), $0), .membersPart(.cncp, $0)] }
        + [.council("33"), .college("urologie"), .region("bretagne"), .national, .cncp, .ministry].flatMap {
            [.apiTokens($0), .revokeApiToken($0)]
        }
        + PersonalDataAddress.Part.allCases.map { .personalData(.purgePart("33", 7, $0)) }
        + [
            .home("33"), .purges("2A"), .purge("33", 7), .endHold("33"), .hold("33", physician: 12),
            .copy("33", physician: 12),
        ].map { SiteURL.personalData($0) }
        + AlertAddress.Part.allCases.map { .alerts(.part("33", 7, $0)) }
        + [
            .list("2A"), .campaign("33", 7), .campaign("33", 7, page: 2, excluded: 3),
            .recipient("33", 7, entry: 12), .retraction("33", 7, entry: 12), .file("33", 7),
        ].map { SiteURL.alerts($0) }
        + lettersAndCalendar() + contactAddresses()
        + FrameworkPart.allCases.map { .frameworkPart(version, $0) } + AccountPart.allCases.map { .accountPart($0) }
}

private func lettersAndCalendar() -> [SiteURL] { postalAddresses() + calendarAddresses() + employerAddresses() }

private func employerAddresses() -> [SiteURL] {
    var addresses: [EmployerAddress] = [.list("33"), .alert("33", 7), .proposal("33", campaign: 7, entry: 12)]
    addresses += EmployerAddress.Choice.allCases.map { .choice("33", $0) }
    addresses += EmployerAddress.Part.allCases.map { .part("33", 7, $0) }
    return addresses.map { .employers($0) }
}

private func postalAddresses() -> [SiteURL] {
    let addresses: [PostalLotAddress] = [
        .list("33"), .lot("33", 7), .lot("33", 7, page: 2, isFollowed: true), .returns("33"), .corrections("33"),
        .returnsAfter("33", ReturnPlace(reason: .unclaimed, day: day("2029-01-02"), notice: 9)),
        .letter("33", physician: 7, notice: 9),
    ]
    return (addresses + PostalLotAddress.Part.allCases.map { .part("33", 7, $0) }).map { .postalLots($0) }
}

@Test("every address is read back as the page that printed it")
func addressesRoundTrip() throws {
    for url in try samples() { #expect(SiteURL(url.text) == url, "\(url.text)") }
}

@Test("every list that a reader can ask for is read back from its address (fuzz)")
func listsRoundTrip() {
    var dice = Dice(state: fuzzSeed(5))
    for _ in 0..<rounds(2_000, of: "addresses of lists") {
        var query = WorklistQuery()
        if Bool.random(using: &dice) {
            query.search = SearchKey(random: (0..<16).map { _ in .random(in: .min ... .max, using: &dice) }).text
        }
        query.filter.state = Bool.random(using: &dice) ? WorklistState.allCases.randomElement(using: &dice) : nil
        query.filter.isLate = [nil, true, false].randomElement(using: &dice) ?? nil
        query.filter.missingBlock = [nil, 1, 4].randomElement(using: &dice) ?? nil
        query.sort = WorklistSort.allCases.randomElement(using: &dice) ?? .name
        query.isDescending = Bool.random(using: &dice)
        query.size = [50, 100, 200].randomElement(using: &dice) ?? 50
        query.place = [.start, .after(3), .before(900)].randomElement(using: &dice) ?? .start
        #expect(SiteURL(SiteURL.worklist("33", query).text) == .worklist("33", query))
    }
}

@Test(
    "an address of another site, or of no page, is nothing: sign-in can send nobody elsewhere",
    arguments: [
        "https://example.org/", "//example.org/cd/33", "/\\example.org", "javascript:alert(1)", "", "cd/33", "/cd",
        "/cd/33/medecins/0012", "/cd/33/medecins/-1", "/cd/33/medecins/99999999999999999999", "/cd/3 3", "/cd/33/x/1",
        "/cd/33/medecins/1/referentiel/x", "/cd/33/membres/x", "/dgos/membres", "/cnp", "/cnp/a b", "/cncp/chiffres/x",
        "/connexion/a b", "/connexion/psc/x", "/connexion/psc/retour/x", "/deconnexion/x",
        "/cd/33/membres/fin/x", "/cd/33/chiffres", "/cd//medecins", "/referentiels/a", "/referentiels/a/b/c",
        "/referentiels/../1",
        "/cd/33/alertes/x", "/cd/33/alertes/7/x", "/cd/33/alertes/7/destinataires",
        "/cd/33/alertes/7/destinataires/9/x",
        "/referentiels/a b/1", "/referentiels/a/1/impact/x", "/fichiers/../etc",
    ])
func strangeAddresses(text: String) {
    #expect(SiteURL(text) == nil)
}

@Test("no address holds an RPPS number or a name")
func pathsNameNobody() throws {
    for url in try samples() { #expect(url.path.firstMatch(of: /\d{11}/) == nil) }
    var query = WorklistQuery()
    query.filter.name = "durand"
    var journal = JournalQuery()
    journal.filter.actor = "claire.petit"
    #expect(SiteURL.worklist("33", query).text == "/cd/33/medecins")
    #expect(SiteURL.physician("33", 12, from: query).text == "/cd/33/medecins/12?liste=1")
    #expect(SiteURL.journal(.national, journal).text == "/national/journal")
}

@Test(
    "a name or a number that somebody wrote into an address is read by no page",
    arguments: [
        ("/recherche?q=durand", "/recherche"), ("/cd/33/medecins?nom=durand&retard=oui", "/cd/33/medecins?retard=oui"),
        ("/cd/33/medecins/12?liste=1&nom=durand", "/cd/33/medecins/12?liste=1"),
        ("/cd/33/journal?personne=petit&du=2026-01-01", "/cd/33/journal?du=2026-01-01"),
        ("/recherche?recherche=durand", "/recherche"), ("/cd/33/medecins?recherche=10101234567", "/cd/33/medecins"),
        ("/recherche?recherche=0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A", "/recherche"),
    ])
func namesLeaveAddresses(typed: String, kept: String) {
    #expect(SiteURL(typed)?.text == kept)
}

@Test("a wrong value in the query is no filter, never an error")
func wrongFiltersAreIgnored() {
    let query = WorklistQuery(
        Query("etat=x&retard=peut-etre&bloc=9&lignes=7&tri=%00&echeance=30/02/2026&apres=abc&nom=++"))
    #expect(query == WorklistQuery())
}
