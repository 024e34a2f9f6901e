/// One checked row of the public RPPS extraction: a person, a know-how and an activity.
///
/// Every value is the bytes of the file, without blanks around them, valid only while the row is being handed out;
/// nothing is copied. Absent values are empty.
public struct ExtractionRow {
    /// The number of its line in the file, from 1.
    public internal(set) var line = 0
    /// « Identifiant PP »: the RPPS number, eleven digits.
    public internal(set) var rpps = nothing
    /// « Nom d'exercice »; never empty.
    public internal(set) var familyName = nothing
    /// « Prénom d'exercice »; never empty.
    public internal(set) var givenName = nothing
    /// « Code civilité »: `M` or `MME`.
    public internal(set) var civility = nothing
    /// « Code civilité d'exercice »: `DR`, `PR` or empty.
    public internal(set) var professionalCivility = nothing
    /// « Code catégorie professionnelle »: `C` or `M` (`F` until February 2026); never `E`.
    public internal(set) var category = nothing
    /// « Code type savoir-faire »: `S` is a specialty of the Order.
    public internal(set) var knowHowType = nothing
    /// « Code savoir-faire »: for type `S`, one of the codes given to the reader.
    public internal(set) var knowHowCode = nothing
    /// « Code mode exercice »: `L`, `S`, `B` or `I`.
    public internal(set) var mode = nothing
    /// The département of the site, guessed: see `SiteDepartment`.
    public internal(set) var siteDepartment = nothing
    /// « Code commune (coord. structure) ».
    public internal(set) var communeCode = nothing
    /// « Libellé commune (coord. structure) ».
    public internal(set) var communeLabel = nothing
    /// « Code secteur d'activité ».
    public internal(set) var sector = nothing
    /// « Autorité d'enregistrement ».
    public internal(set) var authority = nothing

    private static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
