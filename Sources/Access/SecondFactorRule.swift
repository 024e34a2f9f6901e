/// Whether a password alone opens a session.
public enum SecondFactorRule: String, Sendable {
    /// Never: whoever has no second factor chooses one at the first sign-in.
    case required
    /// It does, until its owner chooses a second factor: for demonstrations on this machine.
    case demonstration

    /// For what a secret is sealed: somebody else's never opens with it.
    static func purpose(_ person: Int64) -> String { "second-factor:\(person)" }
    /// For what recovery codes are sealed while they are still to be shown.
    static func codesPurpose(_ person: Int64) -> String { "recovery-codes:\(person)" }
}
