// swift-tools-version:6.2
import PackageDescription

/// The manifest is the house plan: one room a line, and each line says which rooms it may see.
/// Facts flow down the list, imports point up it.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")

func room(_ name: String, uses: [Target.Dependency] = [], resources: Bool = false) -> Target {
    .target(
        name: name, dependencies: uses, path: "Sources/\(name)",
        resources: resources ? [.copy("Resources")] : [], swiftSettings: rules)
}

func tests(_ name: String, uses: [Target.Dependency], resources: Bool = false) -> Target {
    .testTarget(
        name: name, dependencies: uses, path: "Tests/\(name)", resources: resources ? [.copy("Resources")] : [],
        swiftSettings: rules)
}

let package = Package(
    name: "sextant",
    products: [.executable(name: "sextant", targets: ["Sextant"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // The ground
        .systemLibrary(name: "CPq", path: "Sources/CPq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CArgon2", path: "Sources/CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(
            name: "CArchive", path: "Sources/CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(
            name: "CCrypto", path: "Sources/CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Sources/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        room("Vocabulary"),
        room("Postgres", uses: ["CPq", "Vocabulary"]),
        room("Documents", uses: ["CArchive", "CCurl", crypto], resources: true),
        .target(
            name: "Schema", path: "sql", sources: ["Schema.swift"],
            resources: [.copy("roles.sql"), .copy("migrations"), .copy("definitions")], swiftSettings: rules),
        room("Progress", uses: ["Vocabulary"]),
        // The trades
        room("Tokens", uses: ["Vocabulary", jwt, crypto]),
        room(
            "Access", uses: ["Vocabulary", "Postgres", "Tokens", "CArgon2", "CCrypto", crypto, httpClient],
            resources: true),
        room("Jobs", uses: ["Vocabulary", "Postgres"]),
        room(
            "Letters", uses: ["Vocabulary", "Postgres", "Documents", "Access", "Jobs", crypto, cryptoExtras],
            resources: true),
        // The line
        room("Intake", uses: ["Vocabulary", "Postgres", "Documents", "Access", crypto]),
        room("Registry", uses: ["Vocabulary", "Postgres", "Documents", "Access", "Intake"], resources: true),
        room("Frameworks", uses: ["Vocabulary", "Postgres", "Progress", "Access", "Intake", crypto], resources: true),
        room(
            "Standings",
            uses: [
                "Vocabulary", "Postgres", "Documents", "Progress", "Access", "Letters", "Intake", "Registry",
                "Frameworks", crypto,
            ]),
        room(
            "Alerts",
            uses: [
                "Vocabulary", "Postgres", "Documents", "Progress", "Access", "Jobs", "Letters", "Intake", "Registry",
                "Frameworks", "Standings",
            ]),
        // What a person sees
        room(
            "Web",
            uses: [
                "Vocabulary", "Postgres", "Documents", "Progress", "Access", "Jobs", "Letters", "Intake", "Registry",
                "Frameworks", "Standings", "Alerts", hummingbird, crypto, logging,
            ], resources: true),
        room("Country", uses: ["Vocabulary"], resources: true),
        .executableTarget(
            name: "Sextant",
            dependencies: [
                "Vocabulary", "Postgres", "Schema", "Documents", "Progress", "Access", "Jobs", "Letters", "Intake",
                "Registry", "Frameworks", "Standings", "Alerts", "Web", "Country", hummingbird, arguments, logging,
            ], path: "Sources/Sextant", swiftSettings: rules),
        // The tests, one target a room
        tests("VocabularyTests", uses: ["Vocabulary"]),
        tests("ProgressTests", uses: ["Vocabulary", "Progress"], resources: true),
        tests("DocumentsTests", uses: ["Documents"]),
        tests("IntakeReadingTests", uses: ["Intake", "Documents", "Vocabulary"]),
        tests("CountryTests", uses: ["Country", "Progress", "Vocabulary"]),
        tests("StructureTests", uses: []),
        // Tests that need a database: deploy/database swift test
        .target(
            name: "Support",
            dependencies: [
                "CPq", "Vocabulary", "Postgres", "Schema", "Access", "Jobs", "Letters", "Intake", "Registry",
                "Frameworks",
                "Standings", "Alerts",
            ], path: "Tests/Support", swiftSettings: rules),
        tests("PostgresTests", uses: ["Postgres", "Support", "Vocabulary"]),
        tests("SchemaTests", uses: ["Postgres", "Support", "Vocabulary", "Standings", "Access"]),
        tests(
            "RegistryTests",
            uses: ["Postgres", "Support", "Vocabulary", "Access", "Intake", "Registry", "Standings"]),
        tests("IntakeTests", uses: ["Postgres", "Support", "Vocabulary", "Access", "Intake", "Standings"]),
        tests(
            "FrameworksTests",
            uses: ["Postgres", "Support", "Vocabulary", "Frameworks", "Progress", "Intake", "Registry", crypto],
            resources: true),
        tests(
            "StandingsTests",
            uses: [
                "Postgres", "Support", "Vocabulary", "Progress", "Access", "Intake", "Registry", "Frameworks",
                "Standings", "Alerts", "Country",
            ]),
        tests("JobsTests", uses: ["Jobs", "Postgres", "Support", "Vocabulary"]),
        tests(
            "LettersTests",
            uses: ["Letters", "Jobs", "Documents", "Access", "Registry", "Postgres", "Support", "Vocabulary"]),
        tests(
            "AlertsTests",
            uses: [
                "Alerts", "Letters", "Jobs", "Standings", "Registry", "Frameworks", "Intake", "Progress", "Access",
                "Documents", "Postgres", "Support", "Vocabulary",
            ]),
        tests("TokensTests", uses: ["Tokens", "Vocabulary", crypto, cryptoExtras]),
        tests("AccessTests", uses: ["Access", "Frameworks", "Postgres", "Support", "Vocabulary"]),
        tests(
            "WebTests",
            uses: [
                "Web", "Access", "Alerts", "Documents", "Jobs", "Letters", "Standings", "Registry", "Intake",
                "Frameworks",
                "Progress", "Vocabulary", "Postgres", "Support", hummingbird, hummingbirdTesting,
            ]),
    ]
)
