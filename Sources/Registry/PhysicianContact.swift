public import Postgres
public import Vocabulary

/// How a council reaches a physician, as its roll says; where the roll has no e-mail address, as the account feed says.
public struct PhysicianContact: Hashable, Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// The professional civility, such as `DR`.
    public let title: String?
    /// Nil until an extraction brings a name.
    public let familyName: String?
    /// Nil until an extraction brings a name.
    public let givenName: String?
    /// The e-mail address; nil where none is known.
    public let email: String?
    /// When the roll's address was last checked.
    public let emailCheckedOn: CalendarDate?
    /// The lines of the postal address without the name; empty where none is known.
    public let address: [String]

    /// « Docteur Claire Aubin »; « Docteur » alone while no extraction has brought a name.
    public var addressee: String {
        (["Docteur"] + [givenName, familyName].compactMap(\.self)).joined(separator: " ")
    }

    /// The contacts of physicians of the transaction's council, by key; whoever is on no roll of it is left out.
    ///
    /// - Throws: `PostgresError`.
    public static func read(
        _ physicians: [Int64], _ transaction: Transaction
    ) throws -> [Int64: PhysicianContact] {
        let contacts = try PhysicianContactStore.read(transaction, physicians)
        return Dictionary(contacts.map { ($0.physicianID, $0) }) { first, _ in first }
    }
}
