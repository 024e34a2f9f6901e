/// On whose behalf a transaction runs: a role of the database and the one tenant it may see.
///
/// Row-level security reads nothing else. The pool's login has no rights of its own.
public struct Principal: Sendable, Hashable {
    let role: String
    let council: Int32?
    private var permission: Permission?
    private var isReadOnly = false

    /// An exceptional reading, and the moment at which it is looked at.
    private struct Permission: Hashable {
        let id: Int64
        let epochSeconds: Int64
    }

    private init(role: String, council: Int32?) {
        self.role = role
        self.council = council
    }

    /// A departmental council, by its key: the role `sextant_council` and that tenant.
    public static func council(_ id: Int32) -> Principal { Principal(role: "sextant_council", council: id) }
    /// A tenant acting as a role of `sql/roles.sql`: the offices beside the councils.
    public static func tenant(_ id: Int32, as name: String) -> Principal { Principal(role: name, council: id) }
    /// A role of `sql/roles.sql` without any tenant: every tenant table is empty for it.
    public static func role(_ name: String) -> Principal { Principal(role: name, council: nil) }
    /// The national council as tenant 0: directory, nomenclatures, national lots; no row of a departmental council.
    public static let national = Principal(role: "sextant_national", council: 0)
    /// The CNCP as tenant -1: référentiels, counts of impact; no row that names a person.
    public static let cncp = Principal(role: "sextant_cncp", council: -1)
    /// Adds up what councils counted of a proposed version and publishes it; no row that names a person.
    public static let impact = Principal(role: "sextant_impact", council: nil)
    /// Which councils have work in the queue, and what was set aside there; no content of a job.
    public static let queue = Principal(role: "sextant_queue", council: nil)
    /// The same, acting for the platform's organisation of this key, whose journal keeps what is done.
    public static func queueOperator(of id: Int32) -> Principal { Principal(role: "sextant_queue", council: id) }
    /// Sign-in and sessions; no case of anybody.
    public static let access = Principal(role: "sextant_access", council: nil)
    /// The members of one organisation, to be managed: sign-in's role, confined to that tenant.
    public static func members(of id: Int32) -> Principal { Principal(role: "sextant_access", council: id) }
    /// The same, for somebody who may change nothing: the transaction is read-only.
    public static func membersRead(of id: Int32) -> Principal {
        var principal = members(of: id)
        principal.isReadOnly = true
        return principal
    }
    /// A council read exceptionally: what `council(_:)` reads, and nothing at all once the permission has expired or was
    /// ended; the only thing that can be written is the trace.
    ///
    /// - Parameters:
    ///   - reading: the key of the permission (`access.exceptional_reading`).
    ///   - epochSeconds: the moment of the request, in seconds since 1970-01-01T00:00:00Z.
    public static func reading(_ id: Int32, permission reading: Int64, at epochSeconds: Int64) -> Principal {
        var principal = Principal(role: "sextant_council_reader", council: id)
        principal.permission = Permission(id: reading, epochSeconds: epochSeconds)
        return principal
    }

    /// The forms in which the server answers, for the current transaction only: what a session sets, a transaction
    /// pooler hands to somebody else.
    static let forms: SQL = """
        select set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true), \
        set_config('jit', 'off', true)
        """

    /// Any role with any tenant or none: the certificate tries them all.
    public static func probe(role: String, council: Int32?) -> Principal { Principal(role: role, council: council) }

    /// Sets role, tenant and time limit for the current transaction only (`set_config(…, true)`): safe behind
    /// a transaction pooler, and gone at commit. The role comes last, since it may no longer set the others.
    func settings(timeout milliseconds: Int) -> SQL {
        let tenant = council.map { String($0) } ?? ""
        return """
            \(Principal.forms), set_config('sextant.council', \(tenant), true), \
            \(limits)set_config('statement_timeout', \(String(milliseconds)), true), set_config('role', \(role), true)
            """
    }

    /// What binds an exceptional reading, besides its role.
    private var limits: SQL {
        if isReadOnly { return "set_config('transaction_read_only', 'on', true), " }
        guard let permission else { return "" }
        return """
            set_config('sextant.reading', \(String(permission.id)), true), set_config('sextant.moment', \
            to_timestamp(\(permission.epochSeconds)::float8)::text, true), \

            """
    }
}
