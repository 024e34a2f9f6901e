import Vocabulary

/// The public RPPS extraction: 56 columns, separated by `|`, with a trailing one; one row a person and activity.
struct ExtractionText {
    static let columns = [
        "Type d'identifiant PP", "Identifiant PP", "Identification nationale PP", "Code civilité d'exercice",
        "Libellé civilité d'exercice", "Code civilité", "Libellé civilité", "Nom d'exercice", "Prénom d'exercice",
        "Code profession", "Libellé profession", "Code catégorie professionnelle",
        "Libellé catégorie professionnelle", "Code type savoir-faire", "Libellé type savoir-faire",
        "Code savoir-faire", "Libellé savoir-faire", "Code mode exercice", "Libellé mode exercice",
        "Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site", "Numéro FINESS établissement juridique",
        "Identifiant technique de la structure", "Raison sociale site", "Enseigne commerciale site",
        "Complément destinataire (coord. structure)", "Complément point géographique (coord. structure)",
        "Numéro Voie (coord. structure)", "Indice répétition voie (coord. structure)",
        "Code type de voie (coord. structure)", "Libellé type de voie (coord. structure)",
        "Libellé Voie (coord. structure)", "Mention distribution (coord. structure)",
        "Bureau cedex (coord. structure)", "Code postal (coord. structure)", "Code commune (coord. structure)",
        "Libellé commune (coord. structure)", "Code pays (coord. structure)", "Libellé pays (coord. structure)",
        "Téléphone (coord. structure)", "Téléphone 2 (coord. structure)", "Télécopie (coord. structure)",
        "Adresse e-mail (coord. structure)", "Code Département (structure)", "Libellé Département (structure)",
        "Ancien identifiant de la structure", "Autorité d'enregistrement", "Code secteur d'activité",
        "Libellé secteur d'activité", "Code section tableau pharmaciens", "Libellé section tableau pharmaciens",
        "Code rôle", "Libellé rôle", "Code genre activité", "Libellé genre activité",
    ]

    let country: CountryGenerator.Resources

    /// The rows of a physician: each specialty with each activity, and a complementary right now and then.
    func put(_ person: Person, in file: OutputFile, random: inout RandomStream) throws {
        let isSalaried = random.chance(person.birthYear > 1985 ? 5500 : 3500)
        let sites = random.chance(700) ? 0 : random.chance(1400) ? 2 : 1
        let specialties = person.extractedSpecialties
        for (place, specialty) in specialties.enumerated() {
            let own = country.specialties[specialty]
            try row(
                person, ("S", "Spécialité ordinale", own.code, own.label), site: sites == 0 ? nil : place,
                isSalaried: isSalaried, in: file)
        }
        if specialties.isEmpty {
            try row(person, ("", "", "", ""), site: nil, isSalaried: isSalaried, in: file)
        } else if sites == 2 {
            let own = country.specialties[specialties[0]]
            try row(
                person, ("S", "Spécialité ordinale", own.code, own.label), site: 2, isSalaried: !isSalaried, in: file)
        }
        guard random.chance(400) else { return }
        let rights = [
            ("DEC01", "Addictologie"), ("DEC12", "Médecine de la douleur et Médecine palliative"),
            ("DEC14", "Médecine d'urgence"), ("DEC15", "Médecine du sport"), ("DEC20", "Nutrition"),
        ]
        let right = random.pick(rights)
        try row(
            person, ("DEC", "Droit d'exercice complémentaire", right.0, right.1), site: 0, isSalaried: isSalaried,
            in: file)
    }

    /// Somebody the import leaves out: another profession, or a student of medicine.
    func putStranger(rank: Int, council: Int, in file: OutputFile, random: inout RandomStream) throws {
        let professions = [
            ("21", "Pharmacien", "C", "Civil"), ("40", "Chirurgien-Dentiste", "C", "Civil"),
            ("50", "Sage-Femme", "C", "Civil"), ("60", "Infirmier", "C", "Civil"),
            ("10", "Médecin", "E", "Etudiant"), ("70", "Masseur-Kinésithérapeute", "C", "Civil"),
        ]
        let profession = random.pick(professions)
        let isWoman = random.chance(6000)
        file.buffer.putIdentity(
            number: PhysicianNumber.otherProfession(rank: council * 7001 + rank), title: "", titleLabel: "",
            isWoman: isWoman, surname: Names.Surname(&random),
            givenName: random.pick(isWoman ? Names.women : Names.men))
        for text in [profession.0, profession.1, profession.2, profession.3] { file.buffer.bar(text) }
        for _ in 14...56 { file.buffer.append(0x7C) }
        file.buffer.endLine()
        try file.lineWritten()
    }

