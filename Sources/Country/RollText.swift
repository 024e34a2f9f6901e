import Vocabulary

/// The roll of a council: one row a registration and qualification (contract « Tableau »).
struct RollText {
    static let header =
        "rpps;departement_inscription;date_inscription;date_diplome;annee_naissance;specialite_sm;date_qualification;"
        + "courriel_rpps;courriel_verifie_le;soins_directs;soins_directs_depuis;exoneration_bloc3_du;"
        + "exoneration_bloc3_au;exoneration_motif;fin_inscription;motif_fin;service_de_sante_armees;"
        + "adresse_1;adresse_2;adresse_3;adresse_4;adresse_5;adresse_6\n"

    let country: CountryGenerator.Resources

    /// Which roll a row stands on: a change of specialty shows between two rolls of one council.
    enum Issue {
        case earlier, current
    }

    /// Calls `write` with each row of the person: the council (index) that keeps it, the roll it stands on, and a way
    /// to append its bytes.
    func rows(of person: Person, write: (Int, Issue, (inout [UInt8]) -> Void) throws -> Void) rethrows {
        for (place, spell) in person.spells.enumerated() {
            let isLast = place == person.spells.count - 1
            let held = isLast ? person.qualifications : person.qualifications.filter { $0.from <= spell.start }
            for (rank, qualification) in held.enumerated() {
                try write(spell.council, rank == held.count - 1 ? .current : .earlier) {
                    put(person, spell, qualification, isLast: isLast, in: &$0)
                }
            }
        }
    }

    private func put(
        _ person: Person, _ spell: Spell, _ qualification: Qualification, isLast: Bool, in bytes: inout [UInt8]
    ) {
        bytes.put(person.number)
        bytes.cell()
        bytes.put(country.departments[spell.council].code)
        bytes.cell()
        bytes.put(spell.start)
        bytes.cell()
        bytes.put(person.diploma)
        bytes.cell()
        bytes.put(person.birthYear)
        bytes.cell()
        bytes.put(country.specialties[qualification.specialty].code)
        bytes.cell()
        bytes.put(qualification.from)
        bytes.cell()
        if person.hasEmail { person.putEmail(in: &bytes) }
        bytes.cell()
        bytes.put(person.emailVerifiedOn)
        bytes.cell()
        bytes.put(person.withoutCareSince == nil ? "oui;" : "non;")
        bytes.put(person.withoutCareSince)
        bytes.cell()
        putExemption(person.exemption, in: &bytes)
        bytes.put(spell.ending?.on)
        bytes.cell()
        if let ending = spell.ending { bytes.put(ending.reason) }
        bytes.put(person.isMilitary ? ";oui;" : ";non;")
        putAddress(person, in: &bytes)
        bytes.endLine()
    }

    private func putExemption(_ exemption: Exemption?, in bytes: inout [UInt8]) {
        bytes.put(exemption?.from)
        bytes.cell()
        bytes.put(exemption?.through)
        bytes.cell()
        if let exemption { bytes.put(exemption.reason) }
        bytes.cell()
    }

    /// Six lines as on an envelope; a few physicians have none.
    private func putAddress(_ person: Person, in bytes: inout [UInt8]) {
        guard person.number % 211 != 0 else { return bytes.put(";;;;;") }
        bytes.put("Docteur ")
        bytes.put(person.givenName)
        bytes.append(0x20)
        person.surname.put(in: &bytes)
        bytes.put(person.streetNumber % 9 == 0 ? ";Bâtiment B;;" : ";;;")
        bytes.put(person.streetNumber)
        bytes.append(0x20)
        bytes.put(Address.streets[person.street])
        bytes.put(";;")
        let department = country.departments[person.council]
        Address.putPostcode(department.code, commune: person.commune, in: &bytes)
        bytes.append(0x20)
        bytes.put(department.communes[person.commune].name)
    }
}

extension [UInt8] {
    /// Ends a cell of a file separated by semicolons.
    mutating func cell() { append(0x3B) }
}

extension Person {
    /// An address nobody can have: example.org is kept for examples (RFC 2606).
    func putEmail(in bytes: inout [UInt8]) {
        bytes.put("medecin.")
        bytes.put(number % 10_000_000_000, width: 10)
        bytes.put("@example.org")
    }
}
