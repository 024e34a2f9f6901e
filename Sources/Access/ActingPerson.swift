public import Postgres
public import Vocabulary

/// Somebody whom a command names as the one who acts: the table of rights is asked as it is for a page.
public struct ActingPerson: Sendable {
    /// Why a person may not act so.
    public enum Refusal: Error, Equatable {
        /// Nobody has this address.
        case isUnknown
        /// No role of theirs gives the right on that day, in that organisation.
        case mayNot
        /// A role of a council gives it, and the command says no council.
        case organisationIsMissing
    }

    let database: Database

    /// - Parameter database: the pool of the login.
    public init(_ database: Database) { self.database = database }

    /// The person in the role that lets them act.
    ///
    /// - Parameters:
    ///   - address: the address with which they sign in.
    ///   - code: the organisation on which the command acts; nil when it acts on what all share.
    /// - Throws: ``Refusal``, `PostgresError`.
    public func author(
        _ address: String, doing action: CouncilAction, in code: String?, on today: CalendarDate
    ) async throws -> Author {
        let (person, memberships) = try await database.transaction(as: .access) { transaction in
            guard let person = try PersonStore.find(transaction, email: address) else { throw Refusal.isUnknown }
            return (person.id, try MembershipStore.current(transaction, person: person.id, on: today))
        }
        let able = memberships.filter { Policy.may($0.role, action) }
        guard !able.isEmpty else { throw Refusal.mayNot }
        let fitting = able.first { membership in
            guard let code else { return membership.role.organisation != .departmental }
            return membership.council.code == code
        }
        guard let fitting else { throw code == nil ? Refusal.organisationIsMissing : Refusal.mayNot }
        return Author(name: address, personID: person, role: fitting.role, origin: Author.command)
    }
}
