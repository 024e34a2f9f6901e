import Letters
import Postgres

/// Where the carrier knocks. Nobody is signed in: the sealed key of the address names the council and the letter.
extension RegisteredRoutes {
    /// The carrier says that something happened. Its key alone says whose letter it is; what the message says is only a
    /// reason to ask the carrier itself, so that a message twice, late or false changes nothing.
    @Sendable func hear(_ visit: Visit) async throws -> Reply {
        guard let place = visit.parameters["key"].flatMap({ hook?.open($0) }) else { throw Problem.notFound }
        let mail = visit.form["id_mail"]
        let isOurs = try await database.transaction(as: .council(place.council), timeout: 2_000) { transaction in
            try HearCarrier(place, mail: mail).run(transaction)
        }
        guard isOurs else { throw Problem.notFound }
        return .text(status: 200, "ok\n")
    }
}
