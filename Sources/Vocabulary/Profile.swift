/// What the engine must know of a physician.
public struct Profile: Hashable, Sendable {
    /// A period without obligation in block 3, decided and reasoned (R. 4022-12, R. 4022-13).
    public struct Exemption: Hashable, Sendable {
        /// Why.
        public enum Reason: String, CaseIterable, Sendable {
            /// No direct care of patients (R. 4022-12).
            case withoutCare = "sans_soins"
            /// A specific compulsory training (R. 4022-13).
            case compulsoryTraining = "formation_obligatoire"
        }

        /// The days it covers.
        public var during: Period
        /// Why.
        public var reason: Reason

        /// An exemption.
        public init(during: Period, reason: Reason) {
            self.during = during
            self.reason = reason
        }
    }

    /// The day of the diploma, if known.
    public var diplomaDate: CalendarDate?
    /// The first day on the roll.
    public var registrationDate: CalendarDate
    /// Whether the physician gives direct care, from each day on; true before the first.
    public private(set) var directCare: [Dated<Bool>]
    /// The référentiel of the specialty, from each day on; the first one also holds before its day.
    public private(set) var specialties: [Dated<FrameworkID>]
    /// Exemptions of block 3.
    public var exemptions: [Exemption]

    /// A profile; the dated lists may come in any order, and of two entries of one day the last one holds.
    public init(
        diplomaDate: CalendarDate? = nil, registrationDate: CalendarDate, directCare: [Dated<Bool>] = [],
        specialties: [Dated<FrameworkID>], exemptions: [Exemption] = []
    ) {
        self.diplomaDate = diplomaDate
        self.registrationDate = registrationDate
        self.directCare = Profile.ordered(directCare)
        self.specialties = Profile.ordered(specialties)
        self.exemptions = exemptions
    }

    private static func ordered<Value>(_ list: [Dated<Value>]) -> [Dated<Value>] {
        guard list.count > 1 else { return list }
        var result: [Dated<Value>] = []
        let sorted = list.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
        for (_, entry) in sorted {
            if result.last?.from == entry.from { result.removeLast() }
            result.append(entry)
        }
        return result
    }

    /// Whether the physician gives direct care that day.
    public func givesDirectCare(on day: CalendarDate) -> Bool {
        directCare.last { $0.from <= day }?.value ?? true
    }

    /// Whether block 3 is not asked that day: no direct care, or an exemption (rule R08).
    public func isExemptOfBlockThree(on day: CalendarDate) -> Bool {
        !givesDirectCare(on: day) || exemptions.contains { $0.during.contains(day) }
    }

    /// The référentiel held that day; nil when the physician has none at all.
    public func framework(on day: CalendarDate) -> FrameworkID? {
        (specialties.last { $0.from <= day } ?? specialties.first)?.value
    }
}
