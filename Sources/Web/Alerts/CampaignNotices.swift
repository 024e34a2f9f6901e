import Alerts

/// The notices of campaigns: each is true of some states alone.
extension Notice {
    /// Whether it tells of a campaign or of an alert.
    var isOfCampaign: Bool { self == .alertRetracted || states != nil }

    /// Whether a campaign in this state is where the notice says it is.
    func agrees(with state: CampaignState) -> Bool { states?.contains(state) == true }

    private var states: Set<CampaignState>? {
        switch self {
        case .campaignApproved: [.approved, .canary, .sending, .done]
        case .campaignAwaitsSecond: [.secondWanted]
        case .nobodyLeft: [.proposed, .secondWanted]
        case .campaignReleased: [.sending, .done]
        case .campaignStopped: [.stopped]
        case .campaignResumed: [.approved, .canary, .sending, .done]
        case .campaignAbandoned: [.abandoned]
        case .campaignSentBack, .recipientExcluded, .someWereExcluded, .recipientAdded: [.proposed]
        default: nil
        }
    }
}
