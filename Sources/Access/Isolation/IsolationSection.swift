/// One thing found wrong, and what to do about it; French sentences that name no person.
public struct IsolationFault: Sendable, Hashable {
    /// What it is about: a table, a rule, a role, a route.
    public let subject: String
    /// What is wrong.
    public let finding: String
    /// What to do.
    public let remedy: String

    /// A fault with its remedy.
    public init(_ subject: String, _ finding: String, remedy: String) {
        self.subject = subject
        self.finding = finding
        self.remedy = remedy
    }
}

/// A part of the certificate: what was counted, what is wrong, what remains without proof, what is accepted and why.
public struct IsolationSection: Sendable {
    /// A number of the report.
    public struct Count: Sendable, Hashable {
        /// Such as « tables de conseil ».
        public let what: String
        /// How many.
        public let number: Int
    }

    /// An exception with its reason.
    public struct Accepted: Sendable, Hashable {
        /// What is accepted.
        public let subject: String
        /// Why.
        public let reason: String
    }

    /// Such as « Catalogue ».
    public let title: String
    /// The numbers, in the order they were noted.
    public private(set) var counts: [Count] = []
    /// What is wrong.
    public private(set) var faults: [IsolationFault] = []
    /// What could not be shown, since nothing was there to be seen.
    public private(set) var unproven: [String] = []
    /// What had to be tried and was not: with it, nothing is certified.
    public private(set) var missing: [String] = []
    /// What is accepted.
    public private(set) var accepted: [Accepted] = []

    /// An empty section.
    public init(_ title: String) { self.title = title }

    /// Notes a number.
    public mutating func count(_ what: String, _ number: Int) { counts.append(Count(what: what, number: number)) }

    /// Adds to a number.
    public mutating func add(_ what: String, _ number: Int = 1) {
        if let index = counts.firstIndex(where: { $0.what == what }) {
            counts[index] = Count(what: what, number: counts[index].number + number)
        } else {
            count(what, number)
        }
    }

    /// Notes something wrong.
    public mutating func fail(_ subject: String, _ finding: String, remedy: String) {
        let fault = IsolationFault(subject, finding, remedy: remedy)
        if !faults.contains(fault) { faults.append(fault) }
    }

    /// Notes something without proof.
    public mutating func leave(_ subject: String) {
        if !unproven.contains(subject) { unproven.append(subject) }
    }

    /// Notes what had to be tried and was not; a French noun with its reason.
    public mutating func omit(_ what: String) {
        if !missing.contains(what) { missing.append(what) }
    }

    /// Notes an exception.
    public mutating func accept(_ subject: String, because reason: String) {
        accepted.append(Accepted(subject: subject, reason: reason))
    }
}
