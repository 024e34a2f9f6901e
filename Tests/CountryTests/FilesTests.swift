import Country
import Foundation
import Testing
import Vocabulary

@Suite("The files of the synthetic country")
struct FilesTests {
    private static let rollColumns = [
        "rpps", "departement_inscription", "date_inscription", "date_diplome", "annee_naissance", "specialite_sm",
        "date_qualification", "courriel_rpps", "courriel_verifie_le", "soins_directs", "soins_directs_depuis",
        "exoneration_bloc3_du", "exoneration_bloc3_au", "exoneration_motif", "fin_inscription", "motif_fin",
        "service_de_sante_armees", "adresse_1", "adresse_2", "adresse_3", "adresse_4", "adresse_5", "adresse_6",
    ]
    private let country: WrittenCountry

    init() throws { country = try WrittenCountry.demo.get() }

    @Test("every roll has the columns of the contract and rows of that length")
    func rollShape() throws {
        for council in country.summary.councils {
            let lines = try country.lines(council.roll)
            #expect(lines.first == FilesTests.rollColumns.joined(separator: ";"))
            #expect(lines.allSatisfy { $0.utf8.count { $0 == 0x3B } == 22 })
            #expect(try country.rows(council.roll).allSatisfy { $0["departement_inscription"] == council.code })
        }
    }

    @Test("the extraction has 56 columns and a trailing bar on each line")
    func extractionShape() throws {
        let lines = try country.lines(country.summary.extraction)
        #expect(lines[0].hasPrefix("Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité"))
        #expect(lines[0].hasSuffix("|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité|"))
        #expect(lines.allSatisfy { $0.utf8.count { $0 == 0x7C } == 56 && $0.hasSuffix("|") })
        #expect(country.summary.extraction.hasSuffix("PS_LibreAcces_Personne_activite_202611210830.txt"))
        let rows = try country.extraction()
        #expect(rows.allSatisfy { $0[2] == "8" + $0[1] && !$0[7].isEmpty && !$0[8].isEmpty })
        let perPerson = Dictionary(grouping: rows, by: { $0[1] })
        #expect(perPerson.values.contains { $0.count > 1 })
        #expect(rows.contains { $0[9] == "60" } && rows.contains { $0[9] == "10" && $0[11] == "E" })
        let twoSpecialties = perPerson.values.filter { Set($0.filter { $0[13] == "S" }.map { $0[15] }).count > 1 }
        #expect(twoSpecialties.count > 5)
    }

    @Test("every number is of the block 199 and has a valid Luhn key")
    func numbers() throws {
        let numbers = Set(try country.roll().compactMap { $0["rpps"] } + country.extraction().map { String($0[1]) })
        #expect(numbers.count > 3000)
        for number in numbers {
            var sum = 0
            for (place, digit) in number.reversed().compactMap(\.wholeNumberValue).enumerated() {
                sum += place % 2 == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
            }
            if number.count != 11 || !number.hasPrefix("199") || sum % 10 != 0 { Issue.record("\(number)") }
        }
    }

    @Test("no contact could be somebody's: example.org and the telephones kept for fiction")
    func contacts() throws {
        let emails =
            try country.roll().compactMap { $0["courriel_rpps"] } + country.extraction().map { String($0[43]) }
        #expect(emails.allSatisfy { $0.isEmpty || $0.hasSuffix("@example.org") })
        let telephones = Set(try country.extraction().map { $0[40].prefix(6) })
        #expect(telephones.isSubset(of: ["", "019900", "026191", "035301", "046571", "053649"]))
        #expect(try country.extraction().allSatisfy { $0[19].isEmpty && $0[20].isEmpty && $0[21].isEmpty })
    }

    @Test("each manifest tells rows and checksums as they are")
    func manifests() throws {
        for council in country.summary.councils {
            let content = try #require(FileManager.default.contents(atPath: "\(council.accounts)/manifeste.json"))
            let manifest = try JSON(parsing: [UInt8](content))
            #expect(manifest["council"] == .string(council.code))
            guard case .array(let files)? = manifest["files"] else {
                Issue.record("no files")
                continue
            }
            #expect(files.count == 3)
            for file in files {
                guard case .string(let name)? = file["file"], case .integer(let rows)? = file["rows"] else { continue }
                let header = name.hasSuffix(".csv") ? 1 : 0
                #expect(try country.lines("\(council.accounts)/\(name)").count - header == Int(rows), "\(name)")
            }
        }
    }

    @Test("one référentiel has a later version to propose: a line less, a threshold more, judging since last month")
    func proposal() throws {
        let proposal = try #require(country.summary.proposal)
        func read(_ path: String) throws -> Framework {
            try Framework(parsing: Array(try #require(FileManager.default.contents(atPath: path))))
        }
        let first = try read("\(country.folder)/frameworks/\(proposal.code).json")
        let later = try read(proposal.path)
        #expect(first.id == later.id && later.version == "demo-2" && later.isFictitious)
        #expect(proposal.publishedOn == later.publishedOn && later.publishedOn < later.effectiveFrom)
        #expect(later.effectiveFrom > first.effectiveFrom && later.effectiveFrom <= WrittenCountry.today)
        let dropped = Set(first.lines.map(\.id)).subtracting(later.lines.map(\.id))
        #expect(dropped == ["\(proposal.code)-AXE2-2"])
        #expect(later.lines.filter { !$0.thresholds.isEmpty }.map(\.thresholds.days) == [1])
    }

    @Test("the 39 invented référentiels say so, ask for two actions a block and set no threshold")
    func frameworks() throws {
        #expect(country.summary.frameworks.count == 39)
        for path in country.summary.frameworks {
            let content = try #require(FileManager.default.contents(atPath: path))
            let framework = try Framework(parsing: [UInt8](content))
            #expect(framework.isFictitious && !framework.isPartial)
            #expect(framework.title.hasPrefix("Référentiel fictif de démonstration — "))
            #expect(path.hasSuffix("/\(framework.id).json"))
            #expect(framework.blocks.map(\.required) == [2, 2, 2, 2])
            #expect(framework.lines.allSatisfy { $0.thresholds == .none && $0.blocks.count == 1 })
        }
        let psychiatry = try Framework(
            parsing: [UInt8](
                #require(FileManager.default.contents(atPath: "\(country.folder)/frameworks/REF.10.37_1.json"))))
        #expect(Block.allCases.map { block in psychiatry.lines.count { $0.blocks == [block] } } == [16, 28, 1, 10])
        #expect(psychiatry.blocks.map(\.identity) == [.line, .line, .object, .line])
    }
}
