public import Vocabulary

/// One checked row of a council's roll: a physician, a registration and a qualification (contracts §2).
public struct RollRow: Equatable, Sendable {
    /// Why a physician is exempt of block 3.
    public enum ExemptionReason: String, Sendable {
        /// No direct care of patients.
        case noCare = "sans_soins"
        /// A compulsory training takes its place.
        case compulsoryTraining = "formation_obligatoire"
    }

    /// Why a registration ended.
    public enum EndReason: String, Sendable {
        /// Retirement.
        case retirement = "retraite"
        /// Death.
        case death = "deces"
        /// Move to another council.
        case transfer = "transfert"
        /// Struck off by a disciplinary decision.
        case strikingOff = "radiation"
        /// Left out of the roll.
        case omission = "omission"
    }

    /// The number of its line in the file, from 1.
    public let line: Int
    /// The RPPS number, eleven digits.
    public let rpps: String
    /// The code of the council, one of the codes given to the reader.
    public let council: String
    /// `date_inscription`: may lie after the day the roll is declared true for.
    public let registeredOn: CalendarDate
    /// `date_diplome`.
    public let diplomaOn: CalendarDate?
    /// `annee_naissance`.
    public let birthYear: Int?
    /// `specialite_sm`, one of the codes given to the reader.
    public let specialtyCode: String
    /// `date_qualification`.
    public let qualifiedOn: CalendarDate?
    /// `courriel_rpps`.
    public let email: String?
    /// `courriel_verifie_le`.
    public let emailCheckedOn: CalendarDate?
    /// `soins_directs`: true unless the row says `non`.
    public let givesDirectCare: Bool
    /// `soins_directs_depuis`: since when ``givesDirectCare`` is so.
    public let directCareSince: CalendarDate?
    /// `exoneration_bloc3_du`.
    public let exemptFrom: CalendarDate?
    /// `exoneration_bloc3_au`, inclusive; nil while it lasts.
    public let exemptThrough: CalendarDate?
    /// `exoneration_motif`.
    public let exemptionReason: ExemptionReason?
    /// `fin_inscription`.
    public let endedOn: CalendarDate?
    /// `motif_fin`.
    public let endReason: EndReason?
    /// `service_de_sante_armees`: such physicians are out of the councils' lists.
    public let isMilitary: Bool
    /// `adresse_1` to `adresse_6`, the empty ones left out.
    public let address: [String]
}

/// The columns of the roll.
enum RollColumn: Int, SheetColumn {
    case rpps, council, registeredOn, diplomaOn, birthYear, specialty, qualifiedOn, email, emailCheckedOn
    case directCare, directCareSince, exemptFrom, exemptThrough, exemptionReason, endedOn, endReason, military
    case address1, address2, address3, address4, address5, address6

    private static let names = [
        "rpps", "departement_inscription", "date_inscription", "date_diplome", "annee_naissance", "specialite_sm",
        "date_qualification", "courriel_rpps", "courriel_verifie_le", "soins_directs", "soins_directs_depuis",
        "exoneration_bloc3_du", "exoneration_bloc3_au", "exoneration_motif", "fin_inscription", "motif_fin",
        "service_de_sante_armees", "adresse_1", "adresse_2", "adresse_3", "adresse_4", "adresse_5", "adresse_6",
    ]

    var name: String { RollColumn.names[rawValue] }

    var isRequired: Bool {
        switch self {
        case .rpps, .council, .registeredOn, .specialty: true
        default: false
        }
    }
}