    private func row(
        _ person: Person, _ knowHow: (String, String, String, String), site: Int?, isSalaried: Bool,
        in file: OutputFile
    ) throws {
        let isProfessor = person.number % 61 == 0
        file.buffer.putIdentity(
            number: person.number, title: isProfessor ? "PR" : "DR", titleLabel: isProfessor ? "Professeur" : "Docteur",
            isWoman: person.isWoman, surname: person.surname, givenName: person.givenName)
        file.buffer.put(person.isMilitary ? "10|Médecin|M|Agent public|" : "10|Médecin|C|Civil|")
        for text in [knowHow.0, knowHow.1, knowHow.2, knowHow.3] { file.buffer.bar(text) }
        file.buffer.put(isSalaried ? "S|Salarié|" : "L|Libéral, indépendant, artisan, commerçant|")
        if let site {
            putSite(person, site, isSalaried: isSalaried, in: &file.buffer)
        } else {
            file.buffer.put("||||||||||||||||||||||||||||CNOM/CNOM/CNOM|")
            file.buffer.put("||||FON-22|Remplaçant|GENR02|Remplacement|")
        }
        file.buffer.endLine()
        try file.lineWritten()
    }

    /// Columns 20 to 56.
    private func putSite(_ person: Person, _ site: Int, isSalaried: Bool, in bytes: inout [UInt8]) {
        let department = country.departments[person.council]
        let commune = (person.commune + site) % department.communes.count
        bytes.put("||||R10100")
        bytes.put(person.number / 10 % 10_000_000 * 3 + site, width: 8)
        bytes.append(0x7C)
        bytes.put(isSalaried ? "CENTRE HOSPITALIER FICTIF DE " : "CABINET FICTIF DE ")
        bytes.bar(department.communes[commune].name.uppercased())
        bytes.put("|||")
        bytes.put(person.streetNumber)
        bytes.put("||||")
        bytes.bar(Address.streets[person.street])
        bytes.append(0x7C)
        Address.putPostcode(department.code, commune: commune, in: &bytes)
        bytes.append(0x20)
        bytes.bar(department.communes[commune].name.uppercased())
        Address.putPostcode(department.code, commune: commune, in: &bytes)
        bytes.append(0x7C)
        bytes.bar(department.communes[commune].code)
        bytes.bar(department.communes[commune].name)
        bytes.put("99000|France|")
        bytes.put(Address.telephones[person.council % Address.telephones.count])
        bytes.put(person.number / 10 % 10_000, width: 4)
        bytes.put("|||accueil.")
        bytes.put(person.number / 10 % 10_000_000, width: 7)
        bytes.put("@example.org||||")
        bytes.put(
            isSalaried ? "CNOM/CNOM/ARS|SA01|Etablissement public de santé|" : "CNOM/CNOM/CNOM|SA07|Cabinet individuel|"
        )
        bytes.put("||FON-")
        bytes.put(isSalaried ? "33|Salarié en poste fixe|" : "01|Titulaire de cabinet|")
        bytes.put("GENR01|Activité standard|")
    }
}

extension [UInt8] {
    /// A value and the bar after it.
    mutating func bar(_ text: String) {
        put(text)
        append(0x7C)
    }

    /// Columns 1 to 9.
    fileprivate mutating func putIdentity(
        number: Int, title: String, titleLabel: String, isWoman: Bool, surname: Names.Surname, givenName: String
    ) {
        put("8|")
        put(number)
        put("|8")
        put(number)
        append(0x7C)
        bar(title)
        bar(titleLabel)
        put(isWoman ? "MME|Madame|" : "M|Monsieur|")
        surname.putUpper(in: &self)
        append(0x7C)
        bar(givenName)
    }
}
