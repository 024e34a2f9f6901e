/// A question to a server that speaks HTTP.
public struct WebRequest: Hashable, Sendable {
    /// What goes with it.
    public enum Body: Hashable, Sendable {
        /// Nothing: the question is asked with GET.
        case none
        /// The fields of a form, posted in parts.
        case form([Part])
    }

    /// One field of a form, or a file.
    public struct Part: Hashable, Sendable {
        /// The name of the field.
        public let name: String
        /// Its value.
        public let bytes: [UInt8]
        /// The name of the file; nil for a plain field.
        public let file: String?
        /// The media type of the file; nil for a plain field.
        public let type: String?

        /// A plain field.
        public init(_ name: String, _ value: String) {
            self.init(name, bytes: Array(value.utf8), file: nil, type: nil)
        }

        /// A file.
        public init(_ name: String, bytes: [UInt8], file: String?, type: String?) {
            self.name = name
            self.bytes = bytes
            self.file = file
            self.type = type
        }
    }

    /// The whole address, `https://…`.
    public let address: String
    /// Further headers, each a name and a value of one line.
    public let headers: [String: String]
    /// What goes with it.
    public let body: Body

    /// A question about to be asked.
    public init(_ address: String, headers: [String: String] = [:], body: Body = .none) {
        self.address = address
        self.headers = headers
        self.body = body
    }
}

/// What came of a question.
public enum WebAnswer: Hashable, Sendable {
    /// The server answered: its status, and the body.
    case answered(status: Int, [UInt8])
    /// The server has not heard of it: name, connection, certificate. Why, in libcurl's words.
    case unheard(String)
    /// The server may have heard of it, and no whole answer came. Why, in libcurl's words.
    case unknown(String)
}

/// Asks servers that speak HTTP.
public protocol WebRoute: Sendable {
    /// Asks one question and waits for the answer.
    func ask(_ request: WebRequest) async -> WebAnswer
}
