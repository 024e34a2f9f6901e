import Foundation
import Postgres

extension CatalogueFacts {
    /// What this version of the program declares (`Resources/isolation-declaration.txt`).
    ///
    /// - Throws: the reading error of a missing file, `Unreadable`.
    static func declared() throws -> CatalogueFacts {
        let file = Bundle.module.bundleURL.appendingPathComponent("Resources/isolation-declaration.txt")
        return try CatalogueFacts(try String(contentsOf: file, encoding: .utf8))
    }
}

/// The database compared with its declaration, fact by fact: whatever differs is a fault, and named.
extension CatalogueReview {
    mutating func reviewDeclaration(_ found: CatalogueFacts, _ declared: CatalogueFacts) {
        section.count("faits déclarés", declared.values.count)
        section.count("faits lus au catalogue", found.values.count)
        let sameServer = found.server == declared.server
        if !sameServer {
            section.leave("textes des vues et des règles, déclarés sous PostgreSQL \(declared.server)")
        }
        for key in Set(found.values.keys).union(declared.values.keys).sorted() {
            let (now, then) = (found.values[key], declared.values[key])
            if now == then || !sameServer && key.isServersOwnWords && now != nil && then != nil { continue }
            section.fail(key.subject, CatalogueReview.finding(key, now, then), remedy: key.remedy)
        }
    }

    private static func finding(_ key: CatalogueFacts.Key, _ now: String?, _ then: String?) -> String {
        switch (now, then) {
        case (let now?, let then?): "\(key.french) : « \(now) » ; déclaré : « \(then) »"
        case (let now?, nil): "\(key.french) : « \(now) », que rien ne déclare"
        default: "\(key.french) : déclaré (« \(then ?? "") ») et absent"
        }
    }

    /// What is written once is never changed: no right that could, and no rule that would.
    mutating func reviewAppendOnly(_ found: CatalogueFacts) {
        for item in rules.appendOnly {
            section.accept("\(item.relation), ajouts seuls", because: item.reason)
            for (key, value) in found.values.sorted(by: { $0.key < $1.key }) where key.subject == item.relation {
                let isWide =
                    value.hasPrefix("all to ") || value.hasPrefix("update to ") || value.hasPrefix("delete to ")
                if key.aspect.hasPrefix("policy "), isWide {
                    section.fail(
                        item.relation, "la \(key.french) permet de changer ou de retirer ce qui est écrit : \(value)",
                        remedy: "n'y laissez que des règles de lecture et d'ajout (sextant migrate)")
                }
                let verbs = value.split(separator: ", ").compactMap { $0.split(separator: " ").first }.map {
                    String($0.filter { $0 != "*" })
                }
                for verb in ["update", "delete", "truncate"]
                where key.aspect.hasPrefix("rights of ") && verbs.contains(verb) {
                    section.fail(
                        item.relation, "\(key.french) : « \(verb) » sur ce qui ne se change jamais",
                        remedy: "revoke \(verb) on \(item.relation) from \(key.aspect.dropFirst(10))")
                }
            }
        }
    }
}

extension CatalogueFacts.Key {
    /// Whether the value is written by the server in words that change from one major version to another.
    var isServersOwnWords: Bool { aspect == "text" || aspect.hasPrefix("rule ") || aspect.hasPrefix("trigger ") }

    /// The aspect in French.
    var french: String {
        let words = [
            ("rights of ", "droits de "), ("policy ", "règle "), ("trigger ", "déclencheur "),
            ("rule ", "règle de réécriture "), ("key ", "clé étrangère "), ("unique ", "unicité "),
            ("member ", "membre "), ("setting ", "réglage "), ("kind", "nature"), ("text", "texte de la vue"),
            ("body", "corps"), ("owner", "propriétaire"), ("can", "pouvoirs"), ("child of", "héritage"),
        ]
        guard let (english, french) = words.first(where: { aspect.hasPrefix($0.0) }) else { return aspect }
        return french + aspect.dropFirst(english.count)
    }

    var remedy: String {
        aspect.hasPrefix("rights of ")
            ? "revoke all on \(subject) from \(aspect.dropFirst(10)), puis sextant migrate"
            : "retirez ce qui n'est pas déclaré, puis sextant migrate rétablit le reste"
    }
}
