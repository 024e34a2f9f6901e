public import Postgres

/// Does the jobs of one kind.
public protocol JobHandler: Sendable {
    /// The kind of its jobs: lower-case letters, digits, dots, dashes.
    var kind: String { get }
    /// For how long nothing of its kind is to be taken, in seconds, because what it needs cannot be used; 0 in general.
    var rest: Double { get }
}

extension JobHandler {
    /// 0.
    public var rest: Double { 0 }
}

/// A handler whose effect is in the database: claim, effect and removal are one transaction of the council, so that
/// nothing can be half done.
public protocol InsideHandler: JobHandler {
    /// The most jobs that one transaction takes, 1 or more.
    var size: Int { get }
    /// Does all of these. A handler that throws has done none of them: they are tried again one by one.
    func run(_ jobs: [Job], _ transaction: Transaction) throws
}

extension InsideHandler {
    /// 100.
    public var size: Int { 100 }
}

/// A handler whose effect is outside the database (mail, typesetting): jobs are lent to it for a while.
///
/// It finishes or postpones each of them through the lease, in a transaction of its own; what it leaves is lent to
/// somebody else once the lease has ended. It does them in their order: of a lease that ends with its worker, the first
/// that is left counts an attempt.
public protocol OutsideHandler: JobHandler {
    /// The most jobs lent at once, 1 or more.
    var size: Int { get }
    /// Does these, all of one council.
    func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async
}
