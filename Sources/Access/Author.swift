/// Who does something, for the journal: a person in a role, or a program of the platform.
public struct Author: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The e-mail address of the person, or the name that a command was given.
    public let name: String
    /// The key of the person; nil for a command.
    public let personID: Int64?
    /// The role in which they act; nil for a command or before one is known.
    public let role: Role?
    /// Where it comes from: the address of the client as the site saw it, or `command`.
    public let origin: String?
    /// With whose eyes, when they read a council exceptionally; everything they do then is that reading's trace.
    public let reading: ReadingTrace?

    /// An author with every value given.
    public init(
        name: String, personID: Int64? = nil, role: Role? = nil, origin: String? = nil, reading: ReadingTrace? = nil
    ) {
        self.name = name
        self.personID = personID
        self.role = role
        self.origin = origin
        self.reading = reading
    }

    /// Whoever runs a command of the platform.
    public init(operator name: String) { self.init(name: name, origin: Author.command) }

    /// Whether it is a command of the platform's operator.
    var isOperator: Bool { origin == Author.command && personID == nil }

    /// A name alone.
    public init(stringLiteral name: String) { self.init(name: name) }

    /// The origin of what a command does.
    public static let command = "command"
}

extension Session {
    /// The person of the session in their own role, and with whose eyes they read when that is another's.
    ///
    /// - Parameter origin: the address of the client as the site saw it.
    public func author(from origin: String?) -> Author {
        Author(name: email, personID: personID, role: home.role, origin: origin, reading: reading?.trace)
    }
}
