/// The weights know 45 common codes; old qualifications and those of the reform of 2017 share them.
enum SpecialtyVariant {
    /// Codes that a young physician of the first code holds since the reform of 2017.
    private static let successors: [String: [String]] = [
        "SM02": ["SM02", "SM76"], "SM03": ["SM63", "SM64", "SM65", "SM66", "SM67"], "SM04": ["SM73", "SM79", "SM80"],
        "SM07": ["SM68", "SM77", "SM56"], "SM09": ["SM69", "SM70"], "SM14": ["SM14", "SM78"], "SM16": ["SM62"],
        "SM20": ["SM20", "SM51"], "SM21": ["SM71", "SM22"], "SM27": ["SM72"], "SM30": ["SM30", "SM83"],
        "SM32": ["SM32", "SM84"], "SM34": ["SM34", "SM86"], "SM38": ["SM38", "SM85"],
        "SM40": ["SM40", "SM87", "SM88", "SM89", "SM90"], "SM41": ["SM41", "SM91"], "SM42": ["SM42", "SM92", "SM93"],
        "SM44": ["SM74", "SM94"], "SM46": ["SM46", "SM82"], "SM49": ["SM75", "SM95"],
    ]
    /// Codes that a physician near the end of a career may still hold.
    private static let predecessors: [String: [String]] = [
        "SM53": ["SM26", "SM54", "SM53"], "SM42": ["SM42", "SM33", "SM43"], "SM34": ["SM39", "SM34"],
        "SM07": ["SM50", "SM06"], "SM44": ["SM44", "SM55"], "SM37": ["SM45", "SM37"], "SM49": ["SM49", "SM47"],
        "SM36": ["SM36", "SM35"], "SM21": ["SM21", "SM23"], "SM20": ["SM20", "SM52"],
    ]

    /// The specialty (index) that this physician holds instead of the common one of their field.
    static func draw(
        _ common: Int, of country: CountryGenerator.Resources, birthYear: Int, random: inout RandomStream
    ) -> Int {
        let code = country.specialties[common].code
        let table = birthYear >= 1990 ? successors : birthYear < 1965 && random.chance(2500) ? predecessors : [:]
        guard let variants = table[code] else { return common }
        let variant = random.pick(variants)
        return country.specialties.firstIndex { $0.code == variant } ?? common
    }
}
