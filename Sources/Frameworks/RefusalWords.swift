public import Vocabulary

extension FrameworkVersion.Stage {
    /// As it stands in « est déjà … ».
    var french: String {
        switch self {
        case .draft: "à l'état de brouillon"
        case .proposed: "proposée"
        case .approved: "approuvée"
        }
    }
}

extension InputFault {
    /// Path and reason as one sentence, French.
    public var sentence: String { (path.isEmpty ? message : "\(path) : \(message)") + "." }
}
