import Country
import Testing
import Vocabulary

@Suite("The people of the synthetic country")
struct PopulationTests {
    private let country: WrittenCountry
    private let roll: [[String: String]]

    init() throws {
        country = try WrittenCountry.demo.get()
        roll = try country.roll()
    }

    private func day(_ row: [String: String], _ column: String) -> CalendarDate? {
        row[column].flatMap { CalendarDate(iso: $0) }
    }

    @Test("every situation of the roll occurs several times")
    func situations() {
        func count(_ column: String, _ value: String) -> Int { roll.count { $0[column] == value } }
        for reason in ["retraite", "deces", "transfert", "radiation", "omission"] {
            #expect(count("motif_fin", reason) >= 5, "\(reason)")
        }
        for reason in ["sans_soins", "formation_obligatoire"] {
            #expect(count("exoneration_motif", reason) >= 20, "\(reason)")
        }
        #expect(roll.count { $0["exoneration_bloc3_au"] != "" } >= 20)
        #expect(count("date_inscription", "2024-02-29") >= 10)
        #expect(roll.count { day($0, "date_inscription")! > WrittenCountry.today } >= 3)
        #expect(roll.allSatisfy { day($0, "date_diplome")! < WrittenCountry.today })
        #expect(count("soins_directs", "non") >= 50 && count("service_de_sante_armees", "oui") >= 10)
        #expect(count("courriel_rpps", "") >= 200)
        #expect(roll.count { $0["date_inscription"]! > "2023-01-01" } >= 800)
        #expect(Set(["SM05", "SM33", "SM47", "SM55"]).isSubset(of: roll.compactMap { $0["specialite_sm"] }))
    }

    @Test("a registration ends after it began, and those of one physician do not overlap")
    func order() {
        for rows in Dictionary(grouping: roll, by: { $0["rpps"] }).values {
            let spells = Set(rows.map { [$0["date_inscription"]!, $0["fin_inscription"]!] }).sorted { $0[0] < $1[0] }
            let isInOrder =
                spells.allSatisfy { $0[1].isEmpty || $0[0] <= $0[1] }
                && zip(spells, spells.dropFirst()).allSatisfy { $0[1] < $1[0] && !$0[1].isEmpty }
            if !isInOrder { Issue.record("\(rows)") }
        }
    }

    @Test("interruptions under and over three years, moves and changes of specialty occur (R. 4022-16, R. 4022-17)")
    func careers() {
        var (short, long, moves, changes) = (0, 0, 0, 0)
        for rows in Dictionary(grouping: roll, by: { $0["rpps"] }).values where rows.count > 1 {
            let sorted = rows.sorted { $0["date_inscription"]! < $1["date_inscription"]! }
            if Set(rows.map { $0["date_inscription"] }).count == 1 {
                changes += 1
            } else if sorted[0]["motif_fin"] == "transfert" {
                moves += 1
                #expect(sorted[0]["departement_inscription"] != sorted.last?["departement_inscription"])
            } else if let end = day(sorted[0], "fin_inscription"), let back = day(sorted.last!, "date_inscription") {
                if end.anniversary(3) < back.previous { long += 1 } else { short += 1 }
            }
        }
        #expect(short >= 10 && long >= 10 && moves >= 50 && changes >= 30)
    }

    @Test("roll and extraction differ for some, and each knows people the other does not")
    func differences() throws {
        var extracted: [String: Set<String>] = [:]
        for row in try country.extraction() where row[9] == "10" && row[11] != "E" && row[13] == "S" {
            extracted[String(row[1]), default: []].insert(String(row[15]))
        }
        let registered = Dictionary(grouping: roll, by: { $0["rpps"]! })
        #expect(extracted.keys.count { registered[$0] == nil } >= 10)
        #expect(registered.keys.count { extracted[$0] == nil } >= 100)
        let differing = registered.count { number, rows in
            extracted[number].map { $0.isDisjoint(with: rows.compactMap { $0["specialite_sm"] }) } ?? false
        }
        #expect((10...300).contains(differing))
    }

    @Test("about ten actions an account, none of them later than today but for a few planned ones")
    func histories() throws {
        let active = try country.summary.councils.flatMap { try country.rows("\($0.accounts)/comptes.csv") }
            .filter { $0["statut_compte"] == "active" }
        let declared = try country.declarations()
        let total = active.reduce(0) { $0 + (declared[$1["rpps"]!]?.count ?? 0) }
        let mean = Double(total) / Double(active.count)
        #expect((9...11).contains(mean), "\(mean)")
        let planned = declared.values.joined().count { ($0.date ?? WrittenCountry.today) > WrittenCountry.today }
        #expect((5...600).contains(planned))
        #expect(active.contains { declared[$0["rpps"]!] == nil })
    }

    @Test("a country can be drawn for other days, early and late")
    func otherDays() throws {
        for day in ["2023-07-01", "2024-02-29", "2033-05-05"] {
            let today = CalendarDate(iso: day)!
            let other = try WrittenCountry(physicians: 600, councils: ["33", "2A"], today: today)
            let accounts = try other.rows("\(other.folder)/accounts/33/comptes.csv")
            let ends = accounts.compactMap { $0["fin_cycle"].flatMap { CalendarDate(iso: $0) } }
            #expect(ends.count == accounts.count && ends.allSatisfy { $0 >= today })
        }
    }
}
