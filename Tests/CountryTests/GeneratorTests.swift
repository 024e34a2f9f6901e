import Foundation
import Testing
import Vocabulary

@testable import Country

@Suite("The synthetic country")
struct GeneratorTests {
    @Test("the same seed writes the same bytes, another seed other ones")
    func determinism() throws {
        let first = try WrittenCountry(physicians: 400, councils: ["33", "2A", "974"]).files()
        let second = try WrittenCountry(physicians: 400, councils: ["33", "2A", "974"]).files()
        let other = try WrittenCountry(seed: 7, physicians: 400, councils: ["33", "2A", "974"]).files()
        #expect(first == second)
        #expect(first["roll/33.csv"] != other["roll/33.csv"])
        #expect(first.count == 1 + 3 + 3 * 5 + 39 + 1 + 1)
    }

    @Test("a larger council keeps the people of a smaller one")
    func prefix() throws {
        let small = try WrittenCountry(physicians: 100, councils: ["48"])
        let large = try WrittenCountry(physicians: 160, councils: ["48"])
        let actions = try small.lines("\(small.folder)/accounts/48/actions.jsonl")
        let rolls = (try small.lines("\(small.folder)/roll/48.csv"), try large.lines("\(large.folder)/roll/48.csv"))
        #expect(rolls.0.count > 80)
        #expect(Array(rolls.1.prefix(rolls.0.count)) == rolls.0)
        #expect(Array(try large.lines("\(large.folder)/accounts/48/actions.jsonl").prefix(actions.count)) == actions)
    }

    @Test("councils share the physicians as DREES counts them, one at least each")
    func shares() throws {
        let resources = try CountryGenerator.Resources()
        let demo = try CountryGenerator(
            physicians: 12_000, councils: .some(CountryGenerator.defaultCouncils), today: WrittenCountry.today,
            resources: resources)
        #expect(demo.councils.reduce(0) { $0 + $1.physicians } == 12_000)
        let sizes = Dictionary(uniqueKeysWithValues: demo.councils.map { ($0.code, $0.physicians) })
        let ordered = ["75", "59", "33", "974", "2A", "48"].compactMap { sizes[$0] }
        #expect(ordered == ordered.sorted(by: >) && Set(ordered).count == 6)
        #expect(ordered[0] > 5000 && ordered[5] < 100)
        let nation = try CountryGenerator(
            physicians: 242_163, councils: .all, today: WrittenCountry.today, resources: resources)
        #expect(nation.councils.count == 101)
        #expect(nation.councils.first { $0.code == "33" }?.physicians == 7651)
        #expect(CountryGenerator.shares(of: 3, weights: [1000, 1, 1]) == [3, 1, 1])
    }

    @Test("what cannot be generated is refused with a sentence")
    func refusals() throws {
        let resources = try CountryGenerator.Resources()
        #expect(throws: CountryError.unknownCouncil("20")) {
            try CountryGenerator(
                physicians: 10, councils: .some(["20"]), today: WrittenCountry.today, resources: resources)
        }
        #expect(throws: CountryError.tooManyPhysicians(council: "48", limit: 90_000)) {
            try CountryGenerator(
                physicians: 90_001, councils: .some(["48"]), today: WrittenCountry.today, resources: resources)
        }
        #expect(throws: CountryError.tooEarly("2023-01-01")) {
            try CountryGenerator(
                physicians: 10, councils: .all, today: CalendarDate(iso: "2023-01-01")!, resources: resources)
        }
        #expect(throws: CountryError.badResource("colleges.csv")) {
            try CountryGenerator.Resources(folder: "/nowhere")
        }
    }

    @Test(
        "one person a role can sign in at each council and office, and a second officer of the CNCP, under example.org")
    func people() throws {
        let country = try WrittenCountry(physicians: 60, councils: ["48", "2A"])
        let text = try String(contentsOfFile: "\(country.folder)/people.json", encoding: .utf8)
        guard case .array(let people) = try JSON(parsing: Array(text.utf8)) else {
            Issue.record("people.json is not a list")
            return
        }
        #expect(people.count == 2 * 7 + 9)
        for person in people {
            guard case .string(let email)? = person["email"], case .string(let password)? = person["password"] else {
                Issue.record("no e-mail or password")
                continue
            }
            #expect(email.hasSuffix("@example.org"))
            #expect(password.hasPrefix("sextant-demo-"))
        }
    }

    @Test("the checksum is that of the standard (FIPS 180-4)")
    func checksum() {
        func sum(_ parts: String...) -> String {
            var checksum = Checksum()
            for part in parts { checksum.update(Array(part.utf8)) }
            return checksum.finish()
        }
        #expect(sum("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(sum("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        let expected = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        #expect(sum(long) == expected)
        #expect(sum(String(long.prefix(5)), String(long.dropFirst(5))) == expected)
        let million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(sum(String(repeating: "a", count: 999_937), String(repeating: "a", count: 63)) == million)
    }
}
