/// The house plan as a table: each room, and the rooms and packages whose members its files may use.
/// It mirrors the architecture text; the manifest may allow less, never more.
enum House {
    /// One room of `Sources/`.
    struct Room {
        /// The target and its folder.
        let name: String
        /// The rooms that its files may import.
        let rooms: Set<String>
        /// The outside modules that its files may import.
        let modules: Set<String>

        init(_ name: String, rooms: Set<String> = [], modules: Set<String> = []) {
            self.name = name
            self.rooms = rooms
            self.modules = modules
        }
    }

    /// Modules that come with the toolchain and belong to no room.
    static let toolchain: Set<String> = [
        "Swift", "Synchronization", "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "_StringProcessing",
    ]

    /// Rooms without input, output, clock or chance: their answer depends on their arguments alone.
    static let pure: Set<String> = ["Vocabulary", "Progress"]

    /// Rooms whose public types and tables the glossary must name.
    static let domain = [
        "Vocabulary", "Progress", "Access", "Jobs", "Letters", "Intake", "Registry", "Frameworks", "Standings",
        "Alerts",
    ]

    /// The schemas of PostgreSQL from left to right: a room reads its own and the published views to its left.
    static let schemas = [
        "access", "jobs", "letters", "intake", "registry", "frameworks", "standings", "alerts",
    ]

    static let rooms: [Room] = [
        Room("CPq"), Room("CArgon2"), Room("CArchive"), Room("CCrypto"), Room("CCurl"),
        Room("Vocabulary"),
        Room("Postgres", rooms: ["CPq", "Vocabulary"]),
        Room("Documents", rooms: ["CArchive", "CCurl"], modules: ["Crypto"]),
        Room("Progress", rooms: ["Vocabulary"]),
        Room("Tokens", rooms: ["Vocabulary"], modules: ["JWTKit", "Crypto"]),
        Room(
            "Access", rooms: ["Vocabulary", "Postgres", "Tokens", "CArgon2", "CCrypto"],
            modules: ["Crypto", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"]),
        Room("Jobs", rooms: ["Vocabulary", "Postgres"]),
        Room(
            "Letters", rooms: ["Vocabulary", "Postgres", "Documents", "Access", "Jobs"],
            modules: ["Crypto", "CryptoExtras"]),
        Room("Intake", rooms: ["Vocabulary", "Postgres", "Documents", "Access"], modules: ["Crypto"]),
        Room("Registry", rooms: ["Vocabulary", "Postgres", "Documents", "Access", "Intake"]),
        Room(
            "Frameworks", rooms: ["Vocabulary", "Postgres", "Progress", "Access", "Intake"], modules: ["Crypto"]),
        Room(
            "Standings",
            rooms: [
                "Vocabulary", "Postgres", "Documents", "Progress", "Access", "Letters", "Intake", "Registry",
                "Frameworks",
            ], modules: ["Crypto"]),
        Room(
            "Alerts",
            rooms: [
                "Vocabulary", "Postgres", "Documents", "Progress", "Access", "Jobs", "Letters", "Intake", "Registry",
                "Frameworks", "Standings",
            ]),
        Room("Country", rooms: ["Vocabulary", "Progress"]),
        Room(
            "Web",
            rooms: [
                "Vocabulary", "Postgres", "Documents", "Progress", "Access", "Intake", "Registry", "Frameworks",
                "Standings", "Jobs", "Letters", "Alerts",
            ], modules: ["Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTPTypes", "Crypto", "Logging"]),
        Room(
            "Sextant",
            rooms: [
                "Vocabulary", "Postgres", "Schema", "Documents", "Progress", "Access", "Intake", "Registry",
                "Frameworks", "Standings", "Web", "Country", "Jobs", "Letters", "Alerts",
            ], modules: ["ArgumentParser", "Hummingbird", "Logging"]),
    ]
}
