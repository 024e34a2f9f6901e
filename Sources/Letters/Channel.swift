/// By which way a notice goes to its reader.
public enum Channel: String, Sendable, CaseIterable {
    /// To an e-mail address.
    case email
    /// On paper, to a postal address.
    case post
}

/// Where a notice goes: whoever posts it looks the address up.
public enum Destination: Hashable, Sendable {
    /// An e-mail address, as the register has it.
    case email(String)
    /// The lines of a postal address, the name first.
    case post([String])

    /// The way that leads there.
    public var channel: Channel {
        switch self {
        case .email: .email
        case .post: .post
        }
    }
}
