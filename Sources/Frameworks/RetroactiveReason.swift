extension String {
    /// Whether there is nothing to read in it.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

/// Why a version may judge what was done before it was approved, as the history keeps it beside the reason.
enum RetroactiveReason {
    static func note(_ reason: String, _ retroactive: String?) -> String {
        guard let retroactive, !retroactive.isBlank else { return reason }
        return (reason.isBlank ? "" : "\(reason) – ") + "effet rétroactif admis : \(retroactive)"
    }
}
