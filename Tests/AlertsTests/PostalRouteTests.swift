import Letters
import Testing

@testable import Alerts
@testable import Registry

@Suite("The way of a letter on paper")
struct PostalRouteTests {
    private func lines(_ address: [String]) -> [String]? {
        let contact = PhysicianContact(
            physicianID: 1, title: "DR", familyName: "MŒRIC", givenName: "Yann", email: nil, emailCheckedOn: nil,
            address: address)
        guard case .post(let lines) = Route.post(contact) else { return nil }
        return lines
    }

    @Test("an address that begins with the name bears it once, in whatever case, order and title (NF Z 10-011)")
    func nameOnce() {
        let street = ["3 avenue des Trois Ponts", "33000 Bordeaux"]
        let expected = ["Docteur Yann MŒRIC"] + street
        #expect(lines(street) == expected)
        for first in ["Docteur Yann Mœric", "DR MŒRIC YANN", "M. Mœric Yann"] {
            #expect(lines([first] + street) == expected, "\(first)")
        }
        #expect(lines(["Cabinet Mœric Yann"] + street) == ["Docteur Yann MŒRIC", "Cabinet Mœric Yann"] + street)
    }

    @Test("an address that begins with the name may have five lines more; six more do not fit the window")
    func sixLines() {
        let five = (1...4).map { "Ligne \($0)" } + ["33000 Bordeaux"]
        #expect(lines(["Docteur Yann Mœric"] + five)?.count == 6)
        #expect(lines(["Accueil"] + five) == nil)
        #expect(lines([]) == nil && lines(["33000 Bordeaux"]) == nil)
    }

    @Test(
        "why there is no way: no address, one that is too long, or one from which a letter came back, however written")
    func obstacles() {
        func contact(_ address: [String]) -> PhysicianContact {
            PhysicianContact(
                physicianID: 1, title: "DR", familyName: "MŒRIC", givenName: "Yann", email: nil, emailCheckedOn: nil,
                address: address)
        }
        let street = contact(["3 avenue des Trois Ponts", "33000 Bordeaux"])
        let back: Set<String> = [PostalCheck.key(["3, AVENUE DES TROIS-PONTS", "33000 BORDEAUX"])]
        #expect(Route.of(street) != nil && Route.of(street, refused: back) == nil)
        #expect(Route.obstacle(street, refused: back) == .addressReturned)
        #expect(Route.obstacle(contact([])) == .noAddress && Route.obstacle(nil) == .noAddress)
        #expect(Route.obstacle(contact((1...6).map { "Ligne \($0)" })) == .addressTooLong)
    }
}
