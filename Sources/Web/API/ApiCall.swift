import Access
import Postgres
import Vocabulary

/// A call of the API that has passed every check.
struct ApiCall: Sendable {
    let caller: ApiCaller
    let query: Query
    let parameters: [String: String]
    let today: CalendarDate
    let now: Instant
    /// The address of the client as the site saw it.
    let origin: String?

    /// Reads in one transaction as the organisation of the key, and nothing else.
    func read<Value: Sendable>(
        _ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: caller.council.principal, timeout: 10_000, body)
    }

    /// Leaves a trace of what was read, in the transaction that reads it.
    func record(
        _ action: AuditAction, on subject: String? = nil, detail: String? = nil, _ transaction: Transaction
    ) throws {
        try AuditEvent(action, by: caller.author(from: origin), on: subject, detail: detail)
            .record(transaction, council: caller.council.id)
    }

    /// The opaque key in the path.
    func id() throws -> Int64 {
        guard let id = parameters["id"].flatMap(Query.id) else { throw ApiProblem(.notFound) }
        return id
    }
}

/// The parameters of a call, read one by one; all faults are told at once.
struct ApiParameters {
    private let query: Query
    private(set) var faults: [ApiProblem.Fault] = []
    private var known: Set<String> = []

    init(_ query: Query) { self.query = query }

    private mutating func text(_ name: String) -> String? {
        known.insert(name)
        let values = query.pairs.filter { $0.name == name }.map(\.value)
        if values.count > 1 { fault(name, "donné \(values.count) fois, une seule est permise") }
        return values.first
    }

    private mutating func fault(_ name: String, _ sentence: String) {
        faults.append(ApiProblem.Fault(parameter: name, sentence: sentence))
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            fault(name, "une de ces valeurs : " + Value.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return value
    }

    mutating func truth(_ name: String) -> Bool? {
        guard let text = text(name) else { return nil }
        guard text == "true" || text == "false" else {
            fault(name, "« true » ou « false »")
            return nil
        }
        return text == "true"
    }

    mutating func code(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        guard Query.isFrameworkCode(text) else {
            fault(name, "l'identifiant d'un référentiel, tel que /api/v1/frameworks le donne")
            return nil
        }
        return text
    }

    mutating func number(_ name: String, from least: Int64, through most: Int64, standard: Int64) -> Int64 {
        guard let text = text(name) else { return standard }
        let digits = text.utf8
        guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text), number >= least, number <= most
        else {
            fault(name, "un nombre entier, de \(least) à \(most)")
            return standard
        }
        return number
    }

    /// The key after which a page begins; 0 without a cursor.
    mutating func cursor(_ name: String, of list: String) -> Int64 {
        guard let text = text(name) else { return 0 }
        guard let cursor = ApiCursor(text), cursor.list == list else {
            fault(name, "le curseur que la page précédente a donné, tel quel")
            return 0
        }
        return cursor.after
    }

    /// - Throws: `ApiProblem`, with every fault and every name that the resource does not know.
    mutating func check() throws {
        for name in Set(query.pairs.map(\.name)).subtracting(known).sorted() {
            let some = known.sorted().joined(separator: ", ")
            fault(
                String(name.prefix(80)),
                some.isEmpty ? "cette ressource n'a pas de paramètre" : "paramètre inconnu ; il y a : \(some)")
        }
        guard faults.isEmpty else { throw ApiProblem(.invalid, faults: faults) }
    }
}

/// Where a list goes on: opaque for the caller, checked on the way back. It holds a key, never a name.
struct ApiCursor: Equatable {
    let list: String
    let after: Int64

    init(list: String, after: Int64) {
        self.list = list
        self.after = after
    }

    /// Reads what ``text`` wrote; nil for anything else.
    init?(_ text: String) {
        guard (2...120).contains(text.utf8.count), text.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let high = rest.popFirst(), let low = rest.popFirst() {
            guard let left = ApiCursor.value(high), let right = ApiCursor.value(low) else { return nil }
            bytes.append(left << 4 | right)
        }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let after = Query.id(String(parts[1])) else { return nil }
        (list, self.after) = (String(parts[0]), after)
    }

    var text: String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = "\(list):\(after)".utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
