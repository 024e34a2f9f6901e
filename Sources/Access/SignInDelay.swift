/// How long an account waits after wrong passwords: nothing for the first five, then double each time, at most
/// fifteen minutes. The wait is of one account; no other is concerned.
public enum SignInDelay {
    /// Wrong passwords that cost nothing.
    public static let free = 5
    /// The longest wait, in seconds.
    public static let longest: Int64 = 900

    /// The wait after this many wrong passwords in a row, in seconds.
    public static func seconds(after failures: Int) -> Int64 {
        guard failures >= free else { return 0 }
        return min(longest, 2 << Int64(min(failures - free, 20)))
    }

    /// The moment from which another attempt is looked at.
    public static func opens(after failures: Int, lastFailure: Instant) -> Instant {
        lastFailure.adding(seconds: seconds(after: failures))
    }
}
