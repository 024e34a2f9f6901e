import Crypto
import Vocabulary

/// What a purge removed, who decided it, and the hash over what is gone.
struct PurgeCertificate {
    let council: Council
    let purge: Purge
    let removed: [String: Int]
    let items: [PurgeItem]
    let rule: Retention
    let executedBy: String
    let executedAt: Int64

    /// Hexadecimal SHA-256 over the names of what was removed (`physician:12`), one a line, by kind then number.
    var hash: String {
        let gone = items.filter { $0.held == nil }.sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
        let text = gone.map { $0.name + "\n" }.joined()
        return SHA256.hash(data: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    var text: String { JSON.object(decision + outcome).text }

    private var decision: [JSON.Member] {
        let names = purge.reviews.map { JSON.string($0.name) }
        let moments = purge.reviews.map { JSON.integer(Int($0.at)) }
        return [
            .init("certificate", .string("purge")), .init("council", .string(council.code)),
            .init("purge", .integer(Int(purge.id))), .init("asOf", .string("\(purge.asOf)")),
            .init("ruleVersion", .integer(rule.version)), .init("ruleSource", .string(rule.source)),
            .init("proposedBy", .string(purge.proposedBy)), .init("proposedAt", .integer(Int(purge.proposedAt))),
            .init("reviewedBy", .array(names)), .init("reviewedAt", .array(moments)),
            .init("executedBy", .string(executedBy)), .init("executedAt", .integer(Int(executedAt))),
        ]
    }

    private var outcome: [JSON.Member] {
        let gone = items.filter { $0.held == nil }
        let categories = rule.categories.filter { $0.removal == .twoPeople }.map { category($0) }
        let left = items.filter { $0.held != nil }.map { item -> JSON in
            .object([.init("item", .string(item.name)), .init("reason", .string(item.held?.rawValue ?? ""))])
        }
        return [
            .init("physicians", .integer(gone.count { $0.kind == .physician })),
            .init("lots", .integer(gone.count { $0.kind == .lot })),
            .init("hash", .string("sha256 over the sorted names of what was removed, each with its line feed")),
            .init("sha256", .string(hash)), .init("categories", .array(categories)), .init("left", .array(left)),
        ]
    }

    private func category(_ category: RetentionCategory) -> JSON {
        .object([
            .init("category", .string(category.id)), .init("label", .string(category.label)),
            .init("retention", .string(category.words)),
            .init("rows", .integer(category.tables.compactMap { removed[$0] }.reduce(0, +))),
        ])
    }
}
