/// Invented French names. Surnames are made of two syllables, so that a likeness with anybody is chance.
enum Names {
    private static let starts = [
        "Aubr", "Bald", "Béch", "Bern", "Boisr", "Bourg", "Brév", "Cabr", "Cast", "Chal", "Charv", "Clém", "Combr",
        "Coud", "Dalm", "Darr", "Delm", "Drouh", "Duv", "Ébr", "Éguill", "Esc", "Estr", "Fabr", "Fargu", "Ferr",
        "Font", "Fourm", "Gaill", "Garr", "Gerv", "Gouj", "Grand", "Guér", "Hérb", "Issal", "Jarr", "Jouv", "Kerg",
        "Kerm", "Lab", "Lacr", "Landr", "Larr", "Lavign", "Lég", "Loub", "Maçonn", "Malv", "March", "Mœr", "Mont",
        "Morv", "Nav", "Nœl", "Ombr", "Orv", "Pellegr", "Perr", "Plouv", "Pontr", "Quiss", "Rav", "Rez", "Rochem",
        "Rouv", "Sabl", "Salv", "Serr", "Tarr", "Thév", "Tourn", "Vachér", "Valm", "Verd", "Vœl", "Ys", "Zéph",
    ]
    private static let ends = [
        "ac", "agne", "aigne", "al", "ange", "ard", "arel", "aud", "ault", "aut", "é", "eau", "el", "elin", "enc",
        "eraud", "eret", "erie", "erolle", "erre", "euil", "eul", "eux", "ève", "ic", "ier", "ière", "igny", "illon",
        "in", "inel", "ineau", "iol", "is", "ois", "ol", "olle", "on", "ond", "onnet", "ot", "ou", "oux", "oy", "ué",
        "uel", "uisson", "urel", "us", "ussière",
    ]
    private static let upperStarts = starts.map { $0.uppercased() }
    private static let upperEnds = ends.map { $0.uppercased() }
    private static let particles = ["de ", "du ", "Le ", "de La ", "d'", "L'"]
    private static let upperParticles = particles.map { $0.uppercased() }

    static let women = [
        "Adèle", "Agathe", "Aïcha", "Alice", "Amandine", "Anaïs", "Anne-Cécile", "Apolline", "Assia", "Aurélie",
        "Béatrice", "Bérénice", "Brigitte", "Camille", "Céline", "Chloé", "Clémence", "Coralie", "Delphine", "Diane",
        "Éléonore", "Élise", "Émilie", "Estelle", "Fanny", "Fatou", "Florence", "Gaëlle", "Garance", "Hélène",
        "Inès", "Irène", "Jeanne", "Joëlle", "Judith", "Justine", "Laëtitia", "Léa", "Léonie", "Lise", "Maëlle",
        "Manon", "Marie-Ève", "Marion", "Maud", "Mélanie", "Nadège", "Noémie", "Océane", "Odile", "Pauline",
        "Perrine", "Rachel", "Régine", "Salomé", "Solène", "Sylvaine", "Thaïs", "Véronique", "Zoé",
    ]
    static let men = [
        "Adrien", "Alban", "Amadou", "Anaël", "Antoine", "Armand", "Aurélien", "Bastien", "Benoît", "Brice",
        "Cédric", "Clément", "Corentin", "Damien", "Didier", "Édouard", "Éloi", "Émile", "Étienne", "Fabien",
        "Félix", "Florian", "François-Xavier", "Gaël", "Gaspard", "Gérald", "Grégoire", "Guénolé", "Hervé", "Hugo",
        "Idriss", "Ivan", "Jean-Noël", "Jérôme", "Joël", "Joris", "Karim", "Léon", "Loïc", "Lucas", "Maël", "Marc",
        "Mathieu", "Maxence", "Michaël", "Nathan", "Noé", "Octave", "Olivier", "Paul-Émile", "Pierrick", "Raphaël",
        "Rémi", "Sébastien", "Stéphane", "Théo", "Tristan", "Valentin", "Xavier", "Yann",
    ]

    /// A surname as three or four numbers: particle, first name part, and a second part for a double name.
    struct Surname: Sendable {
        private let particle: Int?
        private let first: (Int, Int)
        private let second: (Int, Int)?

        init(_ random: inout RandomStream) {
            func part() -> (Int, Int) { (random.below(starts.count), random.below(ends.count)) }
            first = part()
            let kind = random.below(100)
            second = kind < 6 ? part() : nil
            particle = (6..<13).contains(kind) ? random.below(particles.count) : nil
        }

        /// As on an envelope: « de La Castière-Morvel ».
        func put(in bytes: inout [UInt8]) { put(in: &bytes, starts: starts, ends: ends, particles: particles) }

        /// As in the public extraction: in capitals, accents kept.
        func putUpper(in bytes: inout [UInt8]) {
            put(in: &bytes, starts: upperStarts, ends: upperEnds, particles: upperParticles)
        }

        private func put(in bytes: inout [UInt8], starts: [String], ends: [String], particles: [String]) {
            if let particle { bytes.put(particles[particle]) }
            bytes.put(starts[first.0])
            bytes.put(ends[first.1])
            guard let second else { return }
            bytes.append(0x2D)
            bytes.put(starts[second.0])
            bytes.put(ends[second.1])
        }
    }
}
