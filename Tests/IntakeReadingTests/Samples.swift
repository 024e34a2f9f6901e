import Documents
import Intake
import Vocabulary

/// What a reading gave: rows, quarantined lines, and the report.
struct Reading<Row: Equatable>: Equatable {
    var rows: [Row] = []
    var quarantined: [QuarantinedLine] = []
    var report = ReadingReport()

    var codes: [String] { quarantined.map(\.code) }
    var warningCodes: [String] { report.warnings.map(\.code) }

    /// Whether each data line is a row, quarantined or ignored, and nothing is told twice.
    var isBalanced: Bool {
        report.lines == report.rows + report.quarantined + report.ignoredLines && report.rows == rows.count
            && report.quarantined == quarantined.count
            && Set(quarantined.map(\.number)).count == quarantined.count
            && quarantined.allSatisfy { !$0.sentence.isEmpty && $0.number > 0 }
    }
}

/// The specialties and councils that the tests know.
let knownSpecialties: Set<String> = ["SM01", "SM53", "SM54"]
let knownCouncils: Set<String> = ["01", "33", "2A", "974"]
let asOf = CalendarDate(year: 2026, month: 11, day: 21)!

func day(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }

// MARK: the roll

/// Reads a roll given as bytes.
func readRoll(
    _ bytes: [UInt8], only: String? = nil, chunk: Int = ByteSource.usualChunk
) throws -> Reading<RollRow> {
    let source = try ByteSource(bytes: bytes, name: "tableau.csv", chunk: chunk)
    let rules = RollReader.Rules(
        specialties: knownSpecialties, councils: knownCouncils, asOf: asOf, onlyCouncil: only)
    let reader = try RollReader(source, rules: rules)
    var result = Reading<RollRow>()
    _ = try reader.read(row: { result.rows.append($0) }, quarantine: { result.quarantined.append($0) })
    result.report = reader.report
    return result
}

/// A roll of one row made of the four required values and of some others.
func roll(_ values: [String: String] = [:], only: String? = nil) throws -> Reading<RollRow> {
    let usual = [
        "rpps": "19900000001", "departement_inscription": "33", "date_inscription": "2010-09-01",
        "specialite_sm": "SM54",
    ]
    let all = usual.merging(values) { $1 }.sorted { $0.key < $1.key }
    let text = all.map(\.key).joined(separator: ";") + "\n" + all.map(\.value).joined(separator: ";") + "\n"
    return try readRoll(Array(text.utf8), only: only)
}

// MARK: the extraction

/// The 56 published names, in order.
let extractionNames =
    ("Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|"
    + "Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession|"
    + "Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire|"
    + "Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|"
    + "Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|"
    + "Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|"
    + "Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|"
    + "Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|"
    + "Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|"
    + "Libellé Voie (coord. structure)|Mention distribution (coord. structure)|Bureau cedex (coord. structure)|"
    + "Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)|"
    + "Code pays (coord. structure)|Libellé pays (coord. structure)|Téléphone (coord. structure)|"
    + "Téléphone 2 (coord. structure)|Télécopie (coord. structure)|Adresse e-mail (coord. structure)|"
    + "Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|"
    + "Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|"
    + "Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|"
    + "Code genre activité|Libellé genre activité").split(separator: "|").map(String.init)

/// A line of the extraction: a physician of Bordeaux, but for the values given by column name.
func extractionLine(_ values: [String: String] = [:], names: [String] = extractionNames) -> String {
    let usual = [
        "Type d'identifiant PP": "8", "Identifiant PP": "19900000001", "Identification nationale PP": "819900000001",
        "Code civilité d'exercice": "DR", "Code civilité": "MME", "Nom d'exercice": "TESTARD",
        "Prénom d'exercice": "ZÉLIE", "Code profession": "10", "Code catégorie professionnelle": "C",
        "Code type savoir-faire": "S", "Code savoir-faire": "SM54", "Code mode exercice": "L",
        "Code postal (coord. structure)": "33000", "Code commune (coord. structure)": "33063",
        "Libellé commune (coord. structure)": "Bordeaux", "Code pays (coord. structure)": "99000",
        "Autorité d'enregistrement": "CNOM/CNOM/CNOM", "Code secteur d'activité": "SA07",
    ]
    let all = usual.merging(values) { $1 }
    return names.map { all[$0] ?? "" }.joined(separator: "|")
}

/// The bytes of an extraction row, copied out of it.
struct CopiedRow: Equatable {
    let line: Int
    let rpps, family, given, civility, professional, category, type, code, mode: String
    let department, commune, label, sector, authority: String

    init(_ row: borrowing ExtractionRow) {
        line = row.line
        (rpps, family, given) = (row.rpps.text, row.familyName.text, row.givenName.text)
        (civility, professional) = (row.civility.text, row.professionalCivility.text)
        (category, type, code) = (row.category.text, row.knowHowType.text, row.knowHowCode.text)
        (mode, department, commune) = (row.mode.text, row.siteDepartment.text, row.communeCode.text)
        (label, sector, authority) = (row.communeLabel.text, row.sector.text, row.authority.text)
    }
}

/// Reads an extraction given as bytes.
func readExtraction(
    _ bytes: [UInt8], profession: String = "10", chunk: Int = ByteSource.usualChunk
) throws -> (kind: ExtractionKind, reading: Reading<CopiedRow>) {
    let source = try ByteSource(bytes: bytes, name: "PS_LibreAcces.txt", chunk: chunk)
    let reader = try ExtractionReader(source, rules: .init(profession: profession, specialties: knownSpecialties))
    var result = Reading<CopiedRow>()
    _ = try reader.read(row: { result.rows.append(CopiedRow($0)) }, quarantine: { result.quarantined.append($0) })
    result.report = reader.report
    return (reader.kind, result)
}

/// Reads lines under the usual header.
func extraction(_ lines: [String], header: String? = nil) throws -> Reading<CopiedRow> {
    let all = [header ?? extractionNames.joined(separator: "|")] + lines
    return try readExtraction(Array((all.joined(separator: "\n") + "\n").utf8)).reading
}

/// The refusal that a body throws, if it is one.
func refusal(_ body: () throws -> Void) -> FileRefusal? {
    do { try body() } catch let refusal as FileRefusal { return refusal } catch { return nil }
    return nil
}
