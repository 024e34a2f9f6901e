/// In which state the thing is that somebody acts on; each action says which states it knows.
public enum ObjectState: String, Sendable, CaseIterable {
    /// The action is about no single thing.
    case none
    /// A physician's file that nobody assigned to the reader.
    case fileNotAssigned
    /// A physician's file assigned to the reader today.
    case fileAssigned
    /// A lot read and checked; the register is untouched.
    case lotPreviewed
    /// A lot in the register.
    case lotApplied
    /// A lot taken back.
    case lotUndone
    /// A version of a référentiel being written.
    case versionDraft
    /// A version that waits for a second person.
    case versionProposed
    /// A version that is law from its first day on.
    case versionApproved
}

extension ObjectState {
    /// Every state of a physician's file.
    public static let files: Set<ObjectState> = [.fileNotAssigned, .fileAssigned]
    /// Every state of a lot.
    public static let lots: Set<ObjectState> = [.lotPreviewed, .lotApplied, .lotUndone]
    /// Every state of a version.
    public static let versions: Set<ObjectState> = [.versionDraft, .versionProposed, .versionApproved]
}
