public import Alerts
import Standings

/// Where the numbers of a summary of the week are seen to: pages filtered to what was counted.
public enum DigestLinks {
    /// An absolute address.
    ///
    /// - Parameters:
    ///   - place: what was counted; nil is the reader's account.
    ///   - code: the code of the council.
    ///   - site: where readers reach the site, without a final slash.
    public static func address(of place: Digest.Place?, council code: String, at site: String) -> String {
        site + url(of: place, code).text
    }

    static func url(of place: Digest.Place?, _ code: String) -> SiteURL {
        switch place {
        case nil: .account
        case .campaign(let id): .alerts(.campaign(code, id))
        case .letters: .postalLots(.list(code))
        case .lot(let id): .postalLots(.lot(code, id))
        case .addresses(let state): .contacts(.list(code, state))
        case .frameworks: list(code) { $0.state = .frameworkToConfirm }
        case .verifications: list(code) { $0.state = .toVerify }
        case .milestones(let day): list(code) { $0.alertThrough = day }
        }
    }

    private static func list(_ code: String, _ change: (inout WorklistFilter) -> Void) -> SiteURL {
        .worklist(code, WorklistQuery().filtered(change))
    }
}
