import Access
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// Somebody signed in who asks for every route with every kind of id.
struct Intruder {
    let browser: Browser
    let role: Role
    let isSignedIn: Bool
    let own: OneCouncil
    let foreign: OneCouncil
    /// The code of the session's organisation.
    let code: String

    /// Whose things the parameters of a path name.
    enum Whose: CaseIterable { case own, foreign, nobody }

    /// The value of a parameter.
    func value(_ kind: PathKind, _ whose: Whose, style: String) -> String {
        let council = whose == .own ? own : foreign
        return switch (kind, whose) {
        case (.council, .own): code
        case (.council, .foreign): foreign.code
        case (.council, .nobody): "99Z"
        case (.physician, .nobody), (.lot, .nobody): "999999"
        case (.physician, _): String(council.physicians[0])
        case (.lot, _): String(council.lots[2])
        case (.asset, .own): style
        case (.framework, .own): "medecine-generale"
        case (.version, .own): "1"
        case (.asset, _), (.framework, _), (.version, _): "inexistant"
        }
    }

    /// Every field that any form reads, naming things of one council or of none.
    func fields(_ whose: Whose, proof: String) -> [(String, String)] {
        let physician = value(.physician, whose, style: "")
        let council = value(.council, whose, style: "")
        return [
            ("preuve", proof), ("medecin", physician), ("type", "sans-courriel"), ("date", "2027-02-01"),
            ("referentiel", "medecine-generale"), ("raison", "essai"), ("contenu", "roll"),
            ("appartenance", "\(council) agent"), ("code", whose == .own ? "SM54" : "SM99"), ("lu", "oui"),
        ]
    }

    /// Asks as a browser does; a session that a form closed is opened again.
    func ask(
        _ rule: SiteRoutes.Rule, _ path: String, _ whose: Whose, query: String = ""
    ) async throws -> Shown {
        guard rule.method == .post else { return try await browser.get(path + query) }
        let proof = try await browser.get(.help).proof
        let body = fields(whose, proof: proof).map { "\(Query.encode($0))=\(Query.encode($1))" }.joined(separator: "&")
        let answer = try await browser.request(
            path, .post, type: "application/x-www-form-urlencoded", Array(body.utf8))
        if rule.pattern == "/deconnexion", isSignedIn { try await signIn() }
        return answer
    }

    func signIn() async throws {
        let opened = try await browser.signIn(OneCouncil.email(role, code))
        #expect(opened.status == 303, "\(role)")
    }

    /// Whether the rule of the route lets this role in.
    func mayPass(_ access: RouteAccess) -> Bool {
        switch access {
        case .bare, .open, .signedIn: true
        case .may(let action), .council(let action): Policy.may(role, action)
        }
    }
}

extension Shown {
    /// The page without the number that each error has of its own.
    var withoutReference: String {
        let parts = text.components(separatedBy: "référence <code>")
        return parts.enumerated().map { index, part in
            index == 0 ? part : String(part.drop { $0 != "<" })
        }.joined(separator: "référence <code>")
    }
}
