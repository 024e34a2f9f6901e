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
        case (.college, .own): code
        case (.college, .foreign): "rhumatologie"
        case (.college, .nobody): "aucun-college"
        case (.physician, .nobody), (.lot, .nobody), (.purge, .nobody), (.campaign, .nobody),
            (.entry, .nobody), (.employer, .nobody), (.postalLot, .nobody), (.notice, .nobody), (.job, _):
            "999999"
        case (.physician, _): String(council.physicians[0])
        case (.lot, _): String(council.lots[2])
        case (.purge, _): String(council.purge)
        case (.campaign, _): String(council.campaign)
        case (.entry, _): String(council.entry)
        case (.employer, _): String(council.employer)
        case (.postalLot, _): String(council.postalLot)
        case (.notice, _): String(council.notice)
        case (.asset, .own): style
        case (.framework, .own): "medecine-generale"
        case (.version, .own): "1"
        case (.letterKind, .own): "alerte"
        case (.block, .own): "signature"
        case (.problem, .own): ApiProblem.Kind.allCases[0].rawValue
        case (.problem, _), (.asset, _), (.framework, _), (.version, _), (.provider, _),
            (.letterKind, _), (.block, _):
            "inexistant"
        }
    }

    /// Every field that any form reads, naming things of one council or of none.
    func fields(_ whose: Whose, proof: String) -> [(String, String)] {
        let physician = value(.physician, whose, style: "")
        let council = value(.council, whose, style: "")
        let row = whose == .own ? "1" : "999999"
        let person = whose == .nobody ? 999_999 : (whose == .own ? own : foreign).person
        return [
            ("preuve", proof), ("medecin", physician), ("destinataire", value(.entry, whose, style: "")),
            ("type", "sans-courriel"), ("date", "2027-02-01"),
            ("referentiel", "medecine-generale"), ("raison", "essai"), ("contenu", "roll"),
            ("personne", "\(person)"), ("elu", "\(person)"), ("de", "\(person) agent"), ("vers", "\(person + 2)"),
            ("du", "2026-11-21"), ("au", "2026-11-30"), ("delegation", row), ("absence", row), ("affectation", row),
            ("confirmation", "oui"), ("suspension", row), ("motif", "essai"), ("role", "agent"),
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
        guard let action = access.action else { return true }
        return refusal(access) == 403 && Policy.may(role, action)
    }

    /// What a role without the right is answered on its own addresses: where its organisation has no such pages, they
    /// do not exist for it.
    func refusal(_ access: RouteAccess) -> Int {
        let key: Int32 =
            switch role.organisation {
            case .departmental: 1
            case .national: 0
            case .cncp: -1
            case .ministry: -2
            case .platform: -3
            case .regional: -101
            case .college: -1001
            }
        let council = Council(id: key, code: code, name: "", shortName: "")
        return access.names(council, code: code, slug: code) ? 403 : 404
    }
}

extension RouteAccess {
    /// Programs come with a key of their own and have tests of their own.
    var isForPrograms: Bool {
        if case .key = self { true } else { false }
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
