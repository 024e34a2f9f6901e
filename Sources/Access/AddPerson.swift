public import Postgres
public import Vocabulary

/// Gives somebody an address, a password and a role in an organisation; asked again, changes name and password.
public struct AddPerson: Sendable {
    /// Why a person was not added.
    public enum Refusal: Error, Sendable, Equatable {
        /// Not of the form `name@domain`.
        case emailIsNotOne
        /// Shorter than twelve characters.
        case passwordIsTooShort
        /// No council has this code.
        case councilIsUnknown(String)
        /// The role does not exist in that kind of organisation.
        case roleIsOfAnotherOrganisation

        /// What is wrong and what to do, in French.
        public var sentence: String {
            switch self {
            case .emailIsNotOne: "L'adresse électronique n'en est pas une. Donnez-la sous la forme nom@domaine."
            case .passwordIsTooShort: "Le mot de passe est trop court : il lui faut au moins douze caractères."
            case .councilIsUnknown(let code):
                "Aucune organisation n'a le code « \(code) ». Donnez celui d'un conseil (33, 2A…), national ou CNCP."
            case .roleIsOfAnotherOrganisation:
                "Ce rôle n'existe pas dans cette organisation. Les conseils ont les rôles "
                    + "\(Refusal.roles(.departmental)) ; le Conseil national, \(Refusal.roles(.national)) ; le CNCP, "
                    + "\(Refusal.roles(.cncp))."
            }
        }

        private static func roles(_ kind: Council.Kind) -> String {
            Role.allCases.filter { $0.organisation == kind }.map(\.rawValue).joined(separator: ", ")
        }
    }

    private let database: Database
    private let passwords: PasswordQueue

    /// - Parameter passwords: the queue of the process, so that a long list never takes all the memory.
    public init(_ database: Database, passwords: PasswordQueue = PasswordQueue()) {
        self.database = database
        self.passwords = passwords
    }

    /// - Parameters:
    ///   - email: any case; kept in lower case.
    ///   - password: at least twelve characters.
    ///   - council: the code of the council, such as `33`.
    ///   - from: the first day of the membership.
    ///   - salt: 16 random bytes.
    /// - Throws: `Refusal`, `PostgresError`.
    public func run(
        email: String, name: String, password: String, council code: String, role: Role, from: CalendarDate,
        salt: [UInt8]
    ) async throws {
        let address = email.lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !address.contains(" ") else {
            throw Refusal.emailIsNotOne
        }
        guard password.count >= 12 else { throw Refusal.passwordIsTooShort }
        let hash = try await passwords.run { try PasswordHash(of: password, salt: salt) }
        try await database.transaction(as: .access) { transaction in
            guard let council = try Council.find(transaction, code: code) else {
                throw Refusal.councilIsUnknown(code)
            }
            guard role.organisation == council.kind else { throw Refusal.roleIsOfAnotherOrganisation }
            let person = try PersonStore.keep(transaction, email: address, name: name, hash: hash)
            try PersonStore.addMembership(transaction, person: person, council: council.id, role: role, from: from)
        }
    }
}
