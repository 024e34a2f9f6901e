import Access
import Documents
import Intake
import Postgres

/// Why a page cannot be shown, before it becomes a sentence.
enum Problem: Error, Sendable {
    case notFound
    case signInFirst
    case forbidden
    /// The session reads with other eyes: nothing can be changed in it.
    case readOnly
    /// The form was not made for this browser's session.
    case staleForm
    /// Somebody else changed the thing meanwhile.
    case conflict(HTML)
    case unprocessable(HTML)
    case tooLarge(limit: Int)
    case tooMany(seconds: Int)
    case unavailable
    case unexpected

    /// The status of the answer.
    var status: Int {
        switch self {
        case .notFound: 404
        case .signInFirst, .forbidden, .readOnly, .staleForm: 403
        case .conflict: 409
        case .tooLarge: 413
        case .unprocessable: 422
        case .tooMany: 429
        case .unexpected: 500
        case .unavailable: 503
        }
    }

    /// What any error of the rooms means for a reader.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        // What a command's option does, a person does by applying the lot under another name.
        case let refusal as Refusal:
            self = .unprocessable(HTML(say: refusal.sentence.replacing(" (option --approved-by)", with: "")))
        case is PasswordQueue.Full: self = .tooMany(seconds: 5)
        case is KeyRing.Unreadable:
            self = .unprocessable(
                """
                Votre second facteur a été enregistré avec une clé que ce serveur n'a plus. Demandez à
                l'administrateur de votre organisation de le réinitialiser.
                """)
        // Whoever asked has gone away.
        case is CancellationError: self = .unprocessable("La demande a été interrompue. Rien n'a été enregistré.")
        case let error as PostgresError: self.init(postgres: error)
        default: self = .unexpected
        }
    }

    private init(postgres error: PostgresError) {
        switch (error, error.sqlState ?? "") {
        case (.unreachable, _), (_, "57P01"), (_, "57P02"), (_, "57P03"), (_, "53300"): self = .unavailable
        case (_, "40001"), (_, "40P01"):
            self = .conflict(
                "Une autre personne modifiait les mêmes informations au même moment. Rien n'a été enregistré.")
        case (_, "57014"): self = .unavailable
        default: self = .unexpected
        }
    }
}
