public import Vocabulary

/// An invented physician, called by a given name in the tests.
public struct Practitioner: Sendable {
    /// Eleven digits.
    public let rpps: String
    /// As in an extraction.
    public let familyName: String
    /// As in an extraction.
    public let givenName: String

    /// A physician of this name and number.
    public init(_ rpps: String, _ givenName: String, _ familyName: String) {
        self.rpps = rpps
        self.familyName = familyName
        self.givenName = givenName
    }

    /// Claire Aubin.
    public static let claire = Practitioner("19900000011", "CLAIRE", "AUBIN")
    /// Hugo Bérard.
    public static let hugo = Practitioner("19900000029", "HUGO", "BÉRARD")
    /// Inès Castel.
    public static let ines = Practitioner("19900000037", "INÈS", "CASTEL")
    /// Jean Delmas.
    public static let jean = Practitioner("19900000045", "JEAN", "DELMAS")
}

/// The date of an ISO text that a test spells out.
public func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso)! }
