import Support
import Testing

@Suite("Tests never touch a database that is not thrown away afterwards")
struct GuardTests {
    private static let right = [
        "PGHOST": "/run/a", "PGUSER": "postgres", "SEXTANT_DATABASE": "host=/run/a port=5432 dbname=s user=l",
        "SEXTANT_OWNER_DATABASE": "host=/run/a port=5432 dbname=s user=o",
    ]

    @Test("a local socket is accepted")
    func localSocket() throws {
        _ = try LocalCluster(Self.right)
    }

    @Test(
        "a host name, an address, a service or another server in one of the settings is refused",
        arguments: [
            ["PGHOST": "db.example.org"], ["PGHOST": "127.0.0.1"], ["PGHOSTADDR": "127.0.0.1"], ["PGSERVICE": "prod"],
            ["SEXTANT_DATABASE": "host=db.example.org dbname=s"], ["SEXTANT_OWNER_DATABASE": "host=/run/b dbname=s"],
            ["SEXTANT_DATABASE": "host=/run/a hostaddr=127.0.0.1 dbname=s"],
        ])
    func elsewhere(change: [String: String]) {
        #expect(throws: LocalCluster.Refused.self) {
            try LocalCluster(Self.right.merging(change) { $1 })
        }
    }
}
