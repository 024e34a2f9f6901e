public import Vocabulary

/// The numbers by which campaigns are led. No text gives them: they are the platform's defaults, kept with each campaign
/// as it was decided, so that a later change explains nothing away.
public struct CampaignPolicy: Hashable, Sendable {
    /// A campaign of more recipients needs a second person: 50.
    public var mostForOnePerson = 50
    /// The share of the recipients written to first, in percent: 5.
    public var canaryPercent = 5
    /// The smallest and largest first batch: 10 to 50.
    public var canaryRange = 10...50
    /// A campaign of fewer recipients has no first batch: 40.
    public var leastForCanary = 40
    /// Seconds between the first batch and the rest: one hour.
    public var canarySeconds: Int64 = 3_600
    /// The campaign stops when so many of those checked are no longer late: at least this many…
    public var leastCompliant = 3
    /// …and at least this share of them, in percent: 2.
    public var compliantPercent = 2
    /// The campaign stops when so many letters came back: at least this many…
    public var leastBounces = 3
    /// …and at least this share of those checked, in percent: 5.
    public var bouncePercent = 5
    /// Days after an alert during which another one waits for a person to decide: 60.
    public var daysBetweenAlerts = 60
    /// Days after which a letter on paper that has not left is written again, with a proof of that day: 30.
    public var daysOfText = 30

    /// The defaults.
    public init() {}

    /// How many are written to first; 0 when all are at once.
    public func canary(of recipients: Int) -> Int {
        guard recipients >= leastForCanary else { return 0 }
        let share = (recipients * canaryPercent + 99) / 100
        return min(max(share, canaryRange.lowerBound), canaryRange.upperBound)
    }

    /// Whether a second person must approve.
    public func needsSecond(_ recipients: Int) -> Bool { recipients > mostForOnePerson }

    /// Whether so many compliant recipients among those checked stop the campaign.
    public func stops(compliant: Int, of checked: Int) -> Bool {
        compliant >= max(leastCompliant, (checked * compliantPercent + 99) / 100)
    }

    /// Whether so many letters that came back stop the campaign.
    public func stops(bounces: Int, of checked: Int) -> Bool {
        bounces >= max(leastBounces, (checked * bouncePercent + 99) / 100)
    }
}
