/// What went wrong between this program and PostgreSQL.
public enum PostgresError: Error, Sendable, CustomStringConvertible {
    /// The server cannot be reached, is starting or went away; the work may be tried again.
    case unreachable(String)
    /// The server refused the statement.
    case server(ServerError)
    /// A row did not have the column or the type that the code expects.
    case decoding(String)

    /// One line for a log; never shown to a reader of a page.
    public var description: String {
        switch self {
        case .unreachable(let message): "database out of reach: \(message)"
        case .server(let error): "\(error.sqlState) \(error.message)"
        case .decoding(let message): "unexpected row: \(message)"
        }
    }

    /// The SQLSTATE of a server error (PostgreSQL manual, appendix A), else nil.
    public var sqlState: String? {
        if case .server(let error) = self { error.sqlState } else { nil }
    }

    /// The constraint that refused the row, else nil: its name is what becomes a sentence.
    public var constraint: String? {
        if case .server(let error) = self { error.constraint } else { nil }
    }
}

/// The fields of an error report of the server.
public struct ServerError: Error, Sendable {
    /// Five characters, PostgreSQL manual, appendix A.
    public let sqlState: String
    /// The primary message, in the server's language.
    public let message: String
    /// The detail line; may hold values of rows, so it never leaves the log.
    public let detail: String?
    /// The name of the violated constraint.
    public let constraint: String?

    /// 23505.
    public var isUniqueViolation: Bool { sqlState == "23505" }
    /// 40001 or 40P01: the transaction lost a race and may be run again.
    public var isRetryable: Bool { sqlState == "40001" || sqlState == "40P01" }
}
