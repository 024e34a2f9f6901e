public import Access
public import Vocabulary

/// What awaits a council this week, for one of its people: numbers, and where each is seen to. It names no physician.
public struct Digest: Sendable, Hashable {
    /// Where a number is seen to.
    public enum Place: Sendable, Hashable {
        /// A campaign that waits for a decision.
        case campaign(Int64)
        /// Letters that wait for being printed.
        case letters
        /// A lot that is printed and not deposited, by its key.
        case lot(Int64)
        /// Physicians whose address fails or may fail.
        case addresses(Reach.State)
        /// Physicians whose référentiel is to be chosen.
        case frameworks
        /// Physicians whose cycle has ended.
        case verifications
        /// Physicians with a milestone on this day or before.
        case milestones(through: CalendarDate)

        /// What somebody must be allowed to do to be told of it.
        var action: CouncilAction {
            switch self {
            case .campaign, .addresses: .readAlerts
            case .letters, .lot: .prepareLots
            case .frameworks: .chooseFramework
            case .verifications, .milestones: .readRegister
            }
        }
    }

    /// One number.
    public struct Line: Sendable, Hashable {
        /// Where it is seen to.
        public let place: Place
        /// 1 or more.
        public let count: Int

        /// A number of something.
        public init(_ place: Place, _ count: Int) {
            self.place = place
            self.count = count
        }
    }

    /// The numbers, the most urgent first; empty when nothing awaits the reader.
    public let lines: [Line]

    /// What somebody with these roles is told of.
    init(_ lines: [Line], for roles: Set<Role>) {
        self.lines = lines.filter { line in
            line.count > 0 && roles.contains { Policy.may($0, line.place.action) }
        }
    }

    /// Whether a role is sent one.
    public static func isSent(to role: Role) -> Bool {
        role.organisation == .departmental && Policy.may(role, .readAlerts) && Policy.may(role, .writeThread)
    }
}

extension Digest.Line {
    /// The number in a sentence without its full stop.
    public var sentence: String {
        switch place {
        case .campaign:
            Self.say(
                count, "destinataire d’une campagne d’alertes attend",
                "destinataires d’une campagne d’alertes attendent") + " une décision"
        case .letters: Self.say(count, "lettre est à imprimer", "lettres sont à imprimer")
        case .lot:
            Self.say(count, "lettre est à déposer", "lettres sont à déposer") + " à la poste"
        case .addresses(.refused):
            Self.say(count, "adresse électronique est refusée", "adresses électroniques sont refusées")
        case .addresses:
            Self.say(count, "adresse électronique est à vérifier", "adresses électroniques sont à vérifier")
        case .frameworks: Self.say(count, "référentiel est à choisir", "référentiels sont à choisir")
        case .verifications: Self.say(count, "cycle terminé est à vérifier", "cycles terminés sont à vérifier")
        case .milestones(let day):
            Self.say(count, "médecin a une échéance", "médecins ont une échéance") + " d’ici au \(day.inWords)"
        }
    }

    private static func say(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}

extension Digest {
    /// The mail, whose lines end with a line feed.
    ///
    /// - Parameters:
    ///   - monday: the first day of the week.
    ///   - link: where a number is seen to, and nil for the reader's account, as an absolute address.
    func text(
        for council: Council, on monday: CalendarDate, link: (Place?) -> String
    ) -> (subject: String, body: String) {
        let points = lines.map { "- \($0.sentence) :\n  \(link($0.place))" }
        let body = """
            Bonjour,

            Voici ce qui attend votre conseil (\(council.name)) dans la semaine du \(monday.inWords).

            \(points.joined(separator: "\n\n"))

            Chaque lien demande votre connexion. Ce message ne nomme aucun médecin.

            Pour ne plus recevoir ce récapitulatif, ouvrez votre compte :
            \(link(nil))

            """
        return ("Sextant : votre semaine du \(monday.inWords)", body)
    }
}
