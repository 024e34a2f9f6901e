public import Access
import Crypto
import Documents
import Foundation
public import Postgres
public import Vocabulary

/// Reads the reports of mails that did not arrive, from the Maildir of the return address.
///
/// A report is read once however often it is found: it is kept by its hash, and goes from `new/` to `cur/` after the
/// commit. What is no report, or bears a token that is not the delivery's, changes nothing and goes there too.
public struct ReadBounces: Sendable {
    /// What was found.
    public struct Summary: Hashable, Sendable {
        /// Reports of a failure that were not known.
        public var failures = 0
        /// Reports that change nothing: known already, of a delay, of a delivery that succeeded.
        public var repeated = 0
        /// Messages that are no report on one of our mails.
        public var unknown = 0

        mutating func count(_ finding: Finding) {
            switch finding {
            case .failure: failures += 1
            case .repeated: repeated += 1
            case .unknown: unknown += 1
            }
        }
    }

    private let folder: String
    private let domain: String
    private let gates: [Notice.Kind: any Gate]
    private let today: @Sendable () -> CalendarDate
    private let now: @Sendable () -> Instant

    /// The most bytes of a message that are read.
    private static let longest = 1 << 22

    /// - Parameters:
    ///   - folder: the Maildir, which has `new` and `cur`.
    ///   - domain: that of the return address.
    ///   - gates: who hears that an address does not work, by kind.
    ///   - today: the civil day.
    ///   - now: the moment.
    public init(
        folder: String, domain: String, gates: [Notice.Kind: any Gate],
        today: @escaping @Sendable () -> CalendarDate, now: @escaping @Sendable () -> Instant
    ) {
        self.folder = folder
        self.domain = domain
        self.gates = gates
        self.today = today
        self.now = now
    }

    /// Reads what is new, oldest name first. A message on which the database fails stays where it is, and keeps none of
    /// the others waiting.
    ///
    /// - Throws: at once when the database is out of reach or the folder cannot be read; else the first fault, once all
    ///   the others were read.
    public func run(_ database: Database) async throws -> Summary {
        var summary = Summary()
        var fault: PostgresError?
        let new = URL(filePath: folder).appending(path: "new")
        for name in try FileManager.default.contentsOfDirectory(atPath: new.path).sorted() where !name.hasPrefix(".") {
            try Task.checkCancellation()
            let file = new.appending(path: name)
            // Another worker reads the same folder, and was faster.
            guard let handle = try? FileHandle(forReadingFrom: file) else { continue }
            let bytes = Array(try handle.read(upToCount: Self.longest) ?? Data())
            try handle.close()
            do {
                summary.count(try await read(bytes, database))
            } catch PostgresError.server(let server) {
                fault = fault ?? PostgresError.server(server)
                continue
            }
            let read = URL(filePath: folder).appending(path: "cur/\(name):2,S")
            try? FileManager.default.moveItem(at: file, to: read)
        }
        if let fault { throw fault }
        return summary
    }

    enum Finding {
        case failure
        case repeated
        case unknown
    }

    /// Reads one message.
    func read(_ message: [UInt8], _ database: Database) async throws -> Finding {
        guard let report = DeliveryReport(message), let address = ReturnAddress(report.to, at: domain) else {
            return .unknown
        }
        let hash = SHA256.hash(data: message).map { String(format: "%02x", $0) }.joined()
        return try await database.patient(as: .council(address.council)) { transaction in
            try record(report, of: address, hash: hash, transaction)
        }
    }

    private func record(
        _ report: DeliveryReport, of address: ReturnAddress, hash: String, _ transaction: Transaction
    ) throws -> Finding {
        let store = DeliveryStore(transaction: transaction, council: address.council)
        guard let delivery = try store.find(address.delivery), address.holds(delivery.token) else { return .unknown }
        guard let failed = report.recipients.first(where: { $0.fate == .failed }) else { return .repeated }
        // The row of the bounce locks its delivery: what a gate locks comes before it.
        try gates[delivery.kind]?.hold(delivery.notice, council: address.council, transaction)
        let bounces = BounceStore(transaction: transaction, council: address.council)
        guard try bounces.add(failed, of: delivery.id, hash: hash, on: today(), at: now()) else { return .repeated }
        try DeliveryFailure(
            council: address.council, delivery: delivery, status: failed.status,
            isOfAddress: failed.status.hasPrefix("5.1."), gate: gates[delivery.kind]
        ).record(on: today(), at: now(), transaction)
        return .failure
    }
}
