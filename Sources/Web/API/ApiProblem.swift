import Postgres
import Vocabulary

/// Why the API does not answer what was asked, as RFC 9457 writes it.
struct ApiProblem: Error, Sendable {
    /// A value of the request that is to be corrected.
    struct Fault: Sendable {
        let parameter: String
        let sentence: String
    }

    let kind: Kind
    var detail: String
    var faults: [Fault] = []
    var waits: Int?

    /// The kinds of problem; each has a page of its own that says what to do.
    enum Kind: String, CaseIterable, Sendable {
        case unauthenticated = "cle-absente-ou-invalide"
        case closed = "portee-absente"
        case notFound = "introuvable"
        case invalid = "demande-invalide"
        case method = "methode-refusee"
        case notAcceptable = "format-refuse"
        case tooMany = "trop-d-appels"
        case unavailable = "indisponible"
        case unexpected = "erreur-interne"

        var status: Int {
            switch self {
            case .unauthenticated: 401
            case .closed: 403
            case .notFound: 404
            case .invalid: 400
            case .method: 405
            case .notAcceptable: 406
            case .tooMany: 429
            case .unavailable: 503
            case .unexpected: 500
            }
        }

        var title: String {
            switch self {
            case .unauthenticated: "Clé absente ou invalide"
            case .closed: "La clé n'ouvre pas cette ressource"
            case .notFound: "Introuvable"
            case .invalid: "Demande invalide"
            case .method: "Méthode refusée"
            case .notAcceptable: "Format refusé"
            case .tooMany: "Trop d'appels"
            case .unavailable: "Indisponible"
            case .unexpected: "Erreur interne"
            }
        }

        /// What whoever wrote the calling program does about it.
        var advice: String {
            switch self {
            case .unauthenticated:
                "Envoyez l'en-tête « Authorization: Bearer » suivi d'une clé en cours de validité. La personne qui gère "
                    + "les accès de l'organisation crée les clés à la page « Accès API »."
            case .closed: "Faites créer une clé dont la portée comprend cette ressource."
            case .notFound:
                "L'adresse n'existe pas, ou ce qu'elle désigne n'appartient pas à l'organisation de la clé."
            case .invalid: "Corrigez les paramètres que la liste « erreurs » nomme."
            case .method: "L'API ne fait que lire : employez GET ou HEAD."
            case .notAcceptable: "Acceptez « application/json »."
            case .tooMany: "Attendez le nombre de secondes de l'en-tête Retry-After."
            case .unavailable: "Recommencez dans quelques secondes."
            case .unexpected: "Recommencez ; si l'erreur revient, donnez la référence à l'exploitant."
            }
        }
    }

    init(_ kind: Kind, _ detail: String? = nil, faults: [Fault] = [], waits: Int? = nil) {
        self.kind = kind
        self.detail = detail ?? kind.advice
        self.faults = faults
        self.waits = waits
    }

    /// What any error of the rooms means for a program.
    init(_ error: any Error) {
        if let problem = error as? ApiProblem {
            self = problem
            return
        }
        switch Problem(error) {
        case .notFound: self.init(.notFound)
        case .unavailable, .conflict: self.init(.unavailable, waits: 5)
        case .tooMany(let seconds): self.init(.tooMany, waits: seconds)
        default: self.init(.unexpected)
        }
    }

    /// The body, `application/problem+json`.
    ///
    /// - Parameter reference: what the log says beside the precise reason; nil where nothing went wrong on our side.
    func json(instance: String, reference: String?) -> [UInt8] {
        var members: [JSON.Member] = [
            .init("type", .string(SiteURL.apiProblem(kind).text)), .init("title", .string(kind.title)),
            .init("status", .integer(kind.status)), .init("detail", .string(detail)),
            .init("instance", .string(instance)),
        ]
        if let reference { members.append(.init("reference", .string(reference))) }
        if !faults.isEmpty {
            let list = faults.map { fault in
                JSON.object([
                    .init("parametre", .string(fault.parameter)), .init("message", .string(fault.sentence)),
                ])
            }
            members.append(.init("erreurs", .array(list)))
        }
        return Array(JSON.object(members).text.utf8)
    }
}
