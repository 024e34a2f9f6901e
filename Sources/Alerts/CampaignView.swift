public import Letters
public import Vocabulary

/// A campaign in the list and at the head of its page.
public struct CampaignSummary: Sendable, Hashable {
    /// Its key.
    public let id: Int64
    /// What has become of it; `done` as soon as nothing of it is open.
    public let state: CampaignState
    /// The night that opened it.
    public let openedOn: CalendarDate
    /// The first and last milestone in it; nil when it is empty.
    public let milestones: ClosedRange<CalendarDate>?
    /// Entries that are to be written to, or were.
    public let recipients: Int
    /// Those of them that go by post: the letter is produced apart.
    public let postal: Int
    /// Letters that are still to be printed and deposited.
    public let toPrint: Int
    /// Letters that were deposited, those that came back included.
    public let deposited: Int
    /// Letters that came back.
    public let returned: Int
    /// Entries that are not written to.
    public let excluded: Int
    /// Recipients whose message is prepared: « 3 500 sur 20 000 ».
    public let prepared: Int
    /// Recipients whose message has left.
    public let sent: Int
    /// Recipients whose message came back.
    public let bounced: Int
    /// Recipients whose alert was taken back.
    public let retracted: Int
    /// The e-mail addresses of those who approved, in their order.
    public let approvedBy: [String]
    /// The key of the person who approved first, so that a page offers them no second approval.
    public let firstApprover: Int64?
    /// Until when the rest waits, in seconds since 1970-01-01T00:00:00Z; nil when there is no first batch under way.
    public let canaryUntil: Int64?
    /// Why it was stopped or given up.
    public let stopReason: String?
    /// Mails that are still to leave.
    public let mailsOpen: Int

    /// Whether nothing but letters on paper, which the council prints and deposits, is still to leave.
    public var waitsForPaper: Bool { state == .sending && mailsOpen == 0 && toPrint > 0 }
}

/// One recipient or exclusion in a table.
public struct EntryRow: Sendable, Hashable {
    /// The key of the entry.
    public let id: Int64
    /// The physician.
    public let physicianID: Int64
    /// Family name then given name; the RPPS number while no name is known.
    public let name: String
    /// First day of the cycle.
    public let cycleStart: CalendarDate
    /// The milestone for which the alert is due.
    public let milestoneOn: CalendarDate
    /// How it goes out; also what an excluded one would have taken.
    public let channel: Channel
    /// What has become of it.
    public let state: EntryState
    /// How many actions count (Σ min), how many are expected at the milestone's date, how many the cycle asks.
    public let counted: Int
    /// Expected on the day of the last check.
    public let expected: Int
    /// Asked by the whole cycle.
    public let required: Int
    /// Why it is excluded; nil for a recipient.
    public let exclusion: Exclusion?
    /// The words of whoever excluded or added it, or of the rule.
    public let reason: String?
    /// Who excluded or added it (e-mail address); nil for the night.
    public let author: String?
    /// Whether it is in the first batch.
    public let isCanary: Bool
    /// Where the message is: `ready`, `sent`, `delivered`, `bounced`, `held`…; nil before it is prepared.
    public let delivery: String?
    /// Whether somebody added it by hand.
    public let isAdded: Bool
}

/// What somebody, or the rule, did to a campaign or to one of its entries.
public struct CampaignEvent: Sendable, Hashable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let at: Int64
    /// The e-mail address of the person; nil for what the campaign did by itself.
    public let author: String?
    /// The event in French, as « a approuvé la campagne ».
    public let words: String
    /// The reason that was given, for the council.
    public let reason: String?
    /// What the letter that takes an alert back says to the physician.
    public let told: String?
    /// The entry it is about; nil for the whole campaign.
    public let entry: Int64?
}

/// A campaign as its page shows it.
public struct CampaignView: Sendable {
    /// Rows of a page of recipients or of exclusions.
    public static let pageSize = 50

    /// The head.
    public let summary: CampaignSummary
    /// The numbers it is led by.
    public let policy: CampaignPolicy
    /// How many recipients the reader approved without a second person within the last seven days.
    public let approvedAlone: Int
    /// Who would be written to, in a few characters: an approval carries those of the list that was read.
    public let fingerprint: String
    /// One page of the recipients, by name.
    public let recipients: [EntryRow]
    /// One page of the exclusions, by reason then name.
    public let exclusions: [EntryRow]
    /// Exclusions by reason.
    public let excludedBy: [Exclusion: Int]
    /// What happened to the campaign, newest first.
    public let events: [CampaignEvent]
    /// How many the first batch has; 0 when all leave at once.
    public var canary: Int { policy.canary(of: summary.recipients) }
    /// Whether a second person must approve what the reader would approve now.
    public var needsSecond: Bool { policy.needsSecond(summary.recipients + approvedAlone) }
    /// Whether it is large enough by itself.
    public var isLarge: Bool { policy.needsSecond(summary.recipients) }
}

/// The text of an alert as it leaves.
public struct AlertText: Sendable, Hashable {
    /// The subject.
    public let subject: String
    /// The paragraphs, in their order.
    public let paragraphs: [String]
}

/// An alert that the platform itself sent.
public struct PlatformAlert: Sendable, Hashable {
    /// The day.
    public let sentOn: CalendarDate
    /// Its type, as the feed names it.
    public let type: String
}

/// One recipient as their page shows them; the proof itself is read by the page for the physician.
public struct EntryView: Sendable {
    /// The row of the table.
    public let row: EntryRow
    /// The campaign it is in.
    public let campaign: CampaignSummary
    /// Last day of the cycle, included.
    public let cycleEnd: CalendarDate?
    /// The address it goes to, as the register has it now: an e-mail address, or postal lines; empty for none.
    public let address: [String]
    /// Why there is no usable address; nil where there is one.
    public let obstacle: Exclusion?
    /// The day on which a letter came back from the postal address of the register, which is to blame.
    public let returnedOn: CalendarDate?
    /// The text: as it was sent, or as it would be today; nil without any usable address.
    public let text: AlertText?
    /// The message as it was made, with its own address, days and reference; nil before it is prepared.
    public let sent: SentNotice?
    /// The words that would take it back today; nil unless it was sent and the physician can be reached.
    public let retraction: AlertText?
    /// By which way those words would go; nil for somebody who cannot be reached.
    public let retractionWay: Channel?
    /// When the figures were last checked, in seconds since 1970-01-01T00:00:00Z.
    public let checkedAt: Int64
    /// The key of the kept record with its proof; nil before the approval.
    public let recordID: Int64?
    /// Alerts of the platform, newest first: « déjà alerté par l’ANS le … ».
    public let platformAlerts: [PlatformAlert]
    /// What happened to this entry, newest first.
    public let events: [CampaignEvent]
    /// The other alerts to this physician, newest first.
    public let others: [EntryRow]
}
