import Access
import Postgres
import Vocabulary

/// Somebody who is sent the summary of the week of a council.
struct DigestReader: Hashable, Sendable {
    let person: Int64
    /// The address with which they sign in.
    let email: String
    /// Their own roles and those handed on to them.
    let roles: Set<Role>

    /// Those of a council on a day, in a transaction as `Principal.members(of:)`. A role that was handed on counts, as
    /// in a session, while its giver holds it, and for a member who has one of their own: of others no address is known
    /// there.
    static func all(of council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> [DigestReader] {
        let members = try Members(of: council, on: day, transaction)
        var emails: [Int64: String] = [:]
        var roles: [Int64: Set<Role>] = [:]
        for member in members.members where member.holds(on: day) {
            emails[member.personID] = member.email
            roles[member.personID, default: []].insert(member.role)
        }
        for delegation in members.delegations
        where delegation.firstDay <= day && day < delegation.until
            && members.holds(delegation.fromPersonID, delegation.role, on: day)
        {
            roles[delegation.toPersonID, default: []].insert(delegation.role)
        }
        return emails.sorted { $0.key < $1.key }.compactMap { person, email -> DigestReader? in
            let held = roles[person] ?? []
            guard held.contains(where: Digest.isSent(to:)) else { return nil }
            return DigestReader(person: person, email: email, roles: held)
        }
    }
}
